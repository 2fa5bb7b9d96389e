// Joins the rehearsals of a branch with who changed the same lines, and how often.
import type { PatchForecast, Rehearsed, Toucher } from '../model/forecast.js';
import type { UpstreamCommit } from '../model/history.js';
import type { PlanStep } from '../model/plan.js';
import { isoDate } from '../patch/iso-date.js';

/** An upstream commit that touches lines of a patch; `known` when the downstream had it from the start. */
export interface TouchedBy {
  readonly commit: UpstreamCommit;
  readonly lines: number;
  readonly known: boolean;
}

/** Commits that a forecast names: those who changed most are the ones to read. */
const MOST_NAMED = 5;

/** A step of a plan: the files that it changes, how its pick goes, and who touched its lines. */
export interface StepAhead {
  readonly step: Pick<PlanStep, 'id' | 'subject' | 'status' | 'decision'>;
  readonly paths: readonly string[];
  readonly asIs: Rehearsed;
  readonly afterPlan: Rehearsed;
  readonly touches: readonly TouchedBy[];
}

/** One forecast a step, in order; `since` is where churn begins to count, in seconds since 1970. */
export function forecastPatches(steps: readonly StepAhead[], since: number): PatchForecast[] {
  return steps.map(({ step: { id, subject, status, decision }, asIs, afterPlan, touches }, place) => {
    const conflicts = asIs.outcome === 'conflicts' || afterPlan.outcome === 'conflicts';
    const onlyAfter = asIs.outcome === 'clean' && afterPlan.outcome === 'conflicts';
    return {
      id,
      subject,
      status,
      decision,
      asIs,
      afterPlan,
      standsOn: onlyAfter ? droppedOf(steps.slice(0, place), afterPlan.files) : [],
      touchedBy: conflicts ? namesOf(touches) : [],
      churn: touches.filter(({ commit }) => commit.commitDate > since).length,
    };
  });
}

/** The dropped ones of these steps that would have applied and change any of these files. */
function droppedOf(steps: readonly StepAhead[], files: readonly string[]): string[] {
  return steps
    .filter(({ asIs, afterPlan }) => asIs.outcome === 'clean' && afterPlan.outcome === 'dropped')
    .filter(({ paths }) => paths.some((path) => files.includes(path)))
    .map(({ step }) => step.id);
}

function namesOf(touching: readonly TouchedBy[]): Toucher[] {
  return touching
    .filter(({ known }) => !known)
    .toSorted((a, b) => b.lines - a.lines || a.commit.index - b.commit.index)
    .slice(0, MOST_NAMED)
    .map(({ commit, lines }) => ({
      oid: commit.oid,
      subject: commit.subject,
      author: commit.author.name,
      date: isoDate(commit.commitDate),
      lines,
    }));
}
