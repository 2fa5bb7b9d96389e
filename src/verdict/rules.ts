// The ordered table of verdicts: the first rule that answers wins, and every rule says why it did or did not.
import type { CommitHolds, Facts } from '../model/facts.js';
import type { VerdictSettings } from '../model/settings.js';
import type { Status } from '../model/status.js';
import { ancestry, landed, partial, queued, reverted, sameBlobs } from './rules-landing.js';
import { ambiguous, declared, held, noise, pending } from './rules-people.js';
import { refused, submitted } from './rules-submissions.js';
import { absorbed, superseded } from './rules-tip.js';

/** What a rule concludes. */
export interface Conclusion {
  readonly status: Status;
  /** 0 to 1. */
  readonly confidence: number;
  /** The commits it rests on, with what each covers. */
  readonly commits: readonly { readonly holds: CommitHolds; readonly gain: number }[];
  readonly coverage: number;
  readonly says: string;
}

/** A rule's answer: a conclusion, or the reason for having none. */
export type Answer = Conclusion | string;

/** One row of the table. */
export interface Rule {
  readonly name: string;
  readonly ask: (facts: Facts, settings: VerdictSettings) => Answer;
}

/** The table. What people hold and what is no delta at all come first; the last rule answers always. */
export const RULES: readonly Rule[] = [
  { name: 'held', ask: held },
  { name: 'noise', ask: noise },
  { name: 'ancestry', ask: ancestry },
  { name: 'same content', ask: sameBlobs },
  { name: 'reverted', ask: reverted },
  { name: 'landed', ask: landed },
  { name: 'absorbed', ask: absorbed },
  { name: 'partial', ask: partial },
  { name: 'queued', ask: queued },
  { name: 'submitted', ask: submitted },
  { name: 'declared', ask: declared },
  { name: 'superseded', ask: superseded },
  { name: 'ambiguous', ask: ambiguous },
  { name: 'refused', ask: refused },
  { name: 'pending', ask: pending },
];
