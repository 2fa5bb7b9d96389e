// The next rebase, rehearsed: from a plan to the forecast of its picks, all in memory.
import { countOutcomes, rehearsalOf } from '../forecast/behind.js';
import { forecastPatches, type TouchedBy } from '../forecast/forecast-patches.js';
import { readTouches } from '../gather/read-touches.js';
import { openPicker, type Picker } from '../git/pick.js';
import { type BranchForecast, type Forecast, FORECAST_SCHEMA_VERSION, type Rehearsed } from '../model/forecast.js';
import type { FileChange } from '../model/patch.js';
import type { BranchPlan, Plan, PlanStep } from '../model/plan.js';
import type { Stack } from '../model/stack.js';
import { SECONDS_PER_YEAR } from '../model/time-units.js';
import { isoDate } from '../patch/iso-date.js';
import type { Tracked } from '../track.js';
import { type Planned, type PlanOptions, withPlan } from './plan.js';

/** Forecasts that rebase: patch by patch as the stack is, and after the plan's drops. Throws LandfallError. */
export function forecast(tracked: Tracked, options: PlanOptions): Promise<Forecast> {
  return withPlan(tracked, options, forecastOf, 'history');
}

async function forecastOf(planned: Planned): Promise<Forecast> {
  const { plan: made, investigation, options } = planned;
  const { workspace, gathered, read } = investigation;
  const steps = made.branches.flatMap((branch) => branch.steps);
  const picker = await openPicker(workspace, made.onto.oid, steps, gathered.context.processes);
  // Churn looks a year back.
  const since = read.tipDate - SECONDS_PER_YEAR;
  const rehearsing = rehearseAll(picker, made, tellPicks(made, options));
  const [rehearsed, touches] = await Promise.all([rehearsing, touchesOf(planned, rehearsing, since)]);
  const { tipDate } = read;
  const oldest = gathered.context.history.commits.reduce((date, { commitDate }) => Math.min(date, commitDate), tipDate);
  const files = filesOf(read.stack);
  const pathsOf = ({ commit }: PlanStep) =>
    (files.get(commit) ?? []).flatMap(({ oldPath, newPath }) => [oldPath, newPath]).filter((path) => path !== null);
  const branches = rehearsed.map(
    ({ branch, asIs, afterPlan }, at): BranchForecast => ({
      repository: branch.repository,
      branch: branch.branch,
      kind: branch.kind,
      asIs: countOutcomes(asIs),
      afterPlan: countOutcomes(afterPlan),
      churnSince: isoDate(Math.max(since, oldest)),
      patches: forecastPatches(branch.steps, branch.steps.map(pathsOf), asIs, afterPlan, touches[at] ?? [], since),
    }),
  );
  const { project, upstream, onto, notices } = made;
  return { schemaVersion: FORECAST_SCHEMA_VERSION, project, upstream, onto, branches, notices };
}

/** A branch and how its picks go, step by step. */
interface RehearsedBranch {
  readonly branch: BranchPlan;
  readonly asIs: readonly Rehearsed[];
  readonly afterPlan: readonly Rehearsed[];
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
  return {
    branch,
    asIs: rehearsalOf(ids, all),
    afterPlan: rehearsalOf(
      ids,
      steps.map((step) => picked.get(step)),
    ),
  };
}

function filesOf({ patches }: Stack): Map<string, readonly FileChange[]> {
  return new Map(patches.map(({ commit, files }) => [commit, files]));
}

/** Who changed the lines of each step, branch by branch: upstream's diffs are read once for all, most of them during the rehearsal. */
async function touchesOf(
  { plan: { branches }, investigation: { workspace, gathered, read } }: Planned,
  rehearsing: Promise<readonly RehearsedBranch[]>,
  since: number,
): Promise<(readonly TouchedBy[])[][]> {
  const files = filesOf(read.stack);
  const grounds = branches.flatMap(({ steps }) =>
    steps.map(({ commit }) => ({ commit, files: files.get(commit) ?? [] })),
  );
  const conflicts = rehearsing.then((rehearsed) =>
    rehearsed.flatMap(({ branch, asIs, afterPlan }) =>
      branch.steps.map((_, place) =>
        [asIs[place], afterPlan[place]].flatMap((each) => (each?.behind.length === 0 ? each.files : [])),
      ),
    ),
  );
  const touches = await readTouches(workspace, gathered.context, grounds, since, conflicts);
  let start = 0;
  return branches.map(({ steps }) => {
    const own = steps.map((_, place) => touches.get(start + place) ?? []);
    start += steps.length;
    return own;
  });
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
