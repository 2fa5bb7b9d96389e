// The points of many projects as those of one: what a whole fleet carried, and when.
import type { Trend, TrendPoint } from '../model/trend.js';
import { forecast } from './forecast.js';

/** Points of one project, in any order. */
export type ProjectPoints = readonly TrendPoint[];

/**
 * The trend of all projects together, from `since` (ISO 8601) on. Between two points a project stays as it was: at each time the newest of every
 * project are added up. Who dropped what is told by the trends of the projects.
 */
export function trendOfAll(
  name: string,
  projects: Iterable<ProjectPoints>,
  { since, days }: { readonly since: string | null; readonly days: number },
): Trend {
  const from = since === null ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const points = sumPoints(projects).filter(({ date }) => Date.parse(date) >= from);
  return {
    project: name,
    upstreamAsOf: 'commit-date',
    points,
    steps: [],
    forecasts: forecast(points, days),
    notices: [],
  };
}

/** One point for each time at which a project has one. */
export function sumPoints(projects: Iterable<ProjectPoints>): TrendPoint[] {
  const events = [...projects].flatMap((points, project) => points.map((point) => ({ project, point })));
  events.sort((a, b) => Date.parse(a.point.date) - Date.parse(b.point.date));
  const newest = new Map<number, TrendPoint>();
  let sum = NOTHING;
  const sums = new Map<string, TrendPoint>();
  for (const { project, point } of events) {
    sum = plus(plus(sum, newest.get(project) ?? NOTHING, -1), point, 1);
    newest.set(project, point);
    sums.set(point.date, { ...sum, date: point.date });
  }
  return [...sums.values()];
}

const NONE = { patches: 0, hunks: 0, lines: 0 };
const NOTHING: TrendPoint = { date: '', source: 'status', change: null, total: 0, ...NONE, noise: NONE };

function plus(sum: TrendPoint, point: TrendPoint, sign: 1 | -1): TrendPoint {
  return {
    ...sum,
    total: sum.total + sign * point.total,
    ...sizes(sum, point, sign),
    noise: sizes(sum.noise, point.noise, sign),
  };
}

function sizes(a: TrendPoint['noise'], b: TrendPoint['noise'], sign: 1 | -1): TrendPoint['noise'] {
  return { patches: a.patches + sign * b.patches, hunks: a.hunks + sign * b.hunks, lines: a.lines + sign * b.lines };
}
