// The closed lists of words a verdict is made of (docs/GLOSSARY.md says what each means).

/** Every status a patch can have, in the order reports show them. */
export const STATUSES = [
  'landed',
  'absorbed',
  'partial',
  'reverted',
  'superseded',
  'queued',
  'submitted',
  'rejected',
  'pending',
  'local',
  'noise',
  'ambiguous',
] as const;
export type Status = (typeof STATUSES)[number];

/** Statuses whose patches need not be carried any more. */
export const SETTLED: ReadonlySet<Status> = new Set(['landed', 'absorbed', 'noise']);

/** How close the landed text is to the patch: `identical`, `rebased` (only context or place differs), `modified` (functional lines differ). */
export const FORMS = ['identical', 'rebased', 'modified'] as const;
export type Form = (typeof FORMS)[number];

/** How many went into how many: one to one, one patch to several commits, several patches to one commit. */
export const SHAPES = ['one', 'split', 'squashed'] as const;
export type Shape = (typeof SHAPES)[number];

/** What the reader should do with a patch, in the order reports group them. */
export const ACTIONS = ['drop-now', 'drop-at-release', 'look', 'send', 'wait', 'keep'] as const;
export type ActionKind = (typeof ACTIONS)[number];

/** The steps of the evidence ladder, cheapest first. */
export const RUNGS = [
  'ancestry',
  'citation',
  'blobs',
  'patch-id',
  'lines',
  'compare',
  'cover',
  'tip',
  'revert',
  'superseded',
  'noise',
  'submission',
  'declared',
] as const;
export type Rung = (typeof RUNGS)[number];

/** Why a patch is no real delta. */
export const NOISE_REASONS = ['empty', 'in-base', 'backwards', 'changelog', 'generated', 'whitespace'] as const;
export type NoiseReason = (typeof NOISE_REASONS)[number];
