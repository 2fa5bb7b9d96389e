// `landfall status`: the report.
import { Command, Option } from '@commander-js/extra-typings';
import { STATUSES, type Status } from '../model/status.js';
import { track } from '../track.js';
import type { World } from './command.js';
import { HISTORY, type HistoryOptions, STATE_BRANCH_NAME, STATE_REPOSITORY } from './history-options.js';
import { listPatches, ORDERS } from './list-patches.js';
import { ASCII, CACHE, CONFIG, FORMAT, NO_CACHE, OFFLINE, OUTPUT, QUIET, VERBOSE, WIDTH } from './options.js';
import { deliver, formatNamed, type LookOptions, lookOf } from './output.js';
import { exitCodeOfReport } from './outcome.js';
import { recordReport } from './record.js';
import { readProjects, type RunOptions, withProgress } from './run.js';
import { statuses } from './statuses.js';
import { syncThen } from './sync-projects.js';
import { STORE } from './store-option.js';

/** Defines the command. */
export function defineStatus(world: World) {
  return new Command('status')
    .argument('[project...]', 'names of projects; all when none is named')
    .addOption(FORMAT)
    .addOption(OUTPUT)
    .option('--only <status>', `list only patches of these statuses: ${STATUSES.join(', ')}`, statuses)
    .addOption(new Option('--sort <order>', 'order of the patches').choices(ORDERS).default(ORDERS[0]))
    .addOption(VERBOSE)
    .addOption(CONFIG)
    .addOption(CACHE)
    .addOption(NO_CACHE)
    .addOption(STORE)
    .option('--sync', 'fetch the mirrors first, and ask where patches were sent what became of them')
    .addOption(OFFLINE)
    .option('--record', 'add a point to the history that `trend` shows')
    .addOption(HISTORY)
    .addOption(STATE_REPOSITORY)
    .addOption(STATE_BRANCH_NAME)
    .addOption(WIDTH)
    .addOption(ASCII)
    .addOption(QUIET)
    .addHelpText('after', EXAMPLES)
    .action((names, options) => status(world, names, options));
}

interface StatusOptions extends RunOptions, LookOptions, HistoryOptions {
  readonly format: string;
  readonly only?: readonly Status[] | undefined;
  readonly sort: (typeof ORDERS)[number];
  readonly sync?: true | undefined;
  readonly record?: true | undefined;
}

async function status(world: World, names: readonly string[], options: StatusOptions): Promise<void> {
  const projects = await readProjects(world, names, options);
  const make = () =>
    withProgress(world, { ...options, online: options.sync ?? false }, (trackOptions) => track(projects, trackOptions));
  const report = options.sync ? await syncThen(world, projects, options, make) : await make();
  const shown = listPatches(report, options.only ?? [], options.sort);
  await deliver(world, formatNamed(options.format).report(shown, lookOf(world, options)), options.output);
  if (options.output !== undefined && !options.quiet) world.say(`wrote ${options.output}`);
  if (options.record) await recordReport(world, projects, report, options);
  world.end(exitCodeOfReport(report));
}

const EXAMPLES = `
Examples:
  $ landfall status                           every project of the config
  $ landfall status gdb --verbose             one project, with the evidence
  $ landfall status --only ambiguous,partial  what a person has to look at
  $ landfall status --record                  add a point to the history
  $ landfall status --format markdown >> "$GITHUB_STEP_SUMMARY"

Exits with 0 when at least one project could be read, with 3 (or 2, when the
config is to blame) when none could.`;
