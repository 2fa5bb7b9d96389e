// How sure each kind of conclusion is: counted on labelled patches with only the diff to speak, or judged where none of a kind were labelled.

/**
 * Verdicts of each kind that were right, of how many. Trained on the rows marked `tune` (docs/TRUTH.md): OpenVPN 2.5 and 2.6, systemd v249,
 * and generated stacks of OpenVPN and systemd; 2,643 rows. Of `superseded` and `gone` a part was read by hand as well (docs/READ-BY-HAND.md).
 */
const COUNTED = {
  identical: { right: 1183, of: 1186 },
  rebased: { right: 221, of: 221 },
  modified: { right: 338, of: 344 },
  /** Several commits together: the last of them may be there by chance. */
  split: { right: 45, of: 56 },
  reapplied: { right: 10, of: 10 },
  partial: { right: 14, of: 22 },
  reverted: { right: 47, of: 54 },
  superseded: { right: 29, of: 33 },
  /** Nothing like it upstream, and a distant likeness of it. */
  unlike: { right: 553, of: 563 },
  distant: { right: 31, of: 36 },
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
  /** The tip shows that it is gone; who took it out is not known, nor whether it was only reworded. */
  gone: 0.6,
  superseded: counted('superseded'),
  /** The content is proven, the intention is not. */
  backwards: 0.65,
  queued: 0.9,
  ambiguous: 0.5,
  unlike: counted('unlike'),
  distant: counted('distant'),
} as const;

/** From this share of a patch in one commit on, nobody says that there is nothing like it upstream. */
export const DISTANT_LIKENESS = 0.2;
