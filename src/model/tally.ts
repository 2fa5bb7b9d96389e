// Sums of amounts of change.
import type { Tally } from './report.js';

const NOTHING: Tally = { patches: 0, hunks: 0, insertions: 0, deletions: 0, files: 0 };

/** The sums of several tallies. */
export function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (all, tally) => ({
      patches: all.patches + tally.patches,
      hunks: all.hunks + tally.hunks,
      insertions: all.insertions + tally.insertions,
      deletions: all.deletions + tally.deletions,
      files: all.files + tally.files,
    }),
    NOTHING,
  );
}
