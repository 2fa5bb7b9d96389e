// How trends are shown: the options of the commands that do, and the showing.
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { MEASURES, type Measure, type Trend } from '../model/trend.js';
import { TREND_FORMATS } from '../report/trend/index.js';
import type { World } from './command.js';
import { deliver, type LookOptions, lookOf } from './output.js';

/** The outputs of the registry, the first by default. */
export const TREND_FORMAT = new Option(
  '-f, --format <name>',
  TREND_FORMATS.map(({ name, says }) => `${name}: ${says}`).join('; '),
)
  .choices(TREND_FORMATS.map(({ name }) => name))
  .default(TREND_FORMATS[0].name);

/** What the chart counts. */
export const MEASURE = new Option('--measure <measure>', 'what the chart counts')
  .choices(MEASURES)
  .default(MEASURES[0]);

/** A quarter: longer than a release takes to be made, shorter than it takes to forget. */
export const QUARTER = 90;

/** How far back the forecast looks. */
export const DAYS = new Option('--days <number>', 'days that the forecast looks back on')
  .argParser(days)
  .default(QUARTER);

export interface ShowOptions extends LookOptions {
  readonly format: string;
  readonly measure: Measure;
  readonly days: number;
  readonly quiet?: boolean | undefined;
}

/** Writes trends where and how the options say. Throws LandfallError `world` when that place cannot be written. */
export async function showTrends(world: World, trends: readonly Trend[], options: ShowOptions): Promise<void> {
  const format = TREND_FORMATS.find(({ name }) => name === options.format) ?? TREND_FORMATS[0];
  const text = format.render(trends, { ...lookOf(world, options), measure: options.measure });
  await deliver(world, text, options.output);
  if (options.output !== undefined && !options.quiet) world.say(`wrote ${options.output}`);
}

function days(text: string): number {
  if (!/^[1-9]\d{0,3}$/u.test(text)) throw new InvalidArgumentError('Expected a number of days from 1 on.');
  return Number(text);
}
