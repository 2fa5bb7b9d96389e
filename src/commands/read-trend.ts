// The trend of a project, read from its history.
import type { HistoryPoint } from '../model/history-point.js';
import type { Trend } from '../model/trend.js';
import { nameOfPlace, readHistoryText } from '../store/history.js';
import type { Tracked } from '../track.js';
import { parseHistory } from '../trend/parse-history.js';
import { trendOf } from '../trend/trend-of.js';
import type { World } from './command.js';
import { type HistoryOptions, placeFor } from './history-options.js';

export interface TrendOptions extends HistoryOptions {
  readonly since?: string | undefined;
  readonly days: number;
  readonly upstreamAsOf: HistoryPoint['upstreamAsOf'];
}

/** What the history tells; a trend without points where there is none yet. Throws LandfallError when it cannot be read. */
export async function readTrend(world: World, { project }: Tracked, options: TrendOptions): Promise<Trend> {
  const place = placeFor(world, project, options);
  const { points, notices } = parseHistory(await readHistoryText(place), nameOfPlace(place));
  const { upstreamAsOf, since = null, days } = options;
  return trendOf(points, { project: project.name, upstreamAsOf, since, days }, notices);
}
