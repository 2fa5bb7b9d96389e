// Tracks projects and writes the pages of what is found on the way.
import { join } from 'node:path';
import { explainEach } from '../explain.js';
import type { Report } from '../model/report.js';
import type { Trend } from '../model/trend.js';
import { frontOf, patchOf, projectOf } from '../report/html/site.js';
import { type Tracked, track } from '../track.js';
import type { World } from './command.js';
import { type HistoryOptions, withHistories } from './history-options.js';
import { readTrend, type TrendOptions } from './read-trend.js';
import { type RunOptions, withProgress } from './run.js';
import { QUARTER } from './show-trends.js';
import { openSite } from './write-site.js';

/** Where histories are, and which upstream their verdicts are of. */
export type SiteOptions = RunOptions & HistoryOptions & Pick<TrendOptions, 'upstreamAsOf'>;

/** Writes the pages of all projects into a folder; returns the report and the path of the front page. Throws LandfallError. */
export async function trackIntoSite(
  world: World,
  projects: readonly Tracked[],
  dir: string,
  options: SiteOptions,
): Promise<{ readonly report: Report; readonly front: string }> {
  const trends = await readTrends(world, projects, options);
  const site = await openSite(world, dir);
  const run = { tool: { name: 'landfall', version: world.version }, generatedAt: world.now.toISOString() } as const;
  const report = await withProgress(world, options, (trackOptions) =>
    track(projects, {
      ...trackOptions,
      // A page is written as soon as its patch is explained: no more than a few are ever held.
      inDepth: async (investigation) => {
        for await (const patch of explainEach(investigation))
          await site.write(patchOf(run, investigation.report, patch));
      },
    }),
  );
  for (const project of report.projects) await site.write(projectOf(run, project, trends.get(project.name) ?? null));
  await site.write(frontOf(report, trends));
  return { report, front: await site.close() };
}

/** The folder of the pages below that of a job's other results. */
export function siteFolder(out: string): string {
  return join(out, 'report');
}

async function readTrends(
  world: World,
  projects: readonly Tracked[],
  options: SiteOptions,
): Promise<ReadonlyMap<string, Trend>> {
  const trends = new Map<string, Trend>();
  await withHistories(world, options, async (historyOf) => {
    for (const tracked of projects) {
      const trend = await readTrend(await historyOf(tracked.project), tracked.project.name, {
        ...options,
        days: QUARTER,
      });
      for (const { message, hint } of options.quiet ? [] : trend.notices) world.say(message, hint);
      trends.set(tracked.project.name, trend);
    }
  });
  return trends;
}
