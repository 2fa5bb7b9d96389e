// A mistake in a config file, and the error that tells of all of them.
import { relative, sep } from 'node:path';
import { LandfallError } from '../errors.js';
import { SCHEMA_FOLDER } from './locations.js';
import type { Position } from './yaml-positions.js';

/** Stable words for the mistakes a config file can hold. */
export type ProblemCode =
  | 'config.syntax'
  | 'config.duplicate-key'
  | 'config.unknown-key'
  | 'config.missing-key'
  | 'config.wrong-type'
  | 'config.wrong-value'
  | 'config.duplicate-project';

/** One mistake, with its place and what was expected. */
export interface Problem extends Position {
  readonly code: ProblemCode;
  /** Absolute path. */
  readonly file: string;
  readonly says: string;
}

// A file that is no config at all gives hundreds; the first ones say so.
const SHOWN = 20;

/** The one error for all mistakes found, in the order of files and lines; its code is that of the first. */
export function problemError(problems: readonly Problem[], cwd: string): LandfallError {
  const sorted = problems.toSorted((a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column);
  const lines = sorted.map(
    ({ file, line, column, says }) => `${printable(shownPath(file, cwd))}:${line}:${column}: ${says}`,
  );
  const files = new Set(sorted.map(({ file }) => file)).size;
  const head = `${lines.length} errors in ${files === 1 ? 'the config file' : `${files} config files`}:`;
  const more = lines.length > SHOWN ? [`... and ${lines.length - SHOWN} more`] : [];
  const message = lines.length === 1 ? lines.join('') : [head, ...lines.slice(0, SHOWN), ...more].join('\n  ');
  return new LandfallError('usage', sorted[0]?.code ?? 'config.syntax', message, HINT);
}

/** A path as the reader would type it: relative when it lies below the current folder. */
export function shownPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return path === '' || path === '..' || path.startsWith(`..${sep}`) ? file : path;
}

/** A text from a file, in quotes, on one line and not too long. */
export function quoted(text: string): string {
  const whole = printable(text);
  return `'${whole.length > 80 ? `${whole.slice(0, 77)}...` : whole}'`;
}

/** A text with everything escaped that could move a cursor, break a line or turn the reading direction. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (char) => {
    const short = SHORT_ESCAPES[char];
    return short ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/** Orders texts by code unit, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const HINT = `Every key is described in ${SCHEMA_FOLDER}; editors read it from the first line of the file.`;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };
