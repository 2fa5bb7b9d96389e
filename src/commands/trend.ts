// `landfall trend`: how the delta of projects went, from their histories.
import { Command } from '@commander-js/extra-typings';
import type { World } from './command.js';
import { HISTORY, STATE_BRANCH_NAME, STATE_REPOSITORY, withHistories } from './history-options.js';
import { ASCII, CACHE, CONFIG, OUTPUT, QUIET, SINCE, UPSTREAM_AS_OF, VERBOSE, WIDTH } from './options.js';
import { readTrend, type TrendOptions } from './read-trend.js';
import { readProjects, type RunOptions } from './run.js';
import { DAYS, MEASURE, type ShowOptions, showTrends, TREND_FORMAT } from './show-trends.js';
import { STORE } from './store-option.js';

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
    .addOption(STORE)
    .addOption(WIDTH)
    .addOption(ASCII)
    .addOption(QUIET)
    .addHelpText('after', EXAMPLES)
    .action((names, options) => trend(world, names, options));
}

interface TrendCommandOptions extends RunOptions, ShowOptions, TrendOptions {
  readonly days: number;
}

async function trend(world: World, names: readonly string[], options: TrendCommandOptions): Promise<void> {
  const projects = await readProjects(world, names, options);
  const trends = await withHistories(world, options, async (historyOf) => {
    const read = [];
    for (const { project } of projects) read.push(await readTrend(await historyOf(project), project.name, options));
    return read;
  });
  await showTrends(world, trends, options);
}

const EXAMPLES = `
Examples:
  $ landfall status --record                     add today's point to the history
  $ landfall trend gdb                           chart, pace, and who dropped what
  $ landfall trend gdb --measure lines --since 2026-01-01
  $ landfall trend --format svg -o burn-down.svg

Exits with 0 also where there is no history yet.`;
