// Text measured in terminal columns: rows of styled spans that are cut, wrapped and joined before they are painted.
import stringWidth from 'string-width';
import type { RenderOptions } from '../format.js';
import type { Style } from '../style.js';

/** A piece of a row. The text is clean and unpainted, so that it can be measured and cut. */
export interface Span {
  readonly text: string;
  readonly style: Style | null;
  /** An address: cut it leads nowhere, so the terminal breaks it where it must. */
  readonly whole?: true;
}
export type Row = readonly Span[];

/** Signs of the layout itself. */
export interface Signs {
  readonly more: string;
  readonly dot: string;
  readonly minus: string;
  readonly arrow: string;
  readonly rule: string;
  readonly full: string;
  readonly part: string;
  readonly empty: string;
}

/** What every part of the terminal output is laid out with. */
export interface Page {
  readonly width: number;
  readonly verbose: boolean;
  readonly ascii: boolean;
  readonly signs: Signs;
}

/** The page for the caller's options. */
export function pageFor(options: RenderOptions): Page {
  const width = Number.isFinite(options.width) ? Math.max(NARROWEST, Math.floor(options.width)) : NARROWEST;
  return { width, verbose: options.verbose, ascii: options.ascii, signs: options.ascii ? ASCII : UNICODE };
}

/** Below this a patch's id and status leave no room for its subject. */
const NARROWEST = 40;

const UNICODE: Signs = {
  more: '…',
  dot: '·',
  minus: '−',
  arrow: '→',
  rule: '─',
  full: '█',
  part: '▒',
  empty: '░',
};
const ASCII: Signs = { more: '~', dot: '|', minus: '-', arrow: '->', rule: '-', full: '#', part: '=', empty: '.' };

/** A span; without a style the text is left as it is. */
export function span(text: string, style: Style | null = null): Span {
  return { text, style };
}

/** An address in a row of its own. */
export function addressRow(indent: string, address: string): Row {
  return [span(indent), { text: address, style: 'dim', whole: true }];
}

/** Columns that a text takes, wide characters counted as two. */
export function columns(text: string): number {
  return isPrintableAscii(text) ? text.length : stringWidth(text);
}

/** Cuts a text to at most so many columns, the cut made visible by `more`. */
export function cut(text: string, most: number, more: string): string {
  if (columns(text) <= most && text.length <= most * UNITS_PER_COLUMN) return text;
  const room = most - columns(more);
  if (room < 0) return '';
  return `${takeColumns(text, room)}${more}`;
}

/** Fills a text with spaces up to so many columns. */
export function pad(text: string, most: number): string {
  return text + ' '.repeat(Math.max(0, most - columns(text)));
}

/** The name of what follows, in a rule across the page. */
export function ruledTitle(name: string, page: Page): Row {
  const title = cut(name, page.width - 8, page.signs.more);
  const { rule } = page.signs;
  const rest = page.width - columns(title) - 4;
  return [span(`${rule}${rule} `, 'dim'), span(title, 'title'), span(` ${rule.repeat(Math.max(0, rest))}`, 'dim')];
}

/** The rows as text, each cut to the page as the last guard, painted, without trailing spaces or two empty rows together. */
export function paintRows(rows: readonly Row[], page: Page, paint: RenderOptions['paint']): string {
  const trimmed = rows.map(trimEnd);
  const kept = trimmed.filter((row, at) => row.length > 0 || trimmed[at - 1]?.length !== 0);
  return kept.map((row) => `${paintRow(cutRow(row, page.width, page.signs.more), paint)}\n`).join('');
}

/** Enough for letters with marks; more are an attack on the reader's terminal. */
const UNITS_PER_COLUMN = 8;

function paintRow(row: Row, paint: RenderOptions['paint']): string {
  return row.map(({ text, style }) => (style === null || text.trim() === '' ? text : paint(style, text))).join('');
}

/** Columns of the longest address that is let through: longer ones fill a screen. */
const LONGEST_ADDRESS = 300;

function cutRow(row: Row, width: number, more: string): Row {
  const most = row.some(({ whole }) => whole) ? LONGEST_ADDRESS : width;
  if (row.reduce((all, piece) => all + columns(piece.text), 0) <= most) return row;
  const kept: Span[] = [];
  let left = most - columns(more);
  for (const piece of row) {
    const taken = columns(piece.text);
    if (taken > left) return [...kept, span(`${takeColumns(piece.text, left)}${more}`, piece.style)];
    kept.push(piece);
    left -= taken;
  }
  return kept;
}

function trimEnd(row: Row): Row {
  const last = row.findLastIndex((piece) => piece.text.trimEnd() !== '');
  return row.slice(0, last + 1).map((piece, at) => (at === last ? { ...piece, text: piece.text.trimEnd() } : piece));
}

function takeColumns(text: string, room: number): string {
  if (isPrintableAscii(text)) return text.slice(0, room);
  let taken = '';
  let left = room;
  for (const { segment } of new Intl.Segmenter('en').segment(text.slice(0, (room + 1) * UNITS_PER_COLUMN))) {
    left -= columns(segment);
    if (left < 0 || segment.length > UNITS_PER_COLUMN * 2) break;
    taken += segment;
  }
  return taken;
}

function isPrintableAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
