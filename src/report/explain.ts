// The words of an explanation that every format shares: the verdict in a sentence, what was declared, what else it could be.
import type { Declared } from '../model/patch.js';
import type { PatchReport } from '../model/report.js';
import type { Comparison, Explanation, LineMatch, RuleAnswer } from '../model/explanation.js';
import { RUNGS, type Rung } from '../model/status.js';
import { bitsWords, counted, percent } from './figures.js';
import { placeOf } from './reason.js';

/** The status and, in the same sentence, why. */
export function verdictSentence(patch: PatchReport): string {
  const { landing } = patch;
  const place = landing === null ? '' : ` (${landing.form}), ${placeOf(landing)}`;
  const reason = patch.says;
  return `${patch.status}${place}${reason === '' ? '' : `: ${reason}`}`;
}

/** What a person declared about a patch, in one line. */
export function declaredWords(declared: Declared | null): string {
  if (declared === null) return 'nothing';
  const reason = declared.reason === null ? '' : `, because ${declared.reason}`;
  const hold = declared.hold ? '; the verdict is held to it' : '';
  return `${declared.status} by ${declared.by}: ${declared.text}${reason}${hold}`;
}

/** What the repositories show, in one line. */
export function observedWords(patch: PatchReport): string {
  return `${patch.status}, coverage ${percent(patch.coverage)}, confidence ${percent(patch.confidence)}`;
}

/** The rungs of the ladder that had nothing to say. */
export function silentRungs(patch: PatchReport): readonly Rung[] {
  return RUNGS.filter((rung) => !patch.evidence.some((evidence) => evidence.rung === rung));
}

/** The numbers of a comparison in one line. */
export function comparisonFigures(comparison: Comparison): string {
  const shares = `${percent(comparison.containment)} of the patch is in it, alike ${percent(comparison.similarity)}`;
  return `${shares}, ${bitsWords(comparison.bits)}; ${counted(comparison.extra, 'line')} of its own`;
}

/** Marks of the gutter, one column wide: covered and uncovered lines are told apart without colour. */
export const GUTTER: Readonly<Record<LineMatch, string>> = { exact: '=', edited: '~', moved: '>', none: '!' };

/** What each mark means. */
export const GUTTER_LEGEND = '= the commit has the line, ~ edited, > elsewhere in the commit, ! not found';

/** What became of a rule: asked and refused, the one that answered, or not reached. */
export type RuleState = 'no' | 'answered' | 'not reached';

/** The rule table up to the answer and behind it. */
export function ruleStates(explanation: Explanation): readonly (RuleAnswer & { readonly state: RuleState })[] {
  const first = explanation.rules.findIndex((rule) => rule.applied);
  return explanation.rules.map((rule, at) => ({ ...rule, state: stateOf(at, first) }));
}

function stateOf(at: number, first: number): RuleState {
  if (at === first) return 'answered';
  return first !== -1 && at > first ? 'not reached' : 'no';
}
