// Where a burn-down leads: the slope of the last days, drawn on in a straight line.
import { type Forecast, MEASURES, type TrendPoint } from '../model/trend.js';
import { MILLISECONDS_PER_DAY } from '../model/time-units.js';

/** Days that a history must span: over fewer a slope is an accident. */
const LEAST_DAYS = 7;

/** One forecast for each measure over the last `days` days before the newest point; none when the history is too short. */
export function forecast(points: readonly TrendPoint[], days: number): Forecast[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const end = Date.parse(last.date);
  const start = end - days * MILLISECONDS_PER_DAY;
  // Between two points a stack stays as it was: what held at the start is the newest point that is not after it.
  const held = points.findLast(({ date }) => Date.parse(date) <= start) ?? first;
  const looked = Math.min(days, (end - Date.parse(first.date)) / MILLISECONDS_PER_DAY);
  if (looked < LEAST_DAYS) return [];
  return MEASURES.map((measure) => {
    const [from, to] = [held[measure], last[measure]];
    const slope = (to - from) / looked;
    const done = to === 0 ? end : slope < 0 ? end + (to / -slope) * MILLISECONDS_PER_DAY : Number.NaN;
    const date = new Date(done);
    return { measure, days: looked, from, to, slope, done: Number.isNaN(date.getTime()) ? null : date.toISOString() };
  });
}
