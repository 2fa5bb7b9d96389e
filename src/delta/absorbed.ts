// What of a delta is gone when the stack moves on: to a release of upstream, or to its default branch.
import type { PatchReport, Tally } from '../model/report.js';
import { sumOf } from '../model/tally.js';

/** What the default branch holds of these patches: whole ones are counted as patches, parts of others by hunks and lines. */
export function absorbedByTip(patches: readonly PatchReport[]): Tally {
  return sumOf(patches.map(gone));
}

/**
 * The same for each of the releases, oldest first: what landed in one is in those behind it, so that the figures grow. What
 * is absorbed without a commit to name is in no release that is known.
 */
export function absorbedByReleases(patches: readonly PatchReport[], releases: readonly string[]): Tally[] {
  return releases.map((_, place) => {
    const held = new Set(releases.slice(0, place + 1));
    return sumOf(patches.filter(({ landing }) => held.has(landing?.release ?? '')).map(gone));
  });
}

const SETTLED = ['landed', 'absorbed'];

/** What nobody has to carry any more once upstream's tree holds the patch, or its landed part. */
function gone({ status, size, remaining }: PatchReport): Tally {
  const whole = SETTLED.includes(status);
  if (!whole && status !== 'partial') return sumOf([]);
  return {
    patches: whole ? 1 : 0,
    hunks: size.hunks - remaining.hunks,
    insertions: size.insertions - remaining.insertions,
    deletions: size.deletions - remaining.deletions,
    files: size.files - remaining.files,
  };
}
