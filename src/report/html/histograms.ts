// How old and how large the patches are, as columns: what has to be carried below, what need not on top of it.
import { bin, max } from 'd3-array';
import { scaleBand, scaleLinear } from 'd3-scale';
import type { PatchReport } from '../../model/report.js';
import { element, type Svg } from '../chart/svg.js';
import { figure, patches as counted } from '../figures.js';
import { html, type Markup, trusted } from './markup.js';
import { isCarried } from './next-step.js';

interface Column {
  readonly label: string;
  readonly carried: number;
  readonly done: number;
}

const SIZE = { width: 540, height: 200 };
const MARGIN = { top: 18, right: 4, bottom: 24, left: 4 };
/** Pixels of a label such as `2019` with some air. */
const LABEL = 42;

/** Patches by the year in which they were written. */
export function ageHistogram(patches: readonly PatchReport[]): Markup {
  const years = patches.map((patch) => Number(patch.authorDate.slice(0, 'YYYY'.length))).filter(Number.isInteger);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  if (years.length === 0) return html``;
  const labels = Array.from({ length: last - first + 1 }, (_, at) => String(first + at));
  const columns = labels.map((label) =>
    columnOf(
      label,
      patches.filter((patch) => patch.authorDate.startsWith(label)),
    ),
  );
  return figureOf('Age: the year in which patches were written', columns);
}

/** Patches by changed lines, each column twice as wide as the one before. */
export function sizeHistogram(patches: readonly PatchReport[]): Markup {
  const power = ({ size }: PatchReport) => Math.floor(Math.log2(Math.max(1, size.insertions + size.deletions)));
  const highest = max(patches, power) ?? 0;
  const bins = bin<PatchReport, number>()
    .value(power)
    .domain([0, highest + 1])
    .thresholds(Array.from({ length: highest }, (_, at) => at + 1));
  const columns = bins(patches).map((held, at) => columnOf(held.x0 === undefined ? '' : sizeLabel(at), [...held]));
  return patches.length === 0 ? html`` : figureOf('Size: changed lines of patches, from … on', columns);
}

function sizeLabel(power: number): string {
  const least = 2 ** power;
  return least >= 1000 ? `${Math.round(least / 1000)}k` : String(least);
}

function columnOf(label: string, patches: readonly PatchReport[]): Column {
  const carried = patches.filter(isCarried).length;
  return { label, carried, done: patches.length - carried };
}

function figureOf(title: string, columns: readonly Column[]): Markup {
  const x = scaleBand(
    columns.map(({ label }) => label),
    [MARGIN.left, SIZE.width - MARGIN.right],
  ).padding(0.15);
  const most = max(columns, ({ carried, done }) => carried + done) ?? 1;
  const y = scaleLinear([0, most], [SIZE.height - MARGIN.bottom, MARGIN.top]);
  const every = Math.ceil(LABEL / x.step());
  const words = columns
    .filter(({ carried, done }) => carried + done > 0)
    .map(({ label, carried, done }) => `${label}: ${counted(carried + done)}, ${figure(carried)} to carry`);
  const frame = {
    class: 'chart',
    viewBox: `0 0 ${SIZE.width} ${SIZE.height}`,
    ...SIZE,
    role: 'img',
    'aria-label': `${title}. ${words.join('; ')}`,
  };
  const bars = columns.flatMap((column, at) => columnBars(column, x(column.label) ?? 0, x.bandwidth(), y, at % every));
  const floor = element('line', {
    class: 'axis',
    x1: 0,
    x2: SIZE.width,
    y1: SIZE.height - MARGIN.bottom,
    y2: SIZE.height - MARGIN.bottom,
  });
  return html`<figure>${trusted(element('svg', frame, [...bars, floor]).svg)}<figcaption>${title}. Orange has to be carried, green above it need not.</figcaption></figure>`;
}

function columnBars(column: Column, x: number, width: number, y: (count: number) => number, skip: number): Svg[] {
  const { label, carried, done } = column;
  const middle = { x: x + width / 2, 'text-anchor': 'middle' };
  const bar = (kind: string, from: number, to: number) =>
    from === to ? [] : [element('rect', { class: kind, x, width, y: y(to), height: y(from) - y(to) })];
  return [
    ...bar('carried', 0, carried),
    ...bar('done', carried, carried + done),
    ...(carried + done > 0 && skip === 0
      ? [element('text', { ...middle, y: y(carried + done) - 4 }, [figure(carried + done)])]
      : []),
    ...(skip === 0 ? [element('text', { ...middle, y: SIZE.height - MARGIN.bottom + 16 }, [label])] : []),
  ];
}
