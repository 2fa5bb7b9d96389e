// The points of trends as CSV (RFC 4180), one row each, for spreadsheets.
import type { Trend, TrendPoint } from '../../model/trend.js';
import { label } from '../clean.js';
import type { TrendFormat } from './format.js';

const COLUMNS: Readonly<Record<string, (point: TrendPoint) => string | number>> = {
  date: ({ date }) => date,
  source: ({ source }) => source,
  total: ({ total }) => total,
  patches: ({ patches }) => patches,
  hunks: ({ hunks }) => hunks,
  lines: ({ lines }) => lines,
  noise_patches: ({ noise }) => noise.patches,
  noise_hunks: ({ noise }) => noise.hunks,
  noise_lines: ({ noise }) => noise.lines,
  commit: ({ change }) => change?.oid ?? '',
  by: ({ change }) => change?.by ?? '',
  subject: ({ change }) => change?.subject ?? '',
};

/** A head line, then a row for each point of each project. */
export const csv: TrendFormat = {
  name: 'csv',
  says: 'the points, one row each',
  render: (trends) => {
    const head = ['project', ...Object.keys(COLUMNS)];
    const rows = trends.flatMap(({ project, points }: Trend) =>
      points.map((point) => [project, ...Object.values(COLUMNS).map((valueOf) => valueOf(point))]),
    );
    return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
  },
};

/** A text that a spreadsheet would take for a formula is led by an apostrophe, as it shows texts. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = label(value).replace(/^[=+\-@]/, "'$&");
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
