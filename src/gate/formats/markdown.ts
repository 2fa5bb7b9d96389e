// Markdown for the summary of a CI job and for comments.
import type { GateCheck, GateProject, GateResult } from '../../model/gate-result.js';
import { cleanStrings, visible } from '../../report/clean.js';
import { code, table, text } from '../../report/markdown/escape.js';
import { subjectWords } from '../../report/words.js';
import type { GateFormat } from './format.js';
import { fixesOf, headline } from './words.js';

/** A table of rules for each project; the patches at fault below it. */
export const markdown: GateFormat = {
  name: 'markdown',
  says: 'tables for the summary of a CI job',
  render: (result, { verbose }) => {
    const clean = cleanStrings(result, (words) => visible(words));
    return `${lines(clean, verbose ? Number.POSITIVE_INFINITY : LISTED)
      .join('\n')
      .trimEnd()}\n`;
  },
};

/** Patches listed for a rule: a summary holds 1 MiB, and nobody reads more. */
const LISTED = 50;

function lines(result: GateResult, most: number): readonly string[] {
  return [`## Gate ${headline(result)}`, '', ...result.projects.flatMap((project) => projectLines(project, most))];
}

function projectLines({ title, checks }: GateProject, most: number): readonly string[] {
  const rows = checks.map((check) => [check.outcome, code(check.rule), text(check.says), toDo(check)]);
  return [
    `### ${text(title)}`,
    '',
    ...table(['', 'Rule', 'Found', 'To do'], [], rows),
    '',
    ...checks.filter(({ violations }) => violations.length > 0).flatMap((check) => patchLines(check, most)),
  ];
}

function toDo(check: GateCheck): string {
  return check.outcome === 'pass' ? '' : fixesOf(check).map(text).join('<br>');
}

function patchLines({ rule, violations }: GateCheck, most: number): readonly string[] {
  const listed = violations.slice(0, most);
  const items = listed.map(({ patch, subject, says, excuse }) => {
    const until = excuse ? ` (excused until ${text(excuse.expires)}: ${text(excuse.reason)})` : '';
    return `- ${code(patch)} ${text(subjectWords(subject))}: ${text(says)}${until}`;
  });
  const more = violations.length > most ? [`- and ${violations.length - most} more`] : [];
  return [`<details><summary>${text(rule)}</summary>`, '', ...items, ...more, '', '</details>', ''];
}
