// One patch explained in the terminal: verdict, declared against observed, the ladder, the tip, the rules.
import type { Explanation, TipFact } from '../../model/explanation.js';
import type { PatchReport } from '../../model/report.js';
import { RUNGS } from '../../model/status.js';
import { declaredWords, observedWords, ruleStates, silentRungs, verdictSentence, type RuleState } from '../explain.js';
import { counted, day, lineCounts, shortRef } from '../figures.js';
import { evidenceWords } from '../reason.js';
import type { Style } from '../style.js';
import { eventWords, submissionProof, submissionWords } from '../submission.js';
import { actionTitle, STATUS_MEANING, subjectWords } from '../words.js';
import { comparisonRows } from './comparison.js';
import { fact, hanging } from './flow.js';
import { addressRow, cut, pad, span, type Page, type Row } from './layout.js';
import { SPEAKS, STATUS_STYLE } from './patch.js';

/** All rows of an explanation. */
export function explanationRows(explanation: Explanation, page: Page): readonly Row[] {
  const { patch } = explanation;
  return [
    ...headRows(explanation, page),
    ...verdictRows(patch, page),
    ...part('Declared and observed', declarationRows(patch, page)),
    ...part('Where it was sent', submissionRows(patch, page)),
    ...part('Evidence', evidenceRows(patch, page)),
    ...part(
      'At the upstream tip',
      explanation.tip.flatMap((tip) => tipRows(tip, page)),
    ),
    ...comparisonRows(explanation, page),
    ...part('Why this status and no other', ruleRows(explanation, page)),
  ];
}

function headRows(explanation: Explanation, page: Page): readonly Row[] {
  const { patch } = explanation;
  const { size } = patch;
  const amount = `${lineCounts(size, page.signs.minus)} in ${counted(size.files, 'file')}, ${counted(size.hunks, 'hunk')}`;
  return [
    [span(explanation.project, 'title'), span('  '), span(patch.id, 'id')],
    ...hanging([], subjectWords(patch.subject), page, 'title'),
    ...hanging([], `${patch.author.name} <${patch.author.email}>, ${day(patch.authorDate)}; ${amount}`, page, 'dim'),
    ...hanging([], `on ${patch.branches.map(shortRef).join(', ')}`, page, 'dim', page.verbose ? undefined : 2),
  ];
}

function verdictRows(patch: PatchReport, page: Page): readonly Row[] {
  return [
    [],
    ...hanging([span('  ')], verdictSentence(patch), page, STATUS_STYLE[patch.status]),
    ...hanging([span('  ')], STATUS_MEANING[patch.status], page),
    ...hanging([span(`  ${page.signs.arrow} ${actionTitle(patch.action)}: `, 'title')], patch.action.says, page),
  ];
}

function declarationRows(patch: PatchReport, page: Page): readonly Row[] {
  return [
    ...fact('declared', declaredWords(patch.declared), page),
    ...(patch.declared?.url ? fact('', patch.declared.url, page) : []),
    ...fact('observed', observedWords(patch), page),
    ...patch.findings.flatMap((finding) => hanging([span('  finding     ', 'warn')], finding.says, page)),
  ];
}

function submissionRows({ submission }: PatchReport, page: Page): readonly Row[] {
  if (submission === null) return [];
  return [
    ...hanging([span('  ')], submissionWords(submission), page),
    ...(submission.url === null ? [] : [addressRow('  ', submission.url)]),
    ...hanging([span('  ')], submissionProof(submission), page, 'dim'),
    ...submission.events.flatMap((event) =>
      hanging([span(`  ${pad(event.date === null ? '' : day(event.date), 12)}`, 'dim')], eventWords(event), page),
    ),
  ];
}

function evidenceRows(patch: PatchReport, page: Page): readonly Row[] {
  const ladder = patch.evidence.toSorted((one, other) => RUNGS.indexOf(one.rung) - RUNGS.indexOf(other.rung));
  const silent = silentRungs(patch);
  const styles = { for: 'good', against: 'bad', neither: 'dim' } as const;
  return [
    ...ladder.flatMap((evidence) => {
      const lead = [span(`  ${pad(evidence.rung, 12)}`), span(`${SPEAKS[evidence.speaks]} `, styles[evidence.speaks])];
      return hanging(lead, evidenceWords(evidence), page);
    }),
    ...(silent.length === 0 ? [] : fact('silent', silent.join(', '), page)),
    ...patch.uncovered.flatMap((hunk) => fact('not found', `${hunk.path}:${hunk.line} ${hunk.section}`, page)),
  ];
}

function tipRows(tip: TipFact, page: Page): readonly Row[] {
  const added = `${tip.addedPresent} of ${tip.addedTotal} added lines are there`;
  const removed = `${tip.removedGone} of ${tip.removedTotal} removed lines are gone`;
  return [[span(`  ${cut(tip.path, page.width - 4, page.signs.more)}`)], [span(`    ${added}, ${removed}`, 'dim')]];
}

const RULE_STYLES: Readonly<Record<RuleState, Style>> = { no: 'dim', answered: 'good', 'not reached': 'dim' };

function ruleRows(explanation: Explanation, page: Page): readonly Row[] {
  const rules = ruleStates(explanation);
  const shown = page.verbose ? rules : rules.filter((rule) => rule.state !== 'not reached');
  return shown.flatMap(({ name, state, says }) => {
    const words = state === 'not reached' ? `(not reached) ${says}` : says;
    const mark = state === 'answered' ? page.signs.arrow : '';
    const lead = span(`  ${pad(mark, 3)}${pad(cut(name, 22, page.signs.more), 23)}`, RULE_STYLES[state]);
    return hanging([lead], words, page);
  });
}

function part(title: string, rows: readonly Row[]): readonly Row[] {
  return rows.length === 0 ? [] : [[], [span(title, 'title')], ...rows];
}
