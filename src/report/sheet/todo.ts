// A plan as the file that carries it out: the todo of `git rebase -i`, a quilt series, or a list of patch files to delete.
import type { BranchPlan, Onto, PlanStep } from '../../model/plan.js';
import { visible } from '../clean.js';
import { shortRef } from '../figures.js';

/** The file for one branch; ends with a line end. Text from the repository stands behind ids only, on one line, made visible. */
export function todoText(plan: BranchPlan, onto: Onto): string {
  const lines = plan.kind === 'branch' ? rebaseLines(plan, onto) : listLines(plan);
  return lines.map((line) => `${line}\n`).join('');
}

const COMMANDS: Readonly<Record<PlanStep['decision'], string>> = {
  drop: 'drop',
  rewrite: 'edit',
  look: 'pick',
  keep: 'pick',
};

/** git reads the command and the id; all that stands behind is for people. A comment has no other use for its text. */
function rebaseLines({ branch, steps }: BranchPlan, onto: Onto): string[] {
  return [
    `# ${oneLine(shortRef(branch))} onto ${oneLine(onto.revision)} (${onto.oid})`,
    '# drop: upstream has it; edit: keep what upstream lacks; pick: the rest, those to look at among them',
    ...steps.map(({ decision, commit, subject, status, says }) => {
      const word = decision === 'look' ? 'look at it, ' : '';
      return `${COMMANDS[decision]} ${hex(commit)} # ${oneLine(subject)} # ${word}${status ?? 'other'}: ${oneLine(says)}`;
    }),
  ];
}

/** One path a line, the reason above it: the paths alone are left by `grep -v '^#'`. */
function listLines({ steps }: BranchPlan): string[] {
  return steps
    .filter(({ decision, file }) => decision === 'drop' && file !== null)
    .flatMap(({ file, subject, status, says }) => [
      `# ${oneLine(subject)}: ${status}, ${oneLine(says)}`,
      oneLine(file ?? ''),
    ]);
}

/** A line end, a carriage return or a NUL would begin a line of its own: `visible` leaves none. */
function oneLine(text: string): string {
  return visible(text).trim();
}

function hex(oid: string): string {
  return /^[0-9a-f]{40,64}$/.test(oid) ? oid : '';
}
