// Writes the pages of a fleet: those of its projects, some at a time, then those that lead to them.
import { fleetStatus, fleetTrend } from '../../fleet/fleet.js';
import type { FleetQueue } from '../../fleet/queue.js';
import { readPoints } from '../../fleet/records.js';
import type { Report } from '../../model/report.js';
import { fleetPagesOf, projectOf } from '../../report/html/site.js';
import type { Database } from '../../store/postgres/connect.js';
import { trendOfAll } from '../../trend/sum-points.js';
import type { World } from '../command.js';
import { QUARTER } from '../show-trends.js';
import { openSite } from '../write-site.js';

/** Where a fleet is. */
export interface OpenedFleet {
  readonly database: Database;
  readonly queue: FleetQueue;
  readonly name: string;
}

/** Projects whose points are held at a time. */
const AT_ONCE = 500;
const LOOKED_BACK = { since: null, days: QUARTER };

/** Writes them into a folder; returns the path of the front page. Throws LandfallError when it cannot be written. */
export async function writeFleetSite(
  world: World,
  { database, queue, name }: OpenedFleet,
  report: Report,
  dir: string,
): Promise<string> {
  const site = await openSite(world, dir);
  // Not the whole report: a page takes of it what it is given.
  const run = { tool: report.tool, generatedAt: report.generatedAt };
  for (let at = 0; at < report.projects.length; at += AT_ONCE) {
    const projects = report.projects.slice(at, at + AT_ONCE);
    const points = await readPoints(
      database,
      name,
      projects.map((project) => project.name),
    );
    for (const project of projects) {
      const own = points.get(project.name);
      const trend = own ? trendOfAll(project.name, [own], LOOKED_BACK) : null;
      await site.write(projectOf(run, project, trend, 'rows'));
    }
  }
  const [status, trend] = await Promise.all([
    fleetStatus(database, queue, name),
    fleetTrend(database, name, LOOKED_BACK),
  ]);
  for (const page of fleetPagesOf(report, status, trend)) await site.write(page);
  return site.close();
}
