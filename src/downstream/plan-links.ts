// Patches that are texts, put on the base they are pinned to: what each does there, and what commit is to stand for it.
import { createHash } from 'node:crypto';
import type { NewCommit, NewFile } from '../git/import-commits.js';
import type { ReaderKind } from '../model/config.js';
import type { AtBase, FileChange, Person } from '../model/patch.js';
import { BaseFiles } from './base-files.js';
import type { FoundPatch, Remark } from './reader.js';
import type { ObjectCache } from './object-cache.js';

/** A patch on its base. */
export interface LinkFacts {
  /** Hex digits that name the patch by its file and its text, whatever it is applied to. */
  readonly digest: string;
  readonly reader: ReaderKind;
  readonly patch: FoundPatch;
  readonly atBase: AtBase;
  /** What its text says; null when the commit says it better. */
  readonly files: readonly FileChange[] | null;
  /** True when some of its text could not be read: then nothing of it is compared. */
  readonly unreadable: boolean;
}

/** The same with what stands for it. */
export interface PlannedLink extends LinkFacts {
  /** The commit that is to stand for it. */
  readonly planned: Omit<NewCommit, 'parent'>;
  /** The files it changes, where patches below it had changed them. */
  readonly before: readonly NewFile[];
}

/** Who and when, for patches that do not say. */
export interface Known {
  readonly author: Person;
  readonly date: number;
  /** When the base was made, 0 when it is not known: a landing may be as old as that. */
  readonly base: number;
}

/** Applies the patches, in order. `base` null: nothing is known below them, and all stay text. */
export async function planLinks(
  objects: ObjectCache,
  base: string | null,
  reader: ReaderKind,
  patches: readonly FoundPatch[],
  known: (patch: FoundPatch) => Known,
): Promise<{ links: PlannedLink[]; remarks: Remark[] }> {
  const state = await BaseFiles.load(objects, base, patches);
  const remarks: Remark[] = [];
  const links = patches.map((patch): PlannedLink => {
    const { changes, ...step } = state.take(patch, base !== null, (remark) => remarks.push(remark));
    const { author, date, base: since } = known(patch);
    const written = patch.date ?? date;
    const committed = Math.min(since, written) || written;
    const planned = {
      message: patch.message,
      author: patch.author ?? author,
      date: written,
      committed,
      files: changes,
    };
    return { ...step, digest: digestOf(patch), reader, patch, planned };
  });
  return { links, remarks };
}

/** Hex digits that name the patch by its file and its text, whatever it is applied to. */
function digestOf({ path, message, files, wholes }: FoundPatch): string {
  const hash = createHash('sha1').update(`${path}\0${message}\0`);
  for (const { names, hunks } of files) {
    hash.update(`${names[0] ?? ''}\0`);
    for (const { lines } of hunks) hash.update(lines.join('\n'));
  }
  for (const { path: to, content } of wholes) hash.update(`${to}\0`).update(content ?? '');
  return hash.digest('hex');
}
