// `landfall fleet report`, `badge`, `check` and `trend`: a fleet's results, as the commands of the same names show those of projects.
import { Command, Option } from '@commander-js/extra-typings';
import { LandfallError } from '../../errors.js';
import { fleetReport, fleetTrend, projectHistory } from '../../fleet/fleet.js';
import { readProjects, readShards } from '../../fleet/records.js';
import type { Trend } from '../../model/trend.js';
import type { Database } from '../../store/postgres/connect.js';
import { METRIC, tellGrey } from '../badge.js';
import type { World } from '../command.js';
import { gateCommand } from '../gate-options.js';
import { judgeReport, tellResult } from '../judge-report.js';
import { ASCII, FORMAT, OUTPUT, QUIET, SINCE, VERBOSE, WIDTH } from '../options.js';
import { exitCodeOfReport } from '../outcome.js';
import { deliver, formatNamed, lookOf } from '../output.js';
import { readTrend } from '../read-trend.js';
import { DAYS, MEASURE, showTrends, TREND_FORMAT } from '../show-trends.js';
import { STORE } from '../store-option.js';
import { writeBadges } from '../write-badges.js';
import { withFleet } from './open.js';
import { writeFleetSite } from './site.js';

/** `landfall fleet report`. */
export function reportCommand(world: World) {
  return new Command('report')
    .description('the report of all projects of a fleet, from their newest results')
    .argument('<fleet>', 'name of the fleet')
    .addOption(FORMAT)
    .addOption(
      new Option('--html <dir>', 'write pages into this folder instead of a text').conflicts(['format', 'output']),
    )
    .addOption(OUTPUT)
    .addOption(VERBOSE)
    .addOption(WIDTH)
    .addOption(ASCII)
    .addOption(STORE)
    .action(async (name, options) => {
      const report = await withFleet(world, name, options, async (database, queue) => {
        const found = await fleetReport(database, queue, name, world);
        if (options.html !== undefined)
          await world.out(`${await writeFleetSite(world, { database, queue, name }, found, options.html)}\n`);
        return found;
      });
      if (options.html === undefined)
        await deliver(world, formatNamed(options.format).report(report, lookOf(world, options)), options.output);
      world.end(exitCodeOfReport(report));
    });
}

/** `landfall fleet badge`. */
export function badgeCommand(world: World) {
  return new Command('badge')
    .description('badge files for each project of a fleet, and for all of it')
    .argument('<fleet>', 'name of the fleet')
    .requiredOption('--out <dir>', 'folder to write to; made when it is not there')
    .addOption(METRIC)
    .addOption(STORE)
    .addOption(QUIET)
    .action(async (name, options) => {
      const report = await withFleet(world, name, options, (database, queue) =>
        fleetReport(database, queue, name, world),
      );
      const written = await writeBadges(world, report, options.metric, options.out, name);
      await world.out(`${written.join('\n')}\n`);
      if (!options.quiet) tellGrey(world, report);
      world.end(exitCodeOfReport(report));
    });
}

/** `landfall fleet check`. */
export function checkCommand(world: World) {
  return gateCommand('check')
    .description('hold all projects of a fleet against their rules')
    .argument('<fleet>', 'name of the fleet')
    .addOption(WIDTH)
    .addOption(ASCII)
    .addOption(STORE)
    .addOption(QUIET)
    .addHelpText('after', CHECK_NOTES)
    .action(async (name, options) => {
      const { report, projects } = await withFleet(world, name, options, async (database, queue) => ({
        report: await fleetReport(database, queue, name, world),
        projects: await readProjects(database, name),
      }));
      const judge = await judgeReport(world, projects, options);
      await tellResult(world, report, judge(report), options);
    });
}

const CHECK_NOTES = `
Rules are those of the project files when the fleet was planned; flags hold for
every project. A project without a result fails.

Exits with 0 when no rule is broken that fails, with 1 when one is; with 3 (or 2, when
the config is to blame) when no project has a result.`;

/** `landfall fleet trend`. */
export function trendCommand(world: World) {
  return new Command('trend')
    .description('how the delta of a fleet went, from the points that its plans left')
    .argument('<fleet>', 'name of the fleet')
    .argument('[project...]', 'projects to show each by itself; all as one when none is named')
    .addOption(TREND_FORMAT)
    .addOption(OUTPUT)
    .addOption(MEASURE)
    .addOption(DAYS)
    .addOption(SINCE)
    .addOption(VERBOSE)
    .addOption(WIDTH)
    .addOption(ASCII)
    .addOption(STORE)
    .addOption(QUIET)
    .action(async (name, projects, options) => {
      const trends = await withFleet(world, name, options, (database) => trendsOf(database, name, projects, options));
      await showTrends(world, trends, options);
    });
}

async function trendsOf(
  database: Database,
  fleet: string,
  projects: readonly string[],
  { since, days }: { readonly since?: string | undefined; readonly days: number },
): Promise<readonly Trend[]> {
  if (projects.length === 0) return [await fleetTrend(database, fleet, { since: since ?? null, days })];
  const known = await readShards(database, fleet);
  const unknown = projects.find((project) => !known.has(project));
  if (unknown !== undefined) throw new LandfallError('usage', 'fleet.no-project', `${fleet} has no project ${unknown}`);
  const query = { since, days, upstreamAsOf: 'commit-date' } as const;
  return Promise.all(projects.map((project) => readTrend(projectHistory(database, fleet, project), project, query)));
}
