// The options of the commands that look at the next rebase, and how they deliver.
import { Command, Option } from '@commander-js/extra-typings';
import { SHEET_FORMATS } from '../report/sheet/index.js';
import type { Laid } from '../report/sheet/sheet.js';
import type { World } from './command.js';
import { ASCII, CACHE, CONFIG, NO_CACHE, OUTPUT, QUIET, VERBOSE, WIDTH } from './options.js';
import { deliver, type LookOptions, lookOf } from './output.js';

/** Formats of a laid-out result, the first by default. */
const SHEET_FORMAT = new Option(
  '-f, --format <name>',
  SHEET_FORMATS.map(({ name, says }) => `${name}: ${says}`).join('; '),
)
  .choices(SHEET_FORMATS.map(({ name }) => name))
  .default(SHEET_FORMATS[0].name);

/** What to rebase onto. */
export const ONTO = new Option(
  '--onto <rev>',
  "upstream branch, tag or commit to rebase onto (default: upstream's branch)",
);

/** Which stack. */
export const BRANCH = new Option('--branch <name>', 'only this branch or patch folder of the project (default: all)');

/** A command about one project whose result is laid out: with what all of these take. */
export function sheetCommand(name: string) {
  return new Command(name)
    .argument('<project>', 'name of the project')
    .addOption(SHEET_FORMAT)
    .addOption(OUTPUT)
    .addOption(VERBOSE)
    .addOption(CONFIG)
    .addOption(CACHE)
    .addOption(NO_CACHE)
    .addOption(WIDTH)
    .addOption(ASCII)
    .addOption(QUIET);
}

export interface SheetOptions extends LookOptions {
  readonly format: string;
}

/** Writes a laid-out result where it is wanted. Throws LandfallError `world`. */
export function deliverSheet(world: World, laid: Laid, options: SheetOptions): Promise<void> {
  const format = SHEET_FORMATS.find(({ name }) => name === options.format) ?? SHEET_FORMATS[0];
  return deliver(world, format.render(laid, lookOf(world, options)), options.output);
}
