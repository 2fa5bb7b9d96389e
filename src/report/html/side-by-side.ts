// Two diffs side by side, each line rendered by diff2html: our mark in its gutter, its colours for edited words.
import * as diff2html from 'diff2html';
import type { DiffFile } from 'diff2html/lib/types.js';
import type { BesideHunk, BesideRow, SideLine } from '../../model/beside.js';
import type { LineMatch } from '../../model/explanation.js';
import { GUTTER } from '../explain.js';
import { figure } from '../figures.js';
import { html, type Markup, trusted } from './markup.js';

/** Class of a row by what became of the patch's line; what stands in the gutter says the same. */
const ROW_CLASS: Readonly<Record<LineMatch, string>> = { exact: 'x', edited: 'e', moved: 'm', none: 'o' };
/** The mark of a line that only the commit has. */
const THEIRS = '*';

/** What the marks mean. */
export const KEY: Markup = html`<ul class="key"><li class="x"><b>${GUTTER.exact}</b>upstream has the line</li><li class="e"><b>${GUTTER.edited}</b>edited</li><li class="m"><b>${GUTTER.moved}</b>elsewhere in the commit</li><li class="o"><b>${GUTTER.none}</b>not upstream: still yours</li><li class="u"><b>${THEIRS}</b>only upstream</li></ul>`;

/** Of longer lines the beginning is shown: minified files have lines of a megabyte. */
const LINE_SHOWN = 600;

/** Parts the sides, and the rows of a side: no line holds it, as controls are made visible before. */
const [SIDE, ROW] = ['\u0001', '\u0002'];

// One table of six columns instead of two tables: both sides stay level where lines wrap, and a phone shows one.
const CONFIG: diff2html.Diff2HtmlConfig = {
  outputFormat: 'side-by-side',
  drawFileList: false,
  matching: 'none',
  diffStyle: 'word',
  maxLineLengthHighlight: LINE_SHOWN,
  rawTemplates: {
    'generic-wrapper': '{{{content}}}',
    'side-by-side-file-diff': `{{{diffs.left}}}${SIDE}{{{diffs.right}}}`,
    'generic-block-header': '',
    'generic-line': `<td>{{lineNumber}}</td><td>{{{prefix}}}</td><td>{{{content}}}</td>${ROW}`,
  },
};

/** A table of one hunk and what stands beside it; at most `most` characters of lines. Tells how many characters it took. */
export function hunkTable(hunk: BesideHunk, caption: string, names: { ours: string; theirs: string }, most: number) {
  const lengths = hunk.rows.map(({ ours, theirs }) => ROW_COSTS + shown(ours).length + shown(theirs).length);
  let [length, count] = [0, 0];
  while (count < lengths.length && length < most) length += lengths[count++] ?? 0;
  const left = hunk.rows.length - count;
  const table = html`<table class="beside"><caption class="vh">${caption}</caption><colgroup><col class="num"><col class="gut"><col><col class="num"><col class="gut"><col></colgroup>
<thead><tr><th colspan="3" scope="colgroup">${names.ours}</th><th colspan="3" scope="colgroup">${names.theirs}</th></tr></thead>
<tbody>${trusted(rowsOf(hunk.rows.slice(0, count)))}</tbody></table>${left > 0 && html`<p class="soft">${figure(left)} more rows of this hunk are not shown.</p>`}`;
  return { table, length };
}

/** Characters of markup around the lines of a row. */
const ROW_COSTS = 90;

function rowsOf(rows: readonly BesideRow[]): string {
  const blocks = rows.map(blocksOf);
  const file = { oldName: 'ours', newName: 'theirs', blocks: blocks.flat().map((lines) => ({ header: '', lines })) };
  const sides = diff2html.html([file as unknown as DiffFile], CONFIG).split(SIDE);
  const [left = [], right = []] = sides.map((side) => side.split(ROW));
  let at = 0;
  const written = rows.map((row, place) => {
    const [first, last] = [at, at + (blocks[place]?.length ?? 1) - 1];
    at = last + 1;
    return `<tr class="${classOf(row)}">${left[first]}${right[last]}</tr>`;
  });
  return written.join('\n');
}

/** The library marks the words that differ where two lines are in one block: for edited lines only. */
function blocksOf({ ours, theirs, match }: BesideRow) {
  const mark = match === null ? ' ' : GUTTER[match];
  const own = ours && { type: 'delete', content: `${mark}${shown(ours)}`, oldNumber: ours.number ?? '' };
  const alone = ours === null && match === 'none' ? THEIRS : mark;
  const other = theirs && { type: 'insert', content: `${alone}${shown(theirs)}`, newNumber: theirs.number ?? '' };
  if (own && other && match === 'edited') return [[own, other]];
  return [own, other].flatMap((line) => (line ? [[line]] : []));
}

function classOf({ ours, theirs, match }: BesideRow): string {
  if (theirs?.sign === '@') return 'h';
  if (ours === null) return match === 'none' ? 'u' : match === null ? 'u k' : 'u m';
  return match === null ? 'k' : ROW_CLASS[match];
}

function shown(line: SideLine | null): string {
  if (line === null) return '';
  const { sign, text } = line;
  return `${sign}${text.length > LINE_SHOWN ? `${text.slice(0, LINE_SHOWN)}… (${figure(text.length)} characters)` : text}`;
}
