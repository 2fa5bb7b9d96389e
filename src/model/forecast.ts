// What `forecast` answers: how the rebase of each branch goes, patch by patch, as it is and after the plan's drops.
import type { Notice } from './notice.js';
import type { Branch } from './stack.js';
import type { Decision, Onto } from './plan.js';
import type { Status } from './status.js';

/** Changes of this number break readers of the JSON. */
export const FORECAST_SCHEMA_VERSION = 1;

/** How a pick goes: `empty` changes nothing any more, `unknown` could not be tried, `dropped` was not picked. */
export const OUTCOMES = ['conflicts', 'unknown', 'clean', 'empty', 'dropped'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One pick of a rehearsal. */
export interface Rehearsed {
  readonly outcome: Outcome;
  /** Files in which it conflicts. */
  readonly files: readonly string[];
  /** Earlier patches that conflict in the same files: settle those first, this one may go with them. */
  readonly behind: readonly string[];
}

/** An upstream commit that changed lines which a patch changes, or stands on. */
export interface Toucher {
  readonly oid: string;
  readonly subject: string;
  readonly author: string;
  /** ISO 8601 in UTC: the committer's date. */
  readonly date: string;
  /** Lines of the patch, context included, that it took away or wrote next to. */
  readonly lines: number;
}

export interface PatchForecast {
  readonly id: string;
  readonly subject: string;
  readonly status: Status | null;
  readonly decision: Decision;
  /** Every patch picked. */
  readonly asIs: Rehearsed;
  /** The plan's drops left out. */
  readonly afterPlan: Rehearsed;
  /** For a patch that conflicts only after the plan: dropped patches that applied before it, in files where it conflicts. */
  readonly standsOn: readonly string[];
  /** For a patch that conflicts: who changed the lines since the base, most lines first. */
  readonly touchedBy: readonly Toucher[];
  /** Upstream commits since `churnSince` that changed lines it touches. */
  readonly churn: number;
}

/** How many patches go how. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

export interface BranchForecast {
  readonly repository: string;
  readonly branch: string;
  readonly kind: Branch['kind'];
  readonly asIs: OutcomeCounts;
  readonly afterPlan: OutcomeCounts;
  /** ISO 8601 in UTC: where churn begins to count, a year before the commit rebased onto or where the stack begins. */
  readonly churnSince: string;
  /** Oldest first. */
  readonly patches: readonly PatchForecast[];
}

export interface Forecast {
  readonly schemaVersion: typeof FORECAST_SCHEMA_VERSION;
  readonly project: string;
  readonly upstream: string;
  readonly onto: Onto;
  readonly branches: readonly BranchForecast[];
  readonly notices: readonly Notice[];
}
