// A burn-down as small as a word: the line alone, for cards and tables.
import { max } from 'd3-array';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { label } from '../clean.js';
import type { ChartLook, ChartPoint } from './burn-down.js';
import { element } from './svg.js';

/** An SVG of one line, from zero up; the colour is that of the text around it. '' without points. */
export function sparkline(points: readonly ChartPoint[], look: Omit<ChartLook, 'unit'>): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  const { width, height } = look;
  const timeOf = (point: ChartPoint) => Date.parse(point.date);
  const x = scaleUtc([timeOf(first), timeOf(last)], [EDGE, width - EDGE]);
  const y = scaleLinear([0, Math.max(1, max(points, (point) => point.remaining) ?? 0)], [height - EDGE, EDGE]);
  const path = line<ChartPoint>()
    .x((point) => x(timeOf(point)))
    .y((point) => y(point.remaining))
    .curve(curveStepAfter);
  const frame = { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': label(look.title) };
  const stroke = { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5 };
  return element('svg', { xmlns: 'http://www.w3.org/2000/svg', class: 'landfall-sparkline', ...frame }, [
    element('path', { ...stroke, d: path(points) ?? '' }),
  ]).svg;
}

/** Half the line's width and a little: it is not cut at the rim. */
const EDGE = 1.5;
