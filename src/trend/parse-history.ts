// Reads the lines of a history file; what is damaged is passed over and told.
import type { HistoryPoint } from '../model/history-point.js';
import type { Notice } from '../model/notice.js';
import { historyPointSchema } from '../report/history-schema.js';

export interface ParsedHistory {
  /** In the order of the file. */
  readonly points: readonly HistoryPoint[];
  readonly notices: readonly Notice[];
}

/** How many numbers of damaged lines a notice names: one cut disk can damage thousands. */
const NAMED = 5;

/** Parses JSON lines; `place` names the file for people. Any text gives points and notices, never an error. */
export function parseHistory(text: string, place: string): ParsedHistory {
  const points: HistoryPoint[] = [];
  const damaged: number[] = [];
  const newer: number[] = [];
  text.split('\n').forEach((line, at) => {
    if (line.trim() === '') return;
    const value = valueOf(line);
    const point = historyPointSchema.safeParse(value);
    if (point.success && !Number.isNaN(Date.parse(point.data.date))) points.push(point.data);
    else (isNewer(value) ? newer : damaged).push(at + 1);
  });
  return {
    points,
    notices: [
      ...skipped('history.damaged', place, damaged, 'no whole point of a history', 'the rest was read; delete them'),
      ...skipped('history.newer', place, newer, 'written by a newer Landfall', 'use that version to read them'),
    ],
  };
}

/** One line for the file, without its line end: JSON has no line ends within. */
export function lineOf(point: HistoryPoint): string {
  return JSON.stringify(point);
}

function valueOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isNewer(value: unknown): boolean {
  const version = typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : null;
  return typeof version === 'number' && version > historyPointSchema.shape.schemaVersion.value;
}

function skipped(code: string, place: string, lines: readonly number[], what: string, hint: string): Notice[] {
  if (lines.length === 0) return [];
  const named = lines.slice(0, NAMED).join(', ') + (lines.length > NAMED ? ', …' : '');
  const which = lines.length === 1 ? `line ${named} is` : `lines ${named} are`;
  return [{ code, severity: 'warning', message: `${place}: ${which} ${what} and left out`, hint }];
}
