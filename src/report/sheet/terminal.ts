// Plans, forecasts and fixes at a terminal.
import { cleanStrings, visible } from '../clean.js';
import { counted } from '../figures.js';
import { subjectWords } from '../words.js';
import { fact, hanging } from '../terminal/flow.js';
import { columns, cut, pad, pageFor, paintRows, type Page, type Row, ruledTitle, span } from '../terminal/layout.js';
import { noticeRows } from '../terminal/notices.js';
import type { SheetFormat } from './format.js';
import type { Sheet, SheetGroup, SheetRow } from './sheet.js';

/** Text for people at a terminal. */
export const terminal: SheetFormat = {
  name: 'terminal',
  says: 'text for a terminal, cut to its width',
  render: ({ sheets }, options) => {
    const page = pageFor(options);
    const clean = cleanStrings(sheets, (text) => visible(text, options.ascii));
    return paintRows(
      clean.flatMap((sheet) => sheetRows(sheet, page)),
      page,
      options.paint,
    );
  },
};

function sheetRows({ title, facts, groups, notices }: Sheet, page: Page): readonly Row[] {
  return [
    ruledTitle(title, page),
    ...facts.flatMap(([label, text]) => fact(label, text, page)),
    ...groups.filter(({ rows }) => rows.length > 0).flatMap((group) => groupRows(group, page)),
    ...noticeRows(notices, page),
  ];
}

/** Rows of a group that are shown without `--verbose`. */
const MOST_ROWS = 20;

function groupRows({ title, meaning, rows }: SheetGroup, page: Page): readonly Row[] {
  const shown = page.verbose ? rows : rows.slice(0, MOST_ROWS);
  const words = Math.max(...shown.map(({ word }) => columns(word)));
  const hidden = rows.length - shown.length;
  const dot = ` ${page.signs.dot} `;
  return [
    [],
    [span(`  ${title}`, 'title'), span(`${dot}${counted(rows.length, 'patch', 'patches')}${dot}${meaning}`, 'dim')],
    ...shown.flatMap((row) => patchRows(row, words, page)),
    ...(hidden > 0 ? [[span(`  and ${hidden} more: --verbose shows them`, 'dim')]] : []),
  ];
}

/** Digits of an id that leave room for the subject. */
const ID_WIDTH = 12;

function patchRows({ id, word, style, text, below }: SheetRow, words: number, page: Page): readonly Row[] {
  const lead = [
    span(`  ${pad(cut(id, ID_WIDTH, page.signs.more), ID_WIDTH)}  `, 'id'),
    span(pad(word, words + 2), style),
  ];
  const indent = ' '.repeat(2 + ID_WIDTH + 2 + words + 2);
  return [
    ...hanging(lead, subjectWords(text), page, null, page.verbose ? undefined : 1),
    ...below.flatMap((line) => hanging([span(indent)], line, page, 'dim', page.verbose ? undefined : 2)),
  ];
}
