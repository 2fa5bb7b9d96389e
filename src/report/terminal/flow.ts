// Running text in rows: words wrapped below a label, and lists of phrases that break only between phrases.
import { columns, cut, pad, span, type Page, type Row, type Span } from './layout.js';
import type { Style } from '../style.js';

/** Splits a text into lines of at most so many columns, between words where it can; at most `most` lines, the last cut. */
function wrap(text: string, room: number, page: Page, most = Number.POSITIVE_INFINITY): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || columns(longer) <= room) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  const kept = lines.length > most ? [...lines.slice(0, most - 1), lines.slice(most - 1).join(' ')] : lines;
  return kept.map((each) => cut(each, room, page.signs.more));
}

/** A text below a lead that stands before its first line only; further lines are indented to the same column. */
export function hanging(
  lead: Row,
  text: string,
  page: Page,
  style: Style | null = null,
  most?: number,
): readonly Row[] {
  const indent = lead.reduce((all, piece) => all + columns(piece.text), 0);
  const lines = wrap(text, page.width - indent, page, most);
  return (lines.length === 0 ? [''] : lines).map((line, at) =>
    at === 0 ? [...lead, span(line, style)] : [span(' '.repeat(indent)), span(line, style)],
  );
}

/** Phrases in one row, a dot between them, broken between phrases where the row is full. */
export function phrases(indent: string, parts: readonly Span[], page: Page): readonly Row[] {
  const dot = ` ${page.signs.dot} `;
  const rows: Span[][] = [];
  let left = 0;
  for (const part of parts) {
    const current = rows.at(-1);
    const needed = columns(part.text) + dot.length;
    if (current === undefined || needed > left) {
      rows.push([span(indent), part]);
      left = page.width - indent.length - columns(part.text);
    } else {
      current.push(span(dot, 'dim'), part);
      left -= needed;
    }
  }
  return rows;
}

/** Width of the labels of `fact` rows. */
const LABEL = 12;

/** A dim label and its text, wrapped below itself. */
export function fact(name: string, text: string, page: Page, indent = '  '): readonly Row[] {
  return hanging([span(`${indent}${pad(name, LABEL)}`, 'dim')], text, page);
}
