// A plan as sheets: one a branch, patches grouped by what is to be done.
import type { BranchPlan, Decision, Plan } from '../../model/plan.js';
import { DECISIONS } from '../../model/plan.js';
import { counted, patches, shortId, shortRef } from '../figures.js';
import type { Style } from '../style.js';
import type { Laid, Sheet } from './sheet.js';

/** The plan, laid out; `told` are notices of what was done with it. */
export function planSheet(plan: Plan): Laid {
  return { value: plan, sheets: plan.branches.map((branch, place) => branchSheet(plan, branch, place)) };
}

const WORDS: Readonly<Record<Decision, readonly [string, string, Style]>> = {
  drop: ['Drop', 'upstream has them, or they change nothing', 'good'],
  rewrite: ['Rewrite', 'upstream has a part of them', 'info'],
  look: ['Look at', 'kept until a person has decided', 'warn'],
  keep: ['Keep', 'to be carried on', 'dim'],
};

function branchSheet({ project, onto, notices }: Plan, branch: BranchPlan, place: number): Sheet {
  const { steps, merges } = branch;
  const counts = DECISIONS.map(
    (decision) => `${steps.filter((step) => step.decision === decision).length} ${decision}`,
  );
  return {
    title: `${project}: plan for ${shortRef(branch.branch)}`,
    facts: [
      ['onto', `${onto.revision} ${shortId(onto.oid)}`],
      ['plan', steps.length === 0 ? 'no patches' : `${patches(steps.length)}: ${counts.join(', ')}`],
      ...(merges > 0
        ? [['merges', `${counted(merges, 'merge')} left out: a rebase makes one row of it`] as const]
        : []),
    ],
    groups: DECISIONS.map((decision) => {
      const [title, meaning, style] = WORDS[decision];
      const rows = steps
        .filter((step) => step.decision === decision)
        .map(({ id, status, subject, says }) => ({ id, word: status ?? 'other', style, text: subject, below: [says] }));
      return { title, meaning, rows };
    }),
    notices: place === 0 ? notices : [],
  };
}
