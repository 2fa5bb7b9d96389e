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

function columns(text: string): number {
  if (!/^\d{2,4}$/u.test(text) || Number(text) < 40) throw new InvalidArgumentError('Expected a number from 40 on.');
  return Number(text);
}
