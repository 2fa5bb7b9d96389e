// How much of a patch is still to be carried under its verdict.
import type { HunkCover } from '../model/facts.js';
import { SETTLED, type Status } from '../model/status.js';
import { NO_SIZE, type Size } from '../patch/counts.js';

/** Nothing for what is settled, the uncovered hunks of a partial patch, all of any other. */
export function remainingOf(status: Status, size: Size, uncovered: readonly HunkCover[]): Size {
  if (SETTLED.has(status)) return NO_SIZE;
  if (status !== 'partial') return size;
  return {
    hunks: uncovered.length,
    insertions: uncovered.reduce((sum, hunk) => sum + hunk.insertions, 0),
    deletions: uncovered.reduce((sum, hunk) => sum + hunk.deletions, 0),
    files: new Set(uncovered.map((hunk) => hunk.path)).size,
  };
}
