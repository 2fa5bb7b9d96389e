// From a trend to what its charts draw.
import type { Measure, Trend } from '../../model/trend.js';
import type { ChartPoint } from './burn-down.js';

/** The points of a trend that a chart of one measure draws. */
export function chartPoints(trend: Pick<Trend, 'points'>, measure: Measure): ChartPoint[] {
  return trend.points.map((point) => ({
    date: point.date,
    remaining: point[measure],
    noise: point.noise[measure],
  }));
}
