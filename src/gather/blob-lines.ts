// Which lines of the patches stand in which files: blobs, each read once, of which only lines of interest are kept.
import type { ObjectTalk } from '../git/object-talk.js';
import { readBlobs } from '../git/objects.js';
import type { PatchLines } from '../match/patch-lines.js';
import type { LineCounts } from '../match/tip.js';
import { lineKey } from '../patch/line-key.js';
import type { Means } from './context.js';

const NO_LINES: LineCounts = new Map();

/** The lines of interest of each blob read so far. */
export class BlobLines {
  private readonly counts = new Map<string, LineCounts>();

  /** `known` tells which lines (unsigned keys) matter; `stage` is what progress calls the reading. */
  constructor(
    private readonly context: Pick<Means, 'workspace' | 'settings' | 'progress'>,
    private readonly known: ReadonlySet<number>,
    private readonly stage: string,
  ) {}

  /** Reads the blobs that were not read yet; what cannot be read has no lines. */
  async load(oids: readonly string[]): Promise<void> {
    const missing = [...new Set(oids)].filter((oid) => !this.counts.has(oid) && !/^0+$/.test(oid));
    const { workspace, settings, progress } = this.context;
    let done = 0;
    if (missing.length === 0) return;
    await readBlobs(workspace, missing, settings.limits.upstreamDiffBytes, (oid, content) => {
      this.counts.set(oid, linesOf(content, this.known));
      done += 1;
      progress(this.stage, done, missing.length);
    });
  }

  /** Lines of a file of a commit, read now unless its blob is known; none where there is no such file, or it is too large. */
  async at(objects: ObjectTalk, commit: string, path: string): Promise<LineCounts> {
    const found = await objects.find(`${commit}:${path}`);
    if (found === null || found.type !== 'blob') return NO_LINES;
    const content =
      this.counts.has(found.oid) || found.size > this.context.settings.limits.upstreamDiffBytes
        ? null
        : await objects.read(found.oid);
    if (content) this.counts.set(found.oid, linesOf(content, this.known));
    return this.of(found.oid);
  }

  /** Lines of a blob that was loaded; none where there is no file. */
  of(oid: string | null): LineCounts {
    return (oid === null ? undefined : this.counts.get(oid)) ?? NO_LINES;
  }
}

/** The unsigned keys of all lines of some patches. */
export function unsignedKeys(patches: readonly PatchLines[]): Set<number> {
  const known = new Set<number>();
  for (const { keys } of patches) for (const key of keys) known.add(Math.floor(key / 2));
  return known;
}

function linesOf(content: Buffer, known: ReadonlySet<number>): LineCounts {
  const counts = new Map<number, number>();
  for (let start = 0; start < content.length; ) {
    const found = content.indexOf(10, start);
    const end = found < 0 ? content.length : found;
    const key = lineKey(content, start, end);
    if (known.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
    start = end + 1;
  }
  return counts;
}
