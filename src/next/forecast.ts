// The next rebase, rehearsed: from a plan to the forecast of its picks, all in memory.
import { countOutcomes, rehearsalOf } from '../forecast/behind.js';
import { forecastPatches, type StepAhead } from '../forecast/forecast-patches.js';
import { readTouches } from '../gather/read-touches.js';
import { openPicker, type Picker } from '../git/pick.js';
import { type BranchForecast, type Forecast, FORECAST_SCHEMA_VERSION, type Rehearsed } from '../model/forecast.js';
import type { BranchPlan, Plan, PlanStep } from '../model/plan.js';
import { SECONDS_PER_YEAR } from '../model/time-units.js';
import { isoDate } from '../patch/iso-date.js';
import { pathsOf } from '../patch/paths.js';
import type { Tracked } from '../track.js';
import { type Planned, type PlanOptions, withPlan } from './plan.js';

/** Forecasts that rebase: patch by patch as the stack is, and after the plan's drops. Throws LandfallError. */
export function forecast(tracked: Tracked, options: PlanOptions): Promise<Forecast> {
  return withPlan(tracked, options, forecastOf, 'history');
}

async function forecastOf(planned: Planned): Promise<Forecast> {
  const { plan: made, investigation, options } = planned;
  const { read } = investigation;
  const { context } = investigation.gathered;
  const steps = made.branches.flatMap((branch) => branch.steps);
  const picker = await openPicker(investigation.workspace, made.onto.oid, steps, context.processes);
  // Churn looks a year back.
  const since = read.tipDate - SECONDS_PER_YEAR;
  const files = new Map(read.stack.patches.map((patch) => [patch.commit, patch.files]));
  const grounds = steps.map(({ commit }) => ({ commit, files: files.get(commit) ?? [] }));
  const rehearsing = rehearseAll(picker, made, tellPicks(made, options));
  const conflicts = rehearsing.then((all) => all.flatMap(({ rows }) => rows.map(ownConflicts)));
  // Upstream's diffs are read once for all branches, most of them during the rehearsal.
  const [rehearsed, touches] = await Promise.all([rehearsing, readTouches(context, grounds, since, conflicts)]);
  const oldest = context.history.commits.reduce((date, { commitDate }) => Math.min(date, commitDate), read.tipDate);
  const placeOf = new Map(steps.map((step, place) => [step, place]));
  const branches = rehearsed.map(({ branch, rows }) => {
    const ahead = rows.map((row): StepAhead => {
      const place = placeOf.get(row.step) ?? -1;
      return { ...row, paths: pathsOf({ files: grounds[place]?.files ?? [] }), touches: touches.get(place) ?? [] };
    });
    return branchForecast(branch, ahead, since, Math.max(since, oldest));
  });
  const { project, upstream, onto, notices } = made;
  return { schemaVersion: FORECAST_SCHEMA_VERSION, project, upstream, onto, branches, notices };
}

function branchForecast(
  { repository, branch, kind }: BranchPlan,
  ahead: readonly StepAhead[],
  since: number,
  churnSince: number,
): BranchForecast {
  return {
    repository,
    branch,
    kind,
    asIs: countOutcomes(ahead.map(({ asIs }) => asIs)),
    afterPlan: countOutcomes(ahead.map(({ afterPlan }) => afterPlan)),
    churnSince: isoDate(churnSince),
    patches: forecastPatches(ahead, since),
  };
}

/** A step of a plan and how its picks go. */
interface Row extends Pick<StepAhead, 'asIs' | 'afterPlan'> {
  readonly step: PlanStep;
}

/** A branch and how the picks of its steps go. */
interface RehearsedBranch {
  readonly branch: BranchPlan;
  readonly rows: readonly Row[];
}

/** Files in which a step conflicts by itself. */
function ownConflicts({ asIs, afterPlan }: Row): string[] {
  return [asIs, afterPlan].flatMap(({ behind, files }) => (behind.length === 0 ? files : []));
}

async function rehearseAll(picker: Picker, { branches }: Plan, told: () => void): Promise<RehearsedBranch[]> {
  const rehearsed: RehearsedBranch[] = [];
  for (const branch of branches) rehearsed.push(await rehearseBranch(picker, branch, told));
  return rehearsed;
}

async function rehearseBranch(picker: Picker, branch: BranchPlan, told: () => void): Promise<RehearsedBranch> {
  const { steps } = branch;
  const kept = steps.filter(({ decision }) => decision !== 'drop');
  // Two rehearsals side by side: each waits for one git at a time.
  const [all, rest] = await Promise.all([picker.pickInOrder(steps, told), picker.pickInOrder(kept, told)]);
  const ids = steps.map(({ id }) => id);
  const picked = new Map(kept.map((step, place) => [step, rest[place]]));
  const asIs = rehearsalOf(ids, all);
  const afterPlan = rehearsalOf(
    ids,
    steps.map((step) => picked.get(step)),
  );
  const rows = steps.map((step, place) => ({
    step,
    asIs: asIs[place] as Rehearsed,
    afterPlan: afterPlan[place] as Rehearsed,
  }));
  return { branch, rows };
}

function tellPicks({ project, branches }: Plan, options: PlanOptions): () => void {
  const steps = branches.flatMap((branch) => branch.steps);
  const total = steps.length + steps.filter(({ decision }) => decision !== 'drop').length;
  let done = 0;
  return () => {
    done += 1;
    options.progress?.(`${project}: rehearsing the rebase`, done, total);
  };
}
