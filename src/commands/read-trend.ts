// The trend of a project, read from its history.
import type { HistoryPoint } from '../model/history-point.js';
import type { Trend } from '../model/trend.js';
import type { HistoryShelf } from '../store/history.js';
import { parseHistory } from '../trend/parse-history.js';
import { trendOf } from '../trend/trend-of.js';
import type { HistoryOptions } from './history-options.js';

export interface TrendOptions extends HistoryOptions {
  readonly since?: string | undefined;
  readonly days: number;
  readonly upstreamAsOf: HistoryPoint['upstreamAsOf'];
}

/** What the history tells of a project; a trend without points where there is none yet. Throws LandfallError when it cannot be read. */
export async function readTrend(
  history: HistoryShelf,
  project: string,
  options: Pick<TrendOptions, 'upstreamAsOf' | 'since' | 'days'>,
): Promise<Trend> {
  const { points, notices } = parseHistory(await history.read(), history.name);
  const { upstreamAsOf, since = null, days } = options;
  return trendOf(points, { project, upstreamAsOf, since, days }, notices);
}
