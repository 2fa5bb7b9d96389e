// The options that several commands have.
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { FORMATS } from '../report/index.js';

/** Where the config is. */
export const CONFIG = new Option(
  '--config <path>',
  'config file or folder (default: $LANDFALL_CONFIG, else the nearest landfall.yaml or config/ folder upwards)',
);

/** Where Landfall keeps what it makes for itself. */
export const CACHE = new Option(
  '--cache <dir>',
  'folder for mirrors and stored results (default: $LANDFALL_CACHE, else ~/.cache/landfall)',
);

/** Reads everything anew; stands beside CACHE. */
export const NO_CACHE = new Option('--no-cache', 'neither read nor keep stored results');

/** No progress, no notes. */
export const QUIET = new Option('-q, --quiet', 'say nothing on standard error but errors');

/** For scripts that must be sure; stands beside `--sync`, which it forbids. */
export const OFFLINE = new Option(
  '--offline',
  'use no network: what is on this machine, and answers kept by `landfall sync`, are all there is (the default)',
).conflicts('sync');

/** More of everything. */
export const VERBOSE = new Option('-v, --verbose', 'show evidence, tables and whole groups');

/** Where the result goes. */
export const OUTPUT = new Option('-o, --output <file>', 'write to a file instead of standard output');

/** The formats of the registry, the first by default. */
export const FORMAT = new Option('-f, --format <name>', FORMATS.map(({ name, says }) => `${name}: ${says}`).join('; '))
  .choices(FORMATS.map(({ name }) => name))
  .default(FORMATS[0].name);

/** Columns, whatever the terminal has. */
export const WIDTH = new Option('--width <columns>', "columns to use (default: the terminal's, else 80)").argParser(
  columns,
);

/** For terminals and fonts without more. */
export const ASCII = new Option('--ascii', 'print nothing but ASCII');

/** Where to begin in time. */
export const SINCE = new Option('--since <date>', 'leave out what is older, such as 2026-01-31').argParser(date);

/** Which upstream a state of the past is compared with. */
export const UPSTREAM_AS_OF = new Option('--upstream-as-of <time>', 'compare with upstream as it was then, or is now')
  .choices(['commit-date', 'today'] as const)
  .default('commit-date' as const);

function date(text: string): string {
  const time = /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/u.test(text) ? new Date(text) : null;
  if (time === null || Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('Expected a day, such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z.');
  return time.toISOString();
}

function columns(text: string): number {
  if (!/^\d{2,4}$/u.test(text) || Number(text) < 40) throw new InvalidArgumentError('Expected a number from 40 on.');
  return Number(text);
}
