// The plan carried out, for those who ask for it: a new branch with what is left, rebased in memory.
import { canDrop, copyWithout, droppable } from '../downstream/copy-set.js';
import { LandfallError } from '../errors.js';
import { openPicker } from '../git/pick.js';
import { type Published, publishBranch } from '../git/publish.js';
import { openRepository } from '../git/repository.js';
import { rewriteCommits } from '../git/rewrite.js';
import type { BranchPlan, PlanStep } from '../model/plan.js';
import { shortId } from '../model/short-id.js';
import type { Planned } from './plan.js';
import { setOf } from './series.js';

/** A patch that does not apply, and where. */
export interface Stuck {
  readonly step: PlanStep;
  readonly files: readonly string[];
}

/** What was left of a branch, as commits of the workspace on the plan's commit. */
export interface Rebuilt {
  /** The newest commit; that of the plan itself when nothing is left. */
  readonly tip: string;
  readonly steps: readonly PlanStep[];
  /** Steps that change nothing any more. */
  readonly empty: readonly PlanStep[];
  /** Steps that conflict or could not be tried: left out. */
  readonly stuck: readonly Stuck[];
}

/** How the making of a branch ended: not at all while something is stuck. */
export type Applied =
  | { readonly made: Published; readonly branch: string; readonly rebuilt: Rebuilt }
  | { readonly made: 'no'; readonly branch: string; readonly rebuilt: Rebuilt };

/** Rebuilds these steps of a branch on the plan's commit, in the workspace. */
export async function rebuild(planned: Planned, steps: readonly PlanStep[]): Promise<Rebuilt> {
  const { investigation, plan } = planned;
  const { workspace, gathered } = investigation;
  const picker = await openPicker(workspace, plan.onto.oid, steps, gathered.context.processes);
  const picked = await picker.pickInOrder(steps);
  const results = steps.map((step, place) => ({ step, result: picked[place] ?? null }));
  const stuck = results
    .filter(({ result }) => !result?.clean)
    .map(({ step, result }) => ({ step, files: result?.conflicts ?? [] }));
  const sound = results.flatMap(({ step, result }) => (result?.clean ? [{ step, result }] : []));
  const changing = sound.filter(({ result }) => result.after !== result.before);
  const commits = changing.map(({ step, result }) => ({ commit: step.commit, tree: result.after }));
  const oids = await rewriteCommits(workspace, plan.onto.oid, commits);
  return {
    tip: oids.at(-1) ?? plan.onto.oid,
    steps: changing.map(({ step }) => step),
    empty: sound.filter(({ result }) => result.after === result.before).map(({ step }) => step),
    stuck,
  };
}

/** Makes a new branch of what the plan keeps; the old one stays. Throws LandfallError when the name cannot be used. */
export async function applyToBranch(planned: Planned, branch: BranchPlan, name: string | undefined): Promise<Applied> {
  const rebuilt = await rebuild(
    planned,
    branch.steps.filter(({ decision }) => decision !== 'drop'),
  );
  const short =
    name ?? `${branch.branch.replace(/^refs\/(?:heads|remotes)\//, '')}-onto-${shortId(planned.plan.onto.oid)}`;
  if (rebuilt.stuck.length > 0) return { made: 'no', branch: short, rebuilt };
  const repository = await openRepository(branch.repository);
  if (repository.mirrorOf !== null) {
    const says = `${short} is not made in Landfall's mirror: the next sync would take it away`;
    const hint = `clone ${repository.mirrorOf}, and name the clone as downstream.repository`;
    throw new LandfallError('usage', 'plan.mirror', says, hint);
  }
  const made = await publishBranch(planned.investigation.workspace, repository, short, rebuilt.tip);
  return { made, branch: short, rebuilt };
}

/** How a new folder came about: patch files left out of it, and those that only a person can take out. */
export interface Copied {
  readonly dropped: readonly PlanStep[];
  readonly byHand: readonly PlanStep[];
}

/** Copies a patch folder without what the plan drops, into a folder that `folderFor` makes. Throws LandfallError `usage` for kinds where only people should. */
export async function applyToFolder(
  planned: Planned,
  branch: BranchPlan,
  folderFor: (name: string) => Promise<string>,
): Promise<Copied> {
  const set = setOf(planned, branch);
  if (!set || !canDrop(branch.kind)) {
    const says = `patches of kind ${branch.kind} are named in files that people write`;
    throw new LandfallError('usage', 'plan.by-hand', says, 'write the list with --todo and take them out by hand');
  }
  // A file goes when all patches in it do.
  const kept = new Set(branch.steps.filter(({ decision }) => decision !== 'drop').map(({ file }) => file));
  const wanted = branch.steps.filter(({ decision, file }) => decision === 'drop' && !kept.has(file));
  const dropped = wanted.filter(({ file }) => droppable(branch.kind, file ?? ''));
  const why = new Map(dropped.map(({ file, status, says }) => [file ?? '', withoutControls(`${status}: ${says}`)]));
  await copyWithout(planned.investigation.workspace, set, why, await folderFor(''));
  return { dropped, byHand: branch.steps.filter((step) => step.decision === 'drop' && !dropped.includes(step)) };
}

/** Controls could end the comment that a reason stands in. */
function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** The one branch that a file or a new branch can be made for. Throws LandfallError `usage` when there are several. */
export function theBranch({ plan }: Planned): BranchPlan {
  const [branch, second] = plan.branches;
  if (branch && !second) return branch;
  const names = plan.branches.map(({ branch: each }) => each).join(', ');
  const says = branch ? `the project has ${plan.branches.length} branches` : 'the project has no branch';
  throw new LandfallError('usage', 'plan.which-branch', says, `name one with --branch: ${names}`);
}
