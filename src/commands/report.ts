// `landfall report`: the report as a folder of pages that open from disk.
import { Command } from '@commander-js/extra-typings';
import { explainEach } from '../explain.js';
import type { Trend } from '../model/trend.js';
import { frontOf, patchOf, projectOf } from '../report/html/site.js';
import { type Tracked, track } from '../track.js';
import type { World } from './command.js';
import { HISTORY, type HistoryOptions, STATE_BRANCH_NAME, STATE_REPOSITORY } from './history-options.js';
import { CACHE, CONFIG, NO_CACHE, QUIET, UPSTREAM_AS_OF } from './options.js';
import { exitCodeOfReport } from './outcome.js';
import { readTrend, type TrendOptions } from './read-trend.js';
import { readProjects, type RunOptions, withProgress } from './run.js';
import { QUARTER } from './show-trends.js';
import { openSite } from './write-site.js';

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
    .addOption(QUIET)
    .addHelpText('after', NOTES)
    .action((names, options) => report(world, names, options));
}

interface ReportOptions extends RunOptions, HistoryOptions, Pick<TrendOptions, 'upstreamAsOf'> {
  readonly html: string;
}

async function report(world: World, names: readonly string[], options: ReportOptions): Promise<void> {
  const projects = await readProjects(world, names, options);
  const trends = await readTrends(world, projects, options);
  const site = await openSite(world, options.html);
  const run = { tool: { name: 'landfall', version: world.version }, generatedAt: world.now.toISOString() } as const;
  const found = await withProgress(world, options, (trackOptions) =>
    track(projects, {
      ...trackOptions,
      // A page is written as soon as its patch is explained: no more than a few are ever held.
      inDepth: async (investigation) => {
        for await (const patch of explainEach(investigation))
          await site.write(patchOf(run, investigation.report, patch));
      },
    }),
  );
  for (const project of found.projects) await site.write(projectOf(run, project, trends.get(project.name) ?? null));
  await site.write(frontOf(found, trends));
  await world.out(`${await site.close()}\n`);
  world.end(exitCodeOfReport(found));
}

async function readTrends(
  world: World,
  projects: readonly Tracked[],
  options: ReportOptions,
): Promise<ReadonlyMap<string, Trend>> {
  const trends = new Map<string, Trend>();
  for (const tracked of projects) {
    const trend = await readTrend(world, tracked, { ...options, days: QUARTER });
    for (const { message, hint } of options.quiet ? [] : trend.notices) world.say(message, hint);
    trends.set(tracked.project.name, trend);
  }
  return trends;
}

const NOTES = `
Writes index.html, a page for each project and one for each patch, with both diffs
side by side. The pages need no network and no server. What an earlier report left
in the folder is replaced; other files stay.

Examples:
  $ landfall report --html report && xdg-open report/index.html
  $ landfall report gdb --html public --history history.jsonl

Exits as status does.`;
