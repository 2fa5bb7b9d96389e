// The burn-down of a stack as SVG: what remains as an area, noise apart on top of it, in steps, as stacks change.
import { max } from 'd3-array';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, curveStepAfter } from 'd3-shape';
import { label } from '../clean.js';
import { element, type Svg } from './svg.js';

/** One moment of a burn-down; `date` in ISO 8601. */
export interface ChartPoint {
  readonly date: string;
  readonly remaining: number;
  readonly noise: number;
}

/** What the chart is called and how large it is, in pixels; `unit` is what is counted: patches, lines. */
export interface ChartLook {
  readonly title: string;
  readonly unit: string;
  readonly width: number;
  readonly height: number;
}

const MARGIN = { top: 26, right: 16, bottom: 24, left: 48 };
/** Pixels that a label needs beside its neighbour. */
const TICK = { x: 90, y: 40 };

/**
 * A whole SVG document, also fit to stand inside a page, whose style may set --landfall-remaining, --landfall-noise and
 * --landfall-ink. Points oldest first; without any the chart says so.
 */
export function burnDown(points: readonly ChartPoint[], look: ChartLook): string {
  const { width, height } = look;
  const title = label(look.title);
  const frame = {
    xmlns: 'http://www.w3.org/2000/svg',
    class: 'landfall-chart',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'aria-label': `${title}: ${inWords(points, look.unit)}`,
  };
  const body = points.length === 0 ? [textAt(width / 2, height / 2, 'no history yet', 'middle')] : drawn(points, look);
  return element('svg', frame, [element('title', {}, [title]), element('style', {}, [CHART_STYLE]), ...body]).svg;
}

/** The style that stands in each chart; a page that holds one must allow it. */
export const CHART_STYLE: string = [
  '.landfall-chart{--ink:var(--landfall-ink,#57606a);font:12px sans-serif}',
  '.landfall-chart text{fill:var(--ink)}.landfall-chart line{stroke:var(--ink);stroke-opacity:.25}',
  '.landfall-chart .remaining{fill:var(--landfall-remaining,#bf5b04)}',
  '.landfall-chart .noise{fill:var(--landfall-noise,#8c959f)}',
  '@media (prefers-color-scheme:dark){.landfall-chart{--ink:var(--landfall-ink,#9da7b1)}',
  '.landfall-chart .remaining{fill:var(--landfall-remaining,#f0883e)}',
  '.landfall-chart .noise{fill:var(--landfall-noise,#6e7681)}}',
].join('');

function drawn(points: readonly ChartPoint[], { width, height, unit }: ChartLook): Svg[] {
  const [left, right] = [MARGIN.left, width - MARGIN.right];
  const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
  const x = scaleUtc([timeOf(points[0]), timeOf(points.at(-1))], [left, right]);
  const highest = max(points, (point) => point.remaining + point.noise) ?? 0;
  const rows = Math.max(2, Math.round((bottom - top) / TICK.y));
  const y = scaleLinear([0, Math.max(1, highest)], [bottom, top]).nice(rows);
  const whole = (tick: number) => Number.isInteger(tick);
  const shape = area<ChartPoint>()
    .x((point) => x(timeOf(point)))
    .curve(curveStepAfter);
  const remaining = shape.y0(bottom).y1((point) => y(point.remaining));
  const real = element('path', { class: 'remaining', d: remaining(points) ?? '' });
  const noise = shape.y0((point) => y(point.remaining)).y1((point) => y(point.remaining + point.noise));
  const format = x.tickFormat();
  return [
    ...y
      .ticks(rows)
      .filter(whole)
      .flatMap((tick) => [
        element('line', { x1: left, x2: right, y1: y(tick), y2: y(tick) }),
        textAt(left - 6, y(tick) + 4, String(tick), 'end'),
      ]),
    real,
    element('path', { class: 'noise', d: noise(points) ?? '' }),
    ...x
      .ticks(Math.max(2, Math.round((right - left) / TICK.x)))
      .map((tick) => textAt(x(tick), bottom + 16, format(tick), 'middle')),
    textAt(left, top - 12, `${unit} to carry`, 'start'),
  ];
}

function timeOf(point: ChartPoint | undefined): number {
  return Date.parse(point?.date ?? '');
}

function textAt(x: number, y: number, text: string, anchor: string): Svg {
  return element('text', { x, y, 'text-anchor': anchor }, [text]);
}

function inWords(points: readonly ChartPoint[], unit: string): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return 'no history yet';
  const on = (point: ChartPoint) => `${point.remaining} ${unit} on ${point.date.slice(0, 'YYYY-MM-DD'.length)}`;
  return `${on(first)}, ${on(last)}`;
}
