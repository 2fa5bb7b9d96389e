// From verdicts to a plan: what to do with each patch of a branch.
import type { Patch } from '../model/patch.js';
import type { BranchPlan, Decision, PlanStep } from '../model/plan.js';
import type { PatchReport } from '../model/report.js';
import { shortId } from '../model/short-id.js';
import type { Branch } from '../model/stack.js';
import type { Status } from '../model/status.js';

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

/** The plan for one branch from all its commits, oldest first. */
export function planBranch(branch: Branch, commits: readonly StackCommit[]): BranchPlan {
  const { repository, ref, kind, base, tip, merges } = branch;
  return { repository, branch: ref, kind, base, tip, merges: merges.length, steps: commits.map(stepOf) };
}

function stepOf({ oid, parent, subject, patch, report }: StackCommit): PlanStep {
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
    says: reasonOf(report),
  };
}

function reasonOf({ says, landing }: PatchReport): string {
  if (landing === null) return says;
  const commits = landing.commits.map(({ oid }) => shortId(oid)).join(', ');
  const release = landing.release === null ? 'in no release' : `in ${landing.release}`;
  return `${landing.form} as ${commits}, ${release}: ${says}`;
}
