// What `plan` answers: for each patch of a branch, whether to drop, rewrite, look at or keep it, in their order.
import type { Branch } from './stack.js';
import type { Notice } from './notice.js';
import type { Status } from './status.js';

/** Changes of this number break readers of the JSON. */
export const PLAN_SCHEMA_VERSION = 1;

/** What is to be done with a patch: `rewrite` keeps the part that upstream lacks, `look` keeps it until a person has decided. */
export const DECISIONS = ['drop', 'rewrite', 'look', 'keep'] as const;
export type Decision = (typeof DECISIONS)[number];

/** The upstream commit that stacks are rebased onto. */
export interface Onto {
  /** As it was asked for. */
  readonly revision: string;
  readonly oid: string;
}

export interface PlanStep {
  /** Name of the patch in the report; of a commit that is no patch the first twelve digits of its id. */
  readonly id: string;
  /** The commit that makes the change: the downstream's own, or the one that stands for a patch file. */
  readonly commit: string;
  /** The commit it was made on, or null when it cannot be applied. */
  readonly parent: string | null;
  /** The patch file, from the root of the repository; null for commits. */
  readonly file: string | null;
  readonly subject: string;
  /** Null for commits that are no patches: they touch nothing that counts. */
  readonly status: Status | null;
  readonly decision: Decision;
  /** Why, in one sentence. */
  readonly says: string;
}

/** The plan for one branch, patch folder or package. */
export interface BranchPlan {
  readonly repository: string;
  /** Full ref name, or the path of the patch folder. */
  readonly branch: string;
  readonly kind: Branch['kind'];
  readonly base: string | null;
  readonly tip: string;
  /** Merges of the branch: a rebase leaves them out. */
  readonly merges: number;
  /** Oldest first. */
  readonly steps: readonly PlanStep[];
}

/** A line of a file that names patches in their order; `patch` is the path of the one it names, from the root of the repository. */
export interface SeriesLine {
  readonly text: string;
  readonly patch: string | null;
}

/** White space of ASCII only: a line may be read a character a byte. The look behind keeps long runs of it cheap. */
const BLANK_ENDS = /^[\t-\r ]+|(?<![\t-\r ])[\t-\r ]+$/g;

/** A line of a series with a reason behind it, which is of one line; of a patch that is dropped it becomes a comment. */
export function withReason(line: string, why: string, drops: boolean): string {
  return `${drops ? '# ' : ''}${line.replace(BLANK_ENDS, '')} # ${why}`;
}

export interface Plan {
  readonly schemaVersion: typeof PLAN_SCHEMA_VERSION;
  readonly project: string;
  /** URL of upstream. */
  readonly upstream: string;
  readonly onto: Onto;
  readonly branches: readonly BranchPlan[];
  readonly notices: readonly Notice[];
}
