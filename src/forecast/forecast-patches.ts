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

/** One forecast a step, in order; `paths` are the files that each changes, `since` is where churn begins to count, in seconds since 1970. */
export function forecastPatches(
  steps: readonly PlanStep[],
  paths: readonly (readonly string[])[],
  asIs: readonly Rehearsed[],
  afterPlan: readonly Rehearsed[],
  touches: readonly (readonly TouchedBy[])[],
  since: number,
): PatchForecast[] {
  const droppedBefore = (place: number, files: readonly string[]) =>
    steps
      .slice(0, place)
      .filter((_, at) => asIs[at]?.outcome === 'clean' && afterPlan[at]?.outcome === 'dropped')
      .filter((step) => paths[steps.indexOf(step)]?.some((path) => files.includes(path)))
      .map(({ id }) => id);
  return steps.map(({ id, subject, status, decision }, place) => {
    const [now, later] = [asIs[place] ?? UNKNOWN, afterPlan[place] ?? UNKNOWN];
    const touching = touches[place] ?? [];
    const conflicts = now.outcome === 'conflicts' || later.outcome === 'conflicts';
    return {
      id,
      subject,
      status,
      decision,
      asIs: now,
      afterPlan: later,
      standsOn: now.outcome === 'clean' && later.outcome === 'conflicts' ? droppedBefore(place, later.files) : [],
      touchedBy: conflicts ? namesOf(touching) : [],
      churn: touching.filter(({ commit }) => commit.commitDate > since).length,
    };
  });
}

const UNKNOWN: Rehearsed = { outcome: 'unknown', files: [], behind: [] };

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
