// A plan as the file that carries it out: the todo of `git rebase -i`, a quilt series, or a list of patch files to delete.
import { type BranchPlan, type Onto, type PlanStep, type SeriesLine, withReason } from '../../model/plan.js';
import { visible } from '../clean.js';
import { shortRef } from '../figures.js';

/**
 * The file for one branch; ends with a line end. What repositories say stands behind ids and names only, on one line, made
 * visible. `series` is the file that names the patches, where there is one: it stays as it is, but for the reasons.
 */
export function todoText(plan: BranchPlan, onto: Onto, series: readonly SeriesLine[] | null = null): string {
  const lines = plan.kind === 'branch' ? rebaseLines(plan, onto) : series ? seriesLines(plan, series) : listLines(plan);
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
    ...steps.map(
      (step) => `${COMMANDS[step.decision]} ${hex(step.commit)} # ${oneLine(step.subject)} # ${whyOf(step)}`,
    ),
  ];
}

function whyOf({ decision, status, says }: PlanStep): string {
  return `${decision === 'look' ? 'look at it, ' : ''}${status ?? 'other'}: ${oneLine(says)}`;
}

/** The series with a reason behind each patch; one that is dropped becomes a comment. A file goes when all patches in it do. */
function seriesLines({ steps }: BranchPlan, series: readonly SeriesLine[]): string[] {
  const lines = series.map(({ text, patch }) => {
    const own = steps.filter(({ file }) => file === patch && patch !== null);
    if (own.length === 0) return text;
    const drops = own.every(({ decision }) => decision === 'drop');
    return withReason(text, own.map(whyOf).join('; '), drops);
  });
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
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
