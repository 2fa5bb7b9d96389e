// `landfall trend`: how the delta of projects went, from their histories.
import { Command } from '@commander-js/extra-typings';
import type { HistoryPoint } from '../model/history-point.js';
import { nameOfPlace, readHistoryText } from '../store/history.js';
import type { Tracked } from '../track.js';
import { parseHistory } from '../trend/parse-history.js';
import { trendOf } from '../trend/trend-of.js';
import type { World } from './command.js';
import { HISTORY, type HistoryOptions, placeFor, STATE_BRANCH_NAME, STATE_REPOSITORY } from './history-options.js';
import { ASCII, CACHE, CONFIG, OUTPUT, QUIET, SINCE, UPSTREAM_AS_OF, VERBOSE, WIDTH } from './options.js';
import { readProjects, type RunOptions } from './run.js';
import { DAYS, MEASURE, type ShowOptions, showTrends, TREND_FORMAT } from './show-trends.js';

/** Defines the command. */
export function defineTrend(world: World) {
  return new Command('trend')
    .argument('[project...]', 'names of projects; all when none is named')
    .addOption(TREND_FORMAT)
    .addOption(OUTPUT)
    .addOption(MEASURE)
    .addOption(DAYS)
    .addOption(SINCE)
    .addOption(UPSTREAM_AS_OF)
    .addOption(HISTORY)
    .addOption(STATE_REPOSITORY)
    .addOption(STATE_BRANCH_NAME)
    .addOption(VERBOSE)
    .addOption(CONFIG)
    .addOption(CACHE)
    .addOption(WIDTH)
    .addOption(ASCII)
    .addOption(QUIET)
    .addHelpText('after', EXAMPLES)
    .action((names, options) => trend(world, names, options));
}

interface TrendOptions extends RunOptions, ShowOptions, HistoryOptions {
  readonly since?: string | undefined;
  readonly upstreamAsOf: HistoryPoint['upstreamAsOf'];
}

async function trend(world: World, names: readonly string[], options: TrendOptions): Promise<void> {
  const projects = await readProjects(world, names, options);
  const trends = [];
  for (const tracked of projects) trends.push(await trendFor(world, tracked, options));
  await showTrends(world, trends, options);
}

async function trendFor(world: World, { project }: Tracked, options: TrendOptions) {
  const place = placeFor(world, project, options);
  const { points, notices } = parseHistory(await readHistoryText(place), nameOfPlace(place));
  const { upstreamAsOf, since = null, days: lookBack } = options;
  return trendOf(points, { project: project.name, upstreamAsOf, since, days: lookBack }, notices);
}

const EXAMPLES = `
Examples:
  $ landfall status --record                     add today's point to the history
  $ landfall trend gdb                           chart, pace, and who dropped what
  $ landfall trend gdb --measure lines --since 2026-01-01
  $ landfall trend --format svg -o burn-down.svg

Exits with 0 also where there is no history yet.`;
