// How sure each kind of conclusion is: set by hand from reading verdicts, until accuracy is measured and these are calibrated.

/** Confidence (0 to 1) by kind of conclusion. */
export const SURE = {
  proof: 1,
  identical: 0.99,
  rebased: 0.98,
  modifiedLeast: 0.75,
  modifiedMost: 0.97,
  reapplied: 0.93,
  absorbed: 0.85,
  declared: 0.85,
  submission: 0.9,
  partial: 0.8,
  reverted: 0.93,
  /** The tip shows that it is gone; who took it out is not known. */
  gone: 0.8,
  superseded: 0.65,
  /** The content is proven, the intention is not. */
  backwards: 0.65,
  queued: 0.9,
  ambiguous: 0.5,
  /** Nothing like it upstream is surer than a distant likeness. */
  pendingMost: 0.95,
  pendingLeast: 0.6,
} as const;
