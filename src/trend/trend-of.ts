// From the points of a history to the trend of one project.
import type { HistoryPoint } from '../model/history-point.js';
import type { Notice } from '../model/notice.js';
import type { Tally } from '../model/report.js';
import type { Step, Trend, TrendPoint } from '../model/trend.js';
import { forecast } from './forecast.js';
import { stepBetween } from './follow.js';

/** What to take of a history: one project, one view of upstream, points from `since` (ISO 8601) on, days to look back on. */
export interface TrendQuery {
  readonly project: string;
  readonly upstreamAsOf: HistoryPoint['upstreamAsOf'];
  readonly since: string | null;
  readonly days: number;
}

/** The trend that the points tell; `notices` are handed on. Points of other projects and views are left out. */
export function trendOf(all: readonly HistoryPoint[], query: TrendQuery, notices: readonly Notice[] = []): Trend {
  const points = choosePoints(all, query);
  const since = query.since === null ? Number.NEGATIVE_INFINITY : Date.parse(query.since);
  const isRecent = ({ date }: { readonly date: string }) => Date.parse(date) >= since;
  const figures = points.filter(isRecent).map(figuresOf);
  return {
    project: query.project,
    upstreamAsOf: query.upstreamAsOf,
    points: figures,
    steps: stepsOf(points).filter(isRecent),
    forecasts: forecast(figures, query.days),
    notices,
  };
}

/** Points of one state that were recorded twice count as recorded last; the rest in the order of their dates. */
function choosePoints(all: readonly HistoryPoint[], { project, upstreamAsOf }: TrendQuery): HistoryPoint[] {
  const mine = all.filter((point) => point.project === project && point.upstreamAsOf === upstreamAsOf);
  const states = new Map(mine.map((point) => [stateOf(point), point]));
  return [...states.values()].sort((a, b) => Date.parse(a.date) - Date.parse(b.date));
}

/** Names the state that a point is of: a later point of the same state takes its place. */
function stateOf({ project, source, upstreamAsOf, date, change }: HistoryPoint): string {
  return [project, source, upstreamAsOf, date, change?.oid ?? ''].join('\0');
}

function stepsOf(points: readonly HistoryPoint[]): Step[] {
  const known = new Set<string>();
  const steps: Step[] = [];
  points.forEach((point, at) => {
    const before = points[at - 1];
    if (before) steps.push(stepBetween(before, point, known));
    for (const { key } of point.patches) known.add(key);
  });
  return steps.filter(({ dropped, landed, rewritten, added, returned }) =>
    [dropped, landed, rewritten, added, returned].some((list) => list.length > 0),
  );
}

/** What a chart shows of a point. */
export function figuresOf({ date, source, change, total, remaining, noise }: HistoryPoint): TrendPoint {
  return { date, source, change, total: total.patches, ...measured(remaining), noise: measured(noise) };
}

function measured({ patches, hunks, insertions, deletions }: Tally): TrendPoint['noise'] {
  return { patches, hunks, lines: insertions + deletions };
}
