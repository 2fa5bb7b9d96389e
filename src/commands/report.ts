// `landfall report`: the report as a folder of pages that open from disk.
import { Command } from '@commander-js/extra-typings';
import type { World } from './command.js';
import { HISTORY, STATE_BRANCH_NAME, STATE_REPOSITORY } from './history-options.js';
import { CACHE, CONFIG, NO_CACHE, QUIET, UPSTREAM_AS_OF } from './options.js';
import { exitCodeOfReport } from './outcome.js';
import { readProjects } from './run.js';
import { type SiteOptions, trackIntoSite } from './site.js';
import { STORE } from './store-option.js';

/** Defines the command. */
export function defineReport(world: World) {
  return new Command('report')
    .argument('[project...]', 'names of projects; all when none is named')
    .requiredOption('--html <dir>', 'folder to write to: a new or empty one, or an earlier report')
    .addOption(HISTORY)
    .addOption(STATE_REPOSITORY)
    .addOption(STATE_BRANCH_NAME)
    .addOption(UPSTREAM_AS_OF)
    .addOption(CONFIG)
    .addOption(CACHE)
    .addOption(NO_CACHE)
    .addOption(STORE)
    .addOption(QUIET)
    .addHelpText('after', NOTES)
    .action((names, options) => report(world, names, options));
}

interface ReportOptions extends SiteOptions {
  readonly html: string;
}

async function report(world: World, names: readonly string[], options: ReportOptions): Promise<void> {
  const projects = await readProjects(world, names, options);
  const { report: found, front } = await trackIntoSite(world, projects, options.html, options);
  await world.out(`${front}\n`);
  world.end(exitCodeOfReport(found));
}

const NOTES = `
Writes index.html, a page for each project and one for each patch, with both diffs
side by side. The pages need no network and no server. What an earlier report left
in the folder is replaced; other files stay.

Examples:
  $ landfall report --html report && xdg-open report/index.html
  $ landfall report gdb --html public --history history.jsonl

Exits as status does.`;
