// What several formats say of a result.
import type { GateCheck, GateResult, GateViolation } from '../../model/gate-result.js';
import { counted } from '../../report/figures.js';
import { subjectWords } from '../../report/words.js';

/** What each rule asks, in one sentence. */
export const RULE_MEANING: Readonly<Record<GateCheck['rule'], string>> = {
  'max-patches': 'Not more patches remain to be carried than the budget allows.',
  'max-lines': 'Not more added and removed lines remain to be carried than the budget allows.',
  'max-share': 'Not more of all patches remain to be carried than the budget allows.',
  'max-days-carried': 'A landed patch is dropped within so many days of the release that holds it.',
  'max-days-unsent': 'A pending patch is sent, or declared local, before it is so many days old.',
  contradicted: 'What people declared of a patch is not contradicted by the repositories.',
  undeclared: 'A pending patch says why it is not upstream.',
  ratchet: 'Not more patches or lines remain to be carried than when the baseline was recorded.',
  'no-data': 'The project can be read: without data nothing passes.',
  incomplete: 'Every part of the project can be read: figures that are too small do not pass.',
  'no-rules': 'The project has rules: without them nothing is checked.',
};

/** The result in a few words: `failed: 2 rules broken, 1 warning`. */
export function headline({ outcome, projects }: GateResult): string {
  const checks = projects.flatMap((project) => project.checks);
  const [broken, warned] = (['fail', 'warn'] as const).map(
    (is) => checks.filter((check) => check.outcome === is).length,
  );
  const warnings = warned ? counted(warned, 'warning') : '';
  if (outcome !== 'fail') return warnings === '' ? 'passed' : `passed with ${warnings}`;
  return `failed: ${[`${counted(broken ?? 0, 'rule')} broken`, warnings].filter((part) => part !== '').join(', ')}`;
}

/** One patch at fault as a line of plain text; an excuse is told. */
export function violationWords({ patch, subject, says, excuse }: GateViolation): string {
  const until = excuse ? ` (excused until ${excuse.expires}: ${excuse.reason})` : '';
  return `${patch} ${subjectWords(subject)}: ${says}${until}`;
}

/** The ways out of a check: its own, and those of its patches, each once. */
export function fixesOf({ fix, violations }: GateCheck): readonly string[] {
  return [...new Set([...(fix === null ? [] : [fix]), ...violations.map((violation) => violation.fix)])];
}

/** A check that did not pass as lines of plain text: what is wrong, the first patches at fault, what to do. */
export function checkLines(check: GateCheck, most: number): readonly string[] {
  const { says, violations } = check;
  const more = violations.length - most;
  return [
    says,
    ...violations.slice(0, most).map(violationWords),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...fixesOf(check).map((fix) => `to do: ${fix}`),
  ];
}
