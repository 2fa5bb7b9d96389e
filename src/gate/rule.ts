// The contract of a rule: what it is asked with, and what it answers.
import type { Annotation } from '../model/config.js';
import type { GateLevel } from '../model/gate.js';
import type { GateViolation } from '../model/gate-result.js';
import type { PatchReport, ProjectReport } from '../model/report.js';
import { MILLISECONDS_PER_DAY } from '../model/time-units.js';
import type { Baseline } from './baseline.js';

/** What every rule of a project is asked with. */
export interface Asked {
  readonly report: ProjectReport;
  /** How the project stood when the baseline was recorded, or null where that is not known. */
  readonly baseline: Baseline | null;
  readonly now: Date;
  /** The annotation that excuses a patch, or null. */
  readonly excuseOf: (patch: PatchReport) => Annotation | null;
}

/** What one rule answers. `outcome` is what it comes to at that level. */
export interface Answer {
  readonly outcome: 'pass' | GateLevel;
  readonly measured: number | null;
  readonly says: string;
  readonly fix: string | null;
  readonly violations: readonly GateViolation[];
}

/** A rule: a function of the report and its own limit (0 where it has none). */
export type Rule = (asked: Asked, level: GateLevel, most: number) => Answer;

/** A patch at fault and what to do about it; an excuse makes a warning of it. */
export function violation(
  { excuseOf }: Asked,
  level: GateLevel,
  patch: PatchReport,
  says: string,
  fix: string,
): GateViolation {
  const { reason, expires } = excuseOf(patch) ?? { reason: null, expires: null };
  const excuse = reason === null || expires === null ? null : { reason, expires };
  return { patch: patch.id, subject: patch.subject, outcome: excuse ? 'warn' : level, says, fix, excuse };
}

/** The worst of the outcomes; `pass` when there is none. */
export function worst(outcomes: readonly Answer['outcome'][]): Answer['outcome'] {
  if (outcomes.includes('fail')) return 'fail';
  return outcomes.includes('warn') ? 'warn' : 'pass';
}

/** Whole days from an ISO 8601 time to now. */
export function daysSince(time: string, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(time)) / MILLISECONDS_PER_DAY);
}
