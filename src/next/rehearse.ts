// The next step, rehearsed: from an investigation to a plan, and to the forecast of the rebase, all in memory.
import { countOutcomes, rehearsalOf } from '../forecast/behind.js';
import { LandfallError } from '../errors.js';
import { forecastPatches } from '../forecast/forecast-patches.js';
import { readTouches } from '../gather/read-touches.js';
import { openPicker } from '../git/pick.js';
import type { Investigation } from '../investigate.js';
import { type BranchForecast, type Forecast, FORECAST_SCHEMA_VERSION } from '../model/forecast.js';
import { type BranchPlan, type Plan, PLAN_SCHEMA_VERSION } from '../model/plan.js';
import type { Patch } from '../model/patch.js';
import { isoDate } from '../patch/iso-date.js';
import { subjectOf } from '../patch/message.js';
import { planBranch } from '../plan/make-plan.js';
import { type Tracked, type TrackOptions, trackInDepth } from '../track.js';

/** What to plan: all branches of the project, or the one of that name. */
export interface PlanOptions extends TrackOptions {
  readonly branch?: string | undefined;
}

/** What a rehearsal can use while the workspace is open. */
export interface Planned {
  readonly plan: Plan;
  readonly investigation: Investigation;
  readonly options: PlanOptions;
}

/** Plans the rebase of a project's branches onto `options.onto`, or onto the tip of upstream's branch. Throws LandfallError. */
export function plan(tracked: Tracked, options: PlanOptions): Promise<Plan> {
  return withPlan(tracked, options, ({ plan: made }) => Promise.resolve(made));
}

/** Makes the plan and calls `use` while everything can still be read; returns what that returns. */
export function withPlan<T>(tracked: Tracked, options: PlanOptions, use: (planned: Planned) => Promise<T>): Promise<T> {
  return trackInDepth(tracked, options, (investigation) =>
    use({ plan: planOf(tracked, investigation, options), investigation, options }),
  );
}

/** Forecasts that rebase: patch by patch as the stack is, and after the plan's drops. Throws LandfallError. */
export function forecast(tracked: Tracked, options: PlanOptions): Promise<Forecast> {
  return withPlan(tracked, options, forecastOf);
}

function planOf({ project }: Tracked, { report, read }: Investigation, options: PlanOptions): Plan {
  const reports = new Map(report.patches.map((patch) => [patch.id, patch]));
  const patches = new Map(read.stack.patches.map((patch) => [patch.commit, patch]));
  const branches = read.stack.branches.map((branch, place): BranchPlan => {
    const commits = (read.branches[place]?.commits ?? []).filter(({ parents }) => parents.length < 2);
    return planBranch(
      branch,
      commits.map(({ oid, parents, message }) => {
        const patch = patches.get(oid) ?? null;
        const parent = patch ? patch.parent : (parents[0] ?? null);
        return {
          oid,
          parent,
          subject: patch?.subject ?? subjectOf(message),
          patch,
          report: reports.get(patch?.id ?? '') ?? null,
        };
      }),
    );
  });
  const revision = options.onto ?? project.upstream.branch;
  return {
    schemaVersion: PLAN_SCHEMA_VERSION,
    project: project.name,
    upstream: project.upstream.url,
    onto: { revision, oid: report.upstream?.tip.oid ?? '' },
    branches: chosen(branches, options.branch),
    notices: report.notices,
  };
}

function chosen(branches: readonly BranchPlan[], name: string | undefined): readonly BranchPlan[] {
  if (name === undefined) return branches;
  const found = branches.filter(
    ({ branch }) => branch === name || branch === `refs/heads/${name}` || branch.endsWith(`/${name}`),
  );
  if (found.length > 0) return found;
  const names = branches.map(({ branch }) => branch).join(', ');
  throw new LandfallError(
    'usage',
    'plan.no-branch',
    `no branch of the project is ${JSON.stringify(name)}`,
    `branches: ${names}`,
  );
}

async function forecastOf(planned: Planned): Promise<Forecast> {
  const { plan: made, investigation } = planned;
  const patches = new Map(investigation.read.stack.patches.map((patch) => [patch.commit, patch]));
  const branches: BranchForecast[] = [];
  for (const branch of made.branches) branches.push(await forecastBranch(planned, branch, patches));
  const { project, upstream, onto, notices } = made;
  return { schemaVersion: FORECAST_SCHEMA_VERSION, project, upstream, onto, branches, notices };
}

async function forecastBranch(
  planned: Planned,
  branch: BranchPlan,
  patches: ReadonlyMap<string, Patch>,
): Promise<BranchForecast> {
  const { steps } = branch;
  const { gathered, read, workspace } = planned.investigation;
  const { oid: onto } = planned.plan.onto;
  const kept = steps.filter(({ decision }) => decision !== 'drop');
  const told = tellBoth(planned, steps.length + kept.length);
  const picker = await openPicker(workspace, onto, steps, gathered.context.processes);
  // Two rehearsals side by side: each waits for one git at a time.
  const [all, rest] = await Promise.all([picker.pickInOrder(steps, told), picker.pickInOrder(kept, told)]);
  const ids = steps.map(({ id }) => id);
  const picked = new Map(kept.map((step, place) => [step, rest[place]]));
  const asIs = rehearsalOf(ids, all);
  const afterPlan = rehearsalOf(
    ids,
    steps.map((step) => picked.get(step)),
  );
  const ground = steps.map(({ commit }, place) => ({
    commit,
    files: patches.get(commit)?.files ?? [],
    conflicts: [asIs[place], afterPlan[place]].flatMap((each) => (each?.behind.length === 0 ? each.files : [])),
  }));
  const since = read.tipDate - YEAR;
  const touches = await readTouches(workspace, gathered.context, ground, since);
  const oldest = gathered.context.history.commits.reduce(
    (date, { commitDate }) => Math.min(date, commitDate),
    read.tipDate,
  );
  const { repository, branch: name, kind } = branch;
  return {
    repository,
    branch: name,
    kind,
    asIs: countOutcomes(asIs),
    afterPlan: countOutcomes(afterPlan),
    churnSince: isoDate(Math.max(since, oldest)),
    patches: forecastPatches(steps, asIs, afterPlan, touches, since),
  };
}

/** Seconds: how far churn looks back. */
const YEAR = 31_557_600;

function tellBoth({ plan: { project }, options }: Planned, total: number): () => void {
  let done = 0;
  return () => {
    done += 1;
    options.progress?.(`${project}: rehearsing the rebase`, done, total);
  };
}
