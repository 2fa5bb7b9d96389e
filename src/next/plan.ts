// The next rebase, planned: from an investigation to what to do with each patch.
import { LandfallError } from '../errors.js';
import type { Investigation } from '../investigate.js';
import { type BranchPlan, type Plan, PLAN_SCHEMA_VERSION } from '../model/plan.js';
import { subjectOf } from '../patch/message.js';
import { planBranch } from '../plan/make-plan.js';
import { takenBack } from '../plan/taken-back.js';
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

/** Makes the plan and calls `use` while everything can still be read; returns what that returns. Who looks at upstream's history says so. */
export function withPlan<T>(
  tracked: Tracked,
  options: PlanOptions,
  use: (planned: Planned) => Promise<T>,
  wanted: 'verdicts' | 'history' = 'verdicts',
): Promise<T> {
  return trackInDepth(
    tracked,
    options,
    (investigation) => use({ plan: planOf(tracked, investigation, options), investigation, options }),
    wanted,
  );
}

function planOf({ project }: Tracked, { report, read, gathered, opened }: Investigation, options: PlanOptions): Plan {
  const pairs = takenBack(gathered.facts, report.patches);
  const behind = opened.upstream?.aside.length ? (options.onto ?? null) : null;
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
      pairs,
      behind,
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
