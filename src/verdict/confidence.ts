// How sure each kind of conclusion is: counted on labelled patches with only the diff to speak, or judged where none of a kind were labelled.

/**
 * Verdicts of each kind that were right, of how many. Trained on the rows marked `tune` (docs/TRUTH.md): backports of OpenVPN 2.5 and 2.6
 * and systemd v249, and stacks generated from the commits of curl, jemalloc, OpenVPN and systemd; 2,512 rows, and 402 more that were split,
 * squashed, landed in part or solved otherwise, for the kinds that have few. Where label and verdict disagreed, some were read.
 */
const COUNTED = {
  identical: { right: 942, of: 943 },
  rebased: { right: 273, of: 273 },
  modified: { right: 314, of: 316 },
  /** Several commits together: the last of them may be there by chance. */
  split: { right: 131, of: 135 },
  reapplied: { right: 13, of: 13 },
  partial: { right: 66, of: 73 },
  reverted: { right: 64, of: 66 },
  /** The tip shows that it is gone; who took it out is not known, and mostly it was only done anew in other words. */
  gone: { right: 1, of: 8 },
  superseded: { right: 46, of: 47 },
  /** Nothing like it upstream, or only in files of other names; and something of it in its own files: it may be solved otherwise. */
  unlike: { right: 653, of: 657 },
  distant: { right: 25, of: 38 },
} as const;

/** The share to be expected of the next one (rule of succession, Laplace 1774): ten of ten is no certainty. */
function counted(kind: keyof typeof COUNTED): number {
  const { right, of } = COUNTED[kind];
  return (right + 1) / (of + 2);
}

/** Confidence (0 to 1) by kind of conclusion. */
export const SURE = {
  proof: 1,
  identical: counted('identical'),
  rebased: counted('rebased'),
  modified: counted('modified'),
  split: counted('split'),
  reapplied: counted('reapplied'),
  absorbed: 0.85,
  declared: 0.85,
  submission: 0.9,
  partial: counted('partial'),
  reverted: counted('reverted'),
  gone: counted('gone'),
  superseded: counted('superseded'),
  /** The content is proven, the intention is not. */
  backwards: 0.65,
  queued: 0.9,
  ambiguous: 0.5,
  unlike: counted('unlike'),
  distant: counted('distant'),
} as const;
