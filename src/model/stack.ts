// What was read of the downstream branches: their patches in order, and which upstream commits each already stands on.
import type { ReaderKind } from './config.js';
import type { Patch } from './patch.js';

/** One downstream branch. */
export interface Branch {
  readonly repository: string;
  /** Full ref name. */
  readonly ref: string;
  readonly tip: string;
  readonly base: string | null;
  readonly paths: readonly string[];
  /** Oldest first: indexes into Stack.patches. */
  readonly patches: readonly number[];
  readonly merges: readonly string[];
  /** How its patches are kept. */
  readonly kind: 'branch' | ReaderKind;
  /** The downstream commit that was read: the tip of a branch, the state of a patch set; null for files in a folder. */
  readonly state: string | null;
  readonly follows: 'branch' | 'releases';
}

export interface Stack {
  readonly patches: readonly Patch[];
  readonly branches: readonly Branch[];
}
