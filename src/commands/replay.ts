// `landfall replay`: points for a history, read from the downstream's own past.
import { Command } from '@commander-js/extra-typings';
import type { HistoryPoint } from '../model/history-point.js';
import { replay } from '../replay.js';
import { lineOf } from '../trend/parse-history.js';
import { trendOf } from '../trend/trend-of.js';
import type { World } from './command.js';
import { HISTORY, type HistoryOptions, STATE_BRANCH_NAME, STATE_REPOSITORY, withHistories } from './history-options.js';
import { ASCII, CACHE, CONFIG, OUTPUT, QUIET, SINCE, UPSTREAM_AS_OF, VERBOSE, WIDTH } from './options.js';
import { readProject, type RunOptions, withProgress } from './run.js';
import { DAYS, MEASURE, type ShowOptions, showTrends, TREND_FORMAT } from './show-trends.js';
import { STORE } from './store-option.js';

/** Defines the command. */
export function defineReplay(world: World) {
  return new Command('replay')
    .argument('<project>', 'name of the project')
    .addOption(SINCE)
    .addOption(UPSTREAM_AS_OF)
    .option('--no-record', 'show the points, and add none to the history')
    .addOption(HISTORY)
    .addOption(STATE_REPOSITORY)
    .addOption(STATE_BRANCH_NAME)
    .addOption(TREND_FORMAT)
    .addOption(OUTPUT)
    .addOption(MEASURE)
    .addOption(DAYS)
    .addOption(VERBOSE)
    .addOption(CONFIG)
    .addOption(CACHE)
    .addOption(STORE)
    .addOption(WIDTH)
    .addOption(ASCII)
    .addOption(QUIET)
    .addHelpText('after', EXAMPLES)
    .action((name, options) => replayProject(world, name, options));
}

interface ReplayCommandOptions extends RunOptions, ShowOptions, HistoryOptions {
  readonly since?: string | undefined;
  readonly upstreamAsOf: HistoryPoint['upstreamAsOf'];
  /** False for `--no-record`. */
  readonly record: boolean;
}

async function replayProject(world: World, name: string, options: ReplayCommandOptions): Promise<void> {
  const tracked = await readProject(world, name, options);
  const { upstreamAsOf, since = null, days } = options;
  const { points, notices } = await withHistories(world, options, async (historyOf) => {
    // Opened first: minutes of work are not done for a place that is not there.
    const history = options.record ? await historyOf(tracked.project) : null;
    const replayed = await withProgress(world, options, (trackOptions) =>
      replay(tracked, { ...trackOptions, upstreamAsOf, since: new Date(since ?? 0) }),
    );
    const lines = replayed.points.map(lineOf);
    const added = await history?.append((text) => lines.filter(unlike(text)));
    if (history && !options.quiet) world.say(`${name}: ${added} of ${lines.length} points were new to ${history.name}`);
    return replayed;
  });
  const trend = trendOf(points, { project: name, upstreamAsOf, since, days }, notices);
  await showTrends(world, [trend], options);
}

/** A second replay of the same states adds nothing. */
function unlike(text: string): (line: string) => boolean {
  const known = new Set(text.split('\n'));
  return (line) => !known.has(line);
}

const EXAMPLES = `
Examples:
  $ landfall replay gdb --since 2019-08-01   each state against the upstream of its day
  $ landfall replay gdb --upstream-as-of today --no-record --format csv
  $ landfall trend gdb                       what the history holds by now

States are the commits along the first parents of a branch, and for patches in
files those that changed their folder. Every point is kept in the history.`;
