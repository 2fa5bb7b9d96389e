// `landfall trend`: how the delta of projects went, from their histories.
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { HistoryPoint } from '../model/history-point.js';
import { MEASURES, type Measure } from '../model/trend.js';
import { TREND_FORMATS } from '../report/trend/index.js';
import { nameOfPlace, readHistoryText } from '../store/history.js';
import type { Tracked } from '../track.js';
import { parseHistory } from '../trend/parse-history.js';
import { trendOf } from '../trend/trend-of.js';
import type { World } from './command.js';
import { HISTORY, type HistoryOptions, placeFor, STATE_BRANCH_NAME, STATE_REPOSITORY } from './history-options.js';
import { ASCII, CACHE, CONFIG, OUTPUT, QUIET, SINCE, UPSTREAM_AS_OF, VERBOSE, WIDTH } from './options.js';
import { deliver, type LookOptions, lookOf } from './output.js';
import { readProjects, type RunOptions } from './run.js';

/** Defines the command. */
export function defineTrend(world: World) {
  return new Command('trend')
    .argument('[project...]', 'names of projects; all when none is named')
    .addOption(FORMAT)
    .addOption(OUTPUT)
    .addOption(new Option('--measure <measure>', 'what the chart counts').choices(MEASURES).default(MEASURES[0]))
    .addOption(SINCE)
    .addOption(new Option('--days <number>', 'days that the forecast looks back on').argParser(days).default(DAYS))
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

/** A quarter: longer than a release takes to be made, shorter than it takes to forget. */
const DAYS = 90;

const FORMAT = new Option('-f, --format <name>', TREND_FORMATS.map(({ name, says }) => `${name}: ${says}`).join('; '))
  .choices(TREND_FORMATS.map(({ name }) => name))
  .default(TREND_FORMATS[0].name);

interface TrendOptions extends RunOptions, LookOptions, HistoryOptions {
  readonly format: string;
  readonly measure: Measure;
  readonly since?: string | undefined;
  readonly days: number;
  readonly upstreamAsOf: HistoryPoint['upstreamAsOf'];
}

async function trend(world: World, names: readonly string[], options: TrendOptions): Promise<void> {
  const projects = await readProjects(world, names, options);
  const trends = [];
  for (const tracked of projects) trends.push(await trendFor(world, tracked, options));
  const format = TREND_FORMATS.find(({ name }) => name === options.format) ?? TREND_FORMATS[0];
  const text = format.render(trends, { ...lookOf(world, options), measure: options.measure });
  await deliver(world, text, options.output);
  if (options.output !== undefined && !options.quiet) world.say(`wrote ${options.output}`);
}

async function trendFor(world: World, { project }: Tracked, options: TrendOptions) {
  const place = placeFor(world, project, options);
  const { points, notices } = parseHistory(await readHistoryText(place), nameOfPlace(place));
  const { upstreamAsOf, since = null, days: lookBack } = options;
  return trendOf(points, { project: project.name, upstreamAsOf, since, days: lookBack }, notices);
}

function days(text: string): number {
  if (!/^[1-9]\d{0,3}$/u.test(text)) throw new InvalidArgumentError('Expected a number of days from 1 on.');
  return Number(text);
}

const EXAMPLES = `
Examples:
  $ landfall status --record                     add today's point to the history
  $ landfall trend gdb                           chart, pace, and who dropped what
  $ landfall trend gdb --measure lines --since 2026-01-01
  $ landfall trend --format svg -o burn-down.svg

Exits with 0 also where there is no history yet.`;
