// Plans, forecasts and fixes in markdown, for the summary of a CI job or the text of a pull request.
import { cleanStrings, visible } from '../clean.js';
import { counted } from '../figures.js';
import { code, table, text } from '../markdown/escape.js';
import { worstFirst } from '../notices.js';
import { subjectWords } from '../words.js';
import type { SheetFormat } from './format.js';
import type { Sheet, SheetGroup } from './sheet.js';

/** Tables, folded where they are long. */
export const markdown: SheetFormat = {
  name: 'markdown',
  says: 'tables for the summary of a CI job',
  render: ({ sheets }, { verbose }) => {
    const clean = cleanStrings(sheets, (words) => visible(words));
    return `${clean
      .flatMap((sheet) => sheetLines(sheet, verbose))
      .join('\n')
      .trimEnd()}\n`;
  },
};

function sheetLines({ title, facts, groups, notices }: Sheet, verbose: boolean): readonly string[] {
  return [
    `# ${text(title)}`,
    '',
    ...facts.map(([label, words]) => `- **${text(label)}** ${text(words)}`),
    '',
    ...groups.filter(({ rows }) => rows.length > 0).flatMap((group) => groupLines(group, verbose)),
    ...(notices.length === 0 ? [] : ['## Notices', '']),
    ...worstFirst(notices).map(
      ({ severity, message, hint }) => `- **${severity}** ${text(message)}${hint === null ? '' : `<br>${text(hint)}`}`,
    ),
    '',
  ];
}

/** Longer groups are folded. */
const UNFOLDED = 15;
/** A row takes about 300 bytes, and GitHub refuses a summary of more than 1 MiB. */
const MOST_ROWS = 500;

function groupLines({ title, meaning, rows }: SheetGroup, verbose: boolean): readonly string[] {
  const shown = verbose ? rows : rows.slice(0, MOST_ROWS);
  const count = counted(rows.length, 'patch', 'patches');
  const lines = table(
    ['Patch', 'What', 'Subject', 'Why'],
    [],
    shown.map(({ id, word, text: subject, below }) => [
      code(id),
      text(word),
      text(subjectWords(subject)),
      below.map((line) => text(line)).join('<br>'),
    ]),
  );
  const more = rows.length > shown.length ? ['', `and ${rows.length - shown.length} more`] : [];
  const fold = rows.length > UNFOLDED;
  return [
    `## ${text(title)}: ${count}`,
    '',
    ...(fold ? [`<details><summary>${count}: ${text(meaning)}</summary>`] : [text(meaning)]),
    '',
    ...lines,
    ...more,
    ...(fold ? ['', '</details>'] : []),
    '',
  ];
}
