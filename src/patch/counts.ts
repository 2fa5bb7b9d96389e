// How large a change is, in hunks, lines and files.
import type { FileChange, Hunk } from '../model/patch.js';
import type { Tally } from '../model/report.js';

export type Size = Omit<Tally, 'patches'>;

/** No change at all. */
export const NO_SIZE: Size = { hunks: 0, insertions: 0, deletions: 0, files: 0 };

/** Size of some hunks; `files` is given by the caller, who knows which belong together. */
export function sizeOfHunks(hunks: readonly Hunk[], files: number): Size {
  let insertions = 0;
  let deletions = 0;
  for (const hunk of hunks) {
    for (const line of hunk.lines) {
      if (line.sign === '+') insertions += 1;
      else if (line.sign === '-') deletions += 1;
    }
  }
  return { hunks: hunks.length, insertions, deletions, files };
}

/** Size of whole files; a change without lines (binary, mode, rename) counts as one hunk, so that it is never nothing. */
export function sizeOfFiles(files: readonly FileChange[]): Size {
  const lines = sizeOfHunks(
    files.flatMap((file) => file.hunks),
    files.length,
  );
  return { ...lines, hunks: lines.hunks + files.filter((file) => file.hunks.length === 0).length };
}
