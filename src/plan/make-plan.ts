// From verdicts to a plan: what to do with each patch of a branch.
import type { Patch } from '../model/patch.js';
import type { BranchPlan, Decision, PlanStep } from '../model/plan.js';
import type { PatchReport } from '../model/report.js';
import { shortId } from '../model/short-id.js';
import type { Branch } from '../model/stack.js';
import type { Status } from '../model/status.js';
import type { TakenBack } from './taken-back.js';

/** A commit of a branch that is no merge, and the patch it is, if it is one. */
export interface StackCommit {
  readonly oid: string;
  readonly parent: string | null;
  readonly subject: string;
  readonly patch: Patch | null;
  readonly report: PatchReport | null;
}

/** Only what needs no more carrying is dropped; whatever is in doubt stays in the stack. */
const DECISION: Readonly<Record<Status, Decision>> = {
  landed: 'drop',
  absorbed: 'drop',
  noise: 'drop',
  partial: 'rewrite',
  reverted: 'look',
  superseded: 'look',
  ambiguous: 'look',
  queued: 'keep',
  submitted: 'keep',
  rejected: 'keep',
  pending: 'keep',
  local: 'keep',
};

/**
 * The plan for one branch from all its commits, oldest first. `behind` is the revision rebased onto, where that is not the
 * tip of upstream's branch.
 */
export function planBranch(
  branch: Branch,
  commits: readonly StackCommit[],
  pairs: readonly TakenBack[] = [],
  behind: string | null = null,
): BranchPlan {
  const { repository, ref, kind, base, tip, merges } = branch;
  const steps = withPairs(
    commits.map((commit) => stepOf(commit, behind)),
    pairs,
  );
  return { repository, branch: ref, kind, base, tip, merges: merges.length, steps };
}

/** Who takes back a patch that stays is not dropped, though upstream has taken it back as well: what both undo would stand. */
function withPairs(steps: readonly PlanStep[], pairs: readonly TakenBack[]): PlanStep[] {
  const places = new Map(steps.map(({ id }, place) => [id, place]));
  const stays = new Set(steps.filter(({ decision }) => decision !== 'drop').map(({ id }) => id));
  const isLater = (one: string, other: string) => (places.get(other) ?? -1) > (places.get(one) ?? 0);
  const standing = pairs.filter(([patch, by]) => stays.has(patch) && isLater(patch, by));
  const undoing = new Map(standing.map(([patch, by]) => [by, patch]));
  return steps.map((step) => {
    const undone = step.decision === 'drop' ? undoing.get(step.id) : undefined;
    if (undone === undefined) return step;
    return {
      ...step,
      decision: 'look',
      says: `it takes back ${undone}, which stays: drop both or neither; ${step.says}`,
    };
  });
}

function stepOf({ oid, parent, subject, patch, report }: StackCommit, behind: string | null): PlanStep {
  const file = patch?.origin.kind === 'file' ? patch.origin.path : null;
  const step = { commit: oid, parent, file, subject };
  if (!patch || !report)
    return {
      ...step,
      id: shortId(oid),
      status: null,
      decision: 'keep',
      says: 'it touches nothing that counts',
    };
  const { id, status } = report;
  if (patch.unreadable) return { ...step, id, status, decision: 'look', says: 'some of its content could not be read' };
  const decision = DECISION[status];
  const confirmed = report.action.kind !== 'look';
  return {
    ...step,
    id,
    status,
    decision: decision === 'drop' && !confirmed ? 'look' : decision,
    says: reasonOf(report, behind),
  };
}

function reasonOf({ status, says, landing }: PatchReport, behind: string | null): string {
  if (landing === null) return says;
  const commits = landing.commits.map(({ oid }) => shortId(oid)).join(', ');
  const release = landing.release === null ? 'in no release' : `in ${landing.release}`;
  const why = status === 'queued' && behind !== null ? `upstream has it, but ${behind} has not` : says;
  return `${landing.form} as ${commits}, ${release}: ${why}`;
}
