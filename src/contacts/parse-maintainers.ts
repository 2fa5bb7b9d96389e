// MAINTAINERS as QEMU and Linux write it: sections of people, lists and the files they are for.
import type { MaintainerSection } from '../model/contacts.js';
import { globTest } from '../patch/glob.js';

/** One section, and which files it is for. */
export interface MaintainerEntry extends MaintainerSection {
  /** True when the section is for this file. */
  readonly covers: (path: string) => boolean;
}

/** Parses the file; what stands before the first section is passed over. */
export function parseMaintainers(text: string): MaintainerEntry[] {
  const entries: MaintainerEntry[] = [];
  let title = '';
  let tags: [string, string][] = [];
  const close = () => {
    if (tags.some(([tag]) => tag === 'F' || tag === 'M')) entries.push(entryOf(title, tags));
    tags = [];
  };
  for (const line of text.split('\n')) {
    const [, tag, value = ''] = /^([A-Z]):\s+(.{1,500})$/.exec(line) ?? [];
    if (tag !== undefined) tags.push([tag, value.trim()]);
    else if (line.trim() !== '' && !/^[-=\s]+$/.test(line)) {
      close();
      title = line.trim();
    }
  }
  close();
  return entries;
}

function entryOf(title: string, tags: readonly (readonly [string, string])[]): MaintainerEntry {
  const all = (wanted: string) => tags.filter(([tag]) => tag === wanted).map(([, value]) => value);
  const inside = patterns(all('F'));
  const outside = patterns(all('X'));
  return {
    title,
    maintainers: all('M'),
    reviewers: all('R'),
    lists: all('L').map((value) => value.split(/\s/)[0] ?? value),
    status: all('S')[0] ?? null,
    covers: (path) => inside(path) && !outside(path),
  };
}

/** A folder stands for all below it, `*` for anything within one name. */
function patterns(written: readonly string[]): (path: string) => boolean {
  return globTest(
    written.flatMap((pattern) => (pattern.endsWith('/') ? [`${pattern}**`] : [pattern, `${pattern}/**`])),
  );
}
