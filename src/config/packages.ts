// A list of packages, one a line, and how its columns fill a project's template.
import { LandfallError } from '../errors.js';

/** A line of the list: its number, from 1, and its texts by column. */
export interface PackageRow {
  readonly line: number;
  readonly columns: ReadonlyMap<string, string>;
}

/** Parses tab-separated lines under a line of column names. Throws LandfallError `usage` naming the line that does not fit. */
export function parsePackages(file: string, text: string): PackageRow[] {
  const [head, ...lines] = text
    .split(/\r?\n/u)
    .map((line, at) => ({ line: at + 1, cells: line.split('\t').map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.join('') !== '' && !cells[0]?.startsWith('#'));
  if (!head?.cells.includes('name')) refuse(file, head?.line ?? 1, "expected column names here, 'name' among them");
  return lines.map(({ line, cells }) => {
    if (cells.length !== head.cells.length)
      refuse(file, line, `expected ${head.cells.length} columns, found ${cells.length}`);
    return { line, columns: new Map(head.cells.map((column, at) => [column, cells[at] ?? ''])) };
  });
}

function refuse(file: string, line: number, says: string): never {
  throw new LandfallError('usage', 'config.wrong-value', `${file}:${line}: ${says}`, 'columns are separated by tabs');
}

/** The same value with `${column}` filled in wherever a text has it; other variables stay for later. */
export function fillIn(value: unknown, columns: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string')
    return value.replace(/\$\{([^}:]+)\}/gu, (whole, column: string) => columns.get(column) ?? whole);
  if (Array.isArray(value)) return value.map((part) => fillIn(part, columns));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fillIn(part, columns)]));
}
