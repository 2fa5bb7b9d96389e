// A curve of cost against size as SVG. Both axes are logarithmic: on a line as steep as the dashed one, twice the size costs twice as much.
import { type ScaleLogarithmic, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { element, type Svg } from '../report/chart/svg.js';

/** One line: sizes and what they cost, the smallest first. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [size: number, cost: number])[];
}

const WIDTH = 560;
const HEIGHT = 340;
const MARGIN = { top: 28, right: 120, bottom: 44, left: 56 };
const COLOURS = ['#57606a', '#8250df', '#bf5b04', '#0969da', '#1a7f37'];
/** Pixels between two names beside each other's line ends. */
const NAME_HEIGHT = 14;

/** Draws the lines, each with its name at its end; `across` and `up` say what the axes count. Throws RangeError without points. */
export function costCurve(series: readonly Series[], { across, up }: { across: string; up: string }): string {
  const drawn = series.filter(({ points }) => points.length > 0);
  const points = drawn.flatMap((each) => each.points);
  if (points.length === 0) throw new RangeError('nothing to draw');
  const x = scaleLog(wholeTens(points.map(([size]) => size)), [MARGIN.left, WIDTH - MARGIN.right]);
  const y = scaleLog(wholeTens(points.map(([, cost]) => cost)), [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const place = ([size, cost]: readonly [number, number]): [number, number] => [x(size), y(cost)];
  const ends = spread(drawn.map((each) => y(each.points.at(-1)?.[1] ?? 1)));
  const frame = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, role: 'img' };
  return `${
    element('svg', { xmlns: 'http://www.w3.org/2000/svg', ...frame, 'aria-label': `${up} by ${across}` }, [
      element('style', {}, [STYLE]),
      element('rect', { width: WIDTH, height: HEIGHT, fill: '#fff' }),
      ...tens(x.domain()).map((size) =>
        textAt(x(size), HEIGHT - MARGIN.bottom + 18, size.toLocaleString('en'), 'middle'),
      ),
      ...tens(y.domain()).flatMap((cost) => [
        element('line', { class: 'grid', x1: MARGIN.left, x2: WIDTH - MARGIN.right, y1: y(cost), y2: y(cost) }),
        textAt(MARGIN.left - 6, y(cost) + 4, cost.toLocaleString('en'), 'end'),
      ]),
      proportional(x, y),
      ...drawn.flatMap((each, at) => lineOf(each, at, each.points.map(place), ends[at] ?? 0)),
      textAt((MARGIN.left + WIDTH - MARGIN.right) / 2, HEIGHT - 8, across, 'middle'),
      textAt(8, MARGIN.top - 12, up, 'start'),
    ]).svg
  }\n`;
}

const STYLE = 'text{font:12px sans-serif;fill:#57606a}.grid{stroke:#d0d7de}.even{stroke:#8c959f;stroke-dasharray:4 3}';

function lineOf({ name, points }: Series, at: number, places: readonly [number, number][], end: number): Svg[] {
  const colour = COLOURS[at % COLOURS.length] ?? '';
  const dots = places.map(([cx, cy], place) =>
    element('circle', { cx, cy, r: 3, fill: colour }, [
      element('title', {}, [
        `${name}: ${points[place]?.[0].toLocaleString('en')}, ${points[place]?.[1].toPrecision(3)}`,
      ]),
    ]),
  );
  const path = line()([...places]) ?? '';
  return [
    element('path', { d: path, fill: 'none', stroke: colour, 'stroke-width': 2 }),
    ...dots,
    textAt((places.at(-1)?.[0] ?? 0) + 8, end + 4, name, 'start'),
  ];
}

type Scale = ScaleLogarithmic<number, number>;

/** Cost in proportion to size, from the lower left corner until it leaves the picture. */
function proportional(x: Scale, y: Scale): Svg {
  const [[least = 1, most = 1], [low = 1, high = 1]] = [x.domain(), y.domain()];
  const times = Math.min(most / least, high / low);
  return element('line', { class: 'even', x1: x(least), y1: y(low), x2: x(least * times), y2: y(low * times) });
}

/** The powers of ten around these values; two of them even where all are one. */
function wholeTens(values: readonly number[]): [number, number] {
  const low = Math.floor(Math.log10(Math.min(...values)));
  return [10 ** low, 10 ** Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))))];
}

function tens([low = 1, high = 1]: readonly number[]): number[] {
  return Array.from({ length: Math.round(Math.log10(high / low)) + 1 }, (_, power) => low * 10 ** power);
}

/** Heights of names that would touch are moved apart, downwards. */
function spread(heights: readonly number[]): number[] {
  const moved = [...heights];
  const order = heights.map((_, at) => at).sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0));
  order.slice(1).forEach((at, place) => {
    moved[at] = Math.max(moved[at] ?? 0, (moved[order[place] ?? 0] ?? 0) + NAME_HEIGHT);
  });
  return moved;
}

function textAt(x: number, y: number, text: string, anchor: string): Svg {
  return element('text', { x, y, 'text-anchor': anchor }, [text]);
}
