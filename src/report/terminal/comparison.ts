// A patch beside an upstream commit: its figures, and the patch's hunks with a mark on every line.
import type {
  ComparedFile,
  ComparedHunk,
  ComparedLine,
  Comparison,
  Explanation,
  LineMatch,
} from '../../model/explanation.js';
import { comparisonFigures, GUTTER, GUTTER_LEGEND } from '../explain.js';
import { bitsWords, counted, day, percent, shortId } from '../figures.js';
import type { Style } from '../style.js';
import { subjectWords } from '../words.js';
import { hanging } from './flow.js';
import { span, type Page, type Row } from './layout.js';

/** All comparisons; without `verbose` only the first ones show their hunks. */
export function comparisonRows(explanation: Explanation, page: Page): readonly Row[] {
  const { comparisons } = explanation;
  if (comparisons.length === 0) return [[], [span('Candidates', 'title'), span('  no upstream commit was compared')]];
  return [
    [],
    [span('Candidates', 'title'), span(`  ${counted(comparisons.length, 'commit')} compared`, 'dim')],
    ...hanging([span('  ')], GUTTER_LEGEND, page, 'dim'),
    ...comparisons.flatMap((comparison, at) => oneRows(comparison, at, page)),
  ];
}

/** Comparisons that show their hunks without `--verbose`. */
const SHOWN_IN_FULL = 2;

/** Lines of one hunk that are shown without `--verbose`. */
const LINES_SHOWN = 40;

function oneRows(comparison: Comparison, at: number, page: Page): readonly Row[] {
  const { commit } = comparison;
  const release = commit.release === null ? 'in no release' : `in ${commit.release}`;
  const inFull = page.verbose || at < SHOWN_IN_FULL;
  return [
    [],
    ...hanging(
      [span(`  ${at + 1}. `, 'title'), span(`${shortId(commit.oid)} `, 'id')],
      subjectWords(commit.subject),
      page,
      'title',
    ),
    ...hanging([span('     ')], `${commit.author}, ${day(commit.date)}, ${release}`, page, 'dim'),
    ...hanging([span('     ')], comparisonFigures(comparison), page),
    ...hanging([span(`     ${page.signs.arrow} `)], comparison.verdict, page, 'info'),
    ...(inFull
      ? comparison.files.flatMap((file) => fileRows(file, page))
      : [[span('     hunks with --verbose', 'dim')]]),
  ];
}

function fileRows(file: ComparedFile, page: Page): readonly Row[] {
  const there = file.upstreamPath === null ? 'not in the commit' : file.upstreamPath;
  const beside = file.upstreamPath === file.path ? '' : ` ${page.signs.arrow} ${there}`;
  return [
    [],
    ...hanging([span('     ')], `${file.path}${beside}`, page),
    ...file.hunks.flatMap((hunk) => hunkRows(hunk, page)),
  ];
}

function hunkRows(hunk: ComparedHunk, page: Page): readonly Row[] {
  const shown = page.verbose ? hunk.lines : hunk.lines.slice(0, LINES_SHOWN);
  const hidden = hunk.lines.length - shown.length;
  const figures = `${percent(hunk.coverage)} found, ${bitsWords(hunk.bits)}`;
  return [
    [span(`     @@ ${hunk.header} @@ `, 'info'), span(figures, 'dim')],
    ...shown.flatMap((line) => lineRows(line, page)),
    ...(hidden > 0 ? [[span(`     ${page.signs.more} and ${hidden} more lines (--verbose)`, 'dim')]] : []),
  ];
}

const MATCH_STYLES: Readonly<Record<LineMatch, Style>> = { exact: 'good', edited: 'info', moved: 'info', none: 'bad' };

function lineRows(line: ComparedLine, page: Page): readonly Row[] {
  if (line.sign === ' ') return [[span(`         ${line.text}`, 'dim')]];
  const style = MATCH_STYLES[line.match];
  const own: Row = [span(`     ${GUTTER[line.match]} `, style), span(`${line.sign} ${line.text}`, style)];
  if (line.upstream === null || line.upstream === line.text) return [own];
  const room = page.width - CODE_COLUMN;
  const [mine, theirs] = fromDifference(line.text, line.upstream, room, page.signs.more);
  const beside: Row = [span(`       ${page.signs.arrow} `.padEnd(CODE_COLUMN), 'dim'), span(theirs, 'dim')];
  return [[span(`     ${GUTTER[line.match]} `, style), span(`${line.sign} ${mine}`, style)], beside];
}

/** Columns before the text of a line of code. */
const CODE_COLUMN = 9;

/** Characters before the first difference that show where in the line it is. */
const LED_IN = 12;

/** Two lines as they fit so many columns: where they differ only behind these, both begin shortly before the difference. */
function fromDifference(one: string, other: string, room: number, more: string): readonly [string, string] {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  if (at < room - LED_IN) return [one, other];
  // Half of a character that takes two units is none.
  const from = (text: string) => `${more}${text.slice(at - LED_IN).replace(/^[\uDC00-\uDFFF]/, '')}`;
  return [from(one), from(other)];
}
