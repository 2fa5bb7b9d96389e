// One patch explained in markdown: the same story as at the terminal, hunks as diffs that fold.
import type { ComparedFile, Comparison, Explanation } from '../../model/explanation.js';
import { RUNGS } from '../../model/status.js';
import {
  comparisonFigures,
  declaredWords,
  GUTTER,
  GUTTER_LEGEND,
  observedWords,
  ruleStates,
  silentRungs,
  verdictSentence,
} from '../explain.js';
import { bitsWords, day, lineCounts, percent, shortRef } from '../figures.js';
import { eventWords, submissionProof, submissionWords } from '../submission.js';
import { actionTitle, STATUS_MEANING, subjectWords } from '../words.js';
import { code, fence, table, text } from './escape.js';
import { commitLink } from './links.js';

/** All lines of an explanation. */
export function explanationLines(explanation: Explanation, verbose: boolean): readonly string[] {
  const { patch } = explanation;
  const size = `${day(patch.authorDate)}, ${lineCounts(patch.size, '−')}`;
  return [
    `# ${text(explanation.project)} ${code(patch.id)}`,
    '',
    `**${text(subjectWords(patch.subject))}**`,
    '',
    `${text(patch.author.name)}, ${text(size)}, on ${patch.branches.map((ref) => code(shortRef(ref))).join(', ')}`,
    '',
    `> **Verdict** ${text(verdictSentence(patch))}`,
    '>',
    `> ${text(STATUS_MEANING[patch.status])}`,
    '>',
    `> **${text(actionTitle(patch.action))}** ${text(patch.action.says)}`,
    '',
    ...declarationLines(explanation),
    '',
    ...submissionLines(explanation),
    ...evidenceLines(explanation),
    '',
    ...tipLines(explanation),
    '',
    ...explanation.comparisons.flatMap((comparison) => comparisonLines(comparison, explanation.upstream, verbose)),
    ...ruleLines(explanation),
  ];
}

function declarationLines({ patch }: Explanation): readonly string[] {
  return [
    '## Declared and observed',
    '',
    `- **declared** ${text(declaredWords(patch.declared))}`,
    `- **observed** ${text(observedWords(patch))}`,
    ...patch.findings.map((finding) => `- **finding** ${text(finding.says)}`),
  ];
}

function submissionLines({ patch: { submission } }: Explanation): readonly string[] {
  if (submission === null) return [];
  const rows = submission.events.map((event) => [event.date === null ? '' : day(event.date), text(eventWords(event))]);
  return [
    '## Where it was sent',
    '',
    `${text(submissionWords(submission))}${submission.url === null ? '' : ` ${text(submission.url)}`}`,
    '',
    text(submissionProof(submission)),
    '',
    ...(rows.length === 0 ? [] : table(['Day', 'What happened'], [], rows)),
    '',
  ];
}

function evidenceLines({ patch, upstream }: Explanation): readonly string[] {
  const ladder = patch.evidence.toSorted((one, other) => RUNGS.indexOf(one.rung) - RUNGS.indexOf(other.rung));
  const rows = ladder.map((evidence) => [
    text(evidence.rung),
    evidence.speaks,
    evidence.commit === null ? '' : commitLink(evidence.commit, upstream),
    text(evidence.says),
    evidence.bits === null ? '' : evidence.bits.toFixed(1),
  ]);
  const silent = silentRungs(patch);
  const uncovered = patch.uncovered.map(
    (hunk) => `- not found: ${code(`${hunk.path}:${hunk.line}`)} ${text(hunk.section)}`,
  );
  return [
    '## Evidence',
    '',
    ...(rows.length === 0 ? [] : table(['Rung', 'Speaks', 'Commit', 'Says', 'Bits'], ['Bits'], rows)),
    ...(silent.length === 0 ? [] : ['', `Silent: ${silent.join(', ')}.`]),
    ...(uncovered.length === 0 ? [] : ['', ...uncovered]),
  ];
}

function tipLines({ tip }: Explanation): readonly string[] {
  if (tip.length === 0) return [];
  const rows = tip.map((fact) => [
    code(fact.path),
    `${fact.addedPresent} of ${fact.addedTotal}`,
    `${fact.removedGone} of ${fact.removedTotal}`,
  ]);
  const figures = ['Added lines there', 'Removed lines gone'];
  return ['## At the upstream tip', '', ...table(['File', ...figures], figures, rows)];
}

function comparisonLines(comparison: Comparison, url: string | null, verbose: boolean): readonly string[] {
  const { commit } = comparison;
  const release = commit.release === null ? 'in no release' : `in ${commit.release}`;
  return [
    `## Candidate ${commitLink(commit.oid, url)}`,
    '',
    `**${text(subjectWords(commit.subject))}**`,
    '',
    `${text(commit.author)}, ${text(day(commit.date))}, ${text(release)}: ${text(comparisonFigures(comparison))}`,
    '',
    `> **Says** ${text(comparison.verdict)}`,
    '',
    '<details><summary>Hunks</summary>',
    '',
    text(GUTTER_LEGEND),
    '',
    ...comparison.files.flatMap((file) => fileLines(file, verbose)),
    '</details>',
    '',
  ];
}

/** Lines of one hunk that are shown without `--verbose`. */
const LINES_SHOWN = 100;

function fileLines(file: ComparedFile, verbose: boolean): readonly string[] {
  const there = file.upstreamPath === null ? ' (not in the commit)' : ` → ${code(file.upstreamPath)}`;
  const most = verbose ? Number.POSITIVE_INFINITY : LINES_SHOWN;
  const diff = file.hunks.flatMap((hunk) => [
    `@@ ${hunk.header} @@ ${percent(hunk.coverage)} found, ${bitsWords(hunk.bits)}`,
    ...hunk.lines
      .slice(0, most)
      .flatMap((line) => [
        `${line.sign}${line.sign === ' ' ? ' ' : GUTTER[line.match]} ${line.text}`,
        ...(line.upstream === null || line.upstream === line.text ? [] : [`    → ${line.upstream}`]),
      ]),
    ...(hunk.lines.length > most ? [`  … and ${hunk.lines.length - most} more lines`] : []),
  ]);
  return [`${code(file.path)}${file.upstreamPath === file.path ? '' : there}`, '', ...fence(diff, 'diff'), ''];
}

function ruleLines(explanation: Explanation): readonly string[] {
  const rows = ruleStates(explanation).map((rule) => [text(rule.name), rule.state, text(rule.says)]);
  return rows.length === 0
    ? []
    : ['## Why this status and no other', '', ...table(['Rule', 'Answer', 'Says'], [], rows)];
}
