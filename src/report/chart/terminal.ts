// The burn-down in a terminal: a column of blocks for each stretch of time.
import { max } from 'd3-array';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { pad, type Page, type Row, span, type Span } from '../terminal/layout.js';
import type { ChartPoint } from './burn-down.js';

/** About how many labels the height has, and rows to each: enough to tell a half from a third, and room for the words. */
const LABELS = 5;
const ROWS_PER_LABEL = 2;
/** Blocks by eighths of a row, and what stands for them in ASCII. */
const EIGHTHS = { unicode: ' ▁▂▃▄▅▆▇█', ascii: '     ####' };

/** Rows of the page's width; points oldest first, at least one. What remains is solid, noise lies on top of it. */
export function chartRows(points: readonly ChartPoint[], page: Page): readonly Row[] {
  const highest = Math.max(1, max(points, (point) => point.remaining + point.noise) ?? 0);
  const scale = scaleLinear().domain([0, highest]).nice(LABELS);
  const ticks = scale.ticks(LABELS);
  const height = (ticks.length - 1) * ROWS_PER_LABEL;
  const y = scale.range([0, height]);
  const labels = new Map(ticks.map((tick) => [Math.round(y(tick)), String(tick)]));
  const margin = Math.max(...[...labels.values()].map((text) => text.length)) + 2;
  const x = scaleUtc([timeOf(points[0]), timeOf(points.at(-1))], [0, page.width - margin - 3]);
  const columns = Array.from({ length: page.width - margin - 2 }, (_, at) => heldAt(points, x.invert(at).getTime()));
  const rows = Array.from({ length: height }, (_, from) => height - 1 - from).map((row): Row => {
    const text = labels.get(row + 1) ?? '';
    return [
      span(`${text.padStart(margin)} `, 'dim'),
      span(page.ascii ? '|' : '┤', 'dim'),
      ...cells(columns, y, row, page),
    ];
  });
  const floor = `${(labels.get(0) ?? '').padStart(margin)} ${page.ascii ? '+' : '┼'}${page.signs.rule.repeat(columns.length)}`;
  return [...rows, [span(floor, 'dim')], [span(' '.repeat(margin + 2)), span(days(x, columns.length), 'dim')]];
}

function cells(columns: readonly ChartPoint[], y: (value: number) => number, row: number, page: Page): Span[] {
  const blocks = page.ascii ? EIGHTHS.ascii : EIGHTHS.unicode;
  return columns.map(({ remaining, noise }) => {
    const filled = Math.round(Math.min(1, Math.max(0, y(remaining) - row)) * (blocks.length - 1));
    if (filled > 0) return span(blocks.charAt(filled), 'warn');
    // Half a row of noise is shown as a row: less is nothing to look at.
    return y(remaining + noise) - row >= 1 / 2 ? span(page.signs.empty, 'dim') : span(' ');
  });
}

/** Between two points a stack stays as it was. */
function heldAt(points: readonly ChartPoint[], time: number): ChartPoint {
  return points.findLast((point) => timeOf(point) <= time) ?? (points[0] as ChartPoint);
}

/** The days at both ends, and those between them for which there is room. */
function days(x: ReturnType<typeof scaleUtc<number>>, width: number): string {
  const [first = 0, last = 0] = x.domain().map((date) => date.getTime());
  const dayOf = (time: number) => new Date(time).toISOString().slice(0, 'YYYY-MM-DD'.length);
  const end = dayOf(last);
  let text = dayOf(first);
  if (dayOf(first) === end) return text;
  for (const tick of x.ticks(Math.max(1, Math.floor(width / (3 * end.length))))) {
    const at = Math.round(x(tick));
    if (at > text.length + 2 && at + 2 * end.length < width) text = `${pad(text, at)}${dayOf(tick.getTime())}`;
  }
  return `${pad(text, width - end.length)}${end}`;
}

function timeOf(point: ChartPoint | undefined): number {
  return Date.parse(point?.date ?? '');
}
