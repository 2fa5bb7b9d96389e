// What a fleet's commands need of it: its plan, how it stands, its report, its trend, its histories.
import type { LoadedFleet } from '../config/load-fleet.js';
import { EMPTY_DELTA } from '../delta/account.js';
import { firstLine } from '../model/first-line.js';
import { FLEET_SCHEMA_VERSION, type FleetStatus } from '../model/fleet.js';
import type { Notice } from '../model/notice.js';
import { type ProjectReport, REPORT_SCHEMA_VERSION, type Report } from '../model/report.js';
import type { Trend } from '../model/trend.js';
import type { HistoryShelf } from '../store/history.js';
import type { Database } from '../store/postgres/connect.js';
import { sharedHistory } from '../store/postgres/histories.js';
import { trendOfAll } from '../trend/sum-points.js';
import { heaviestProjects, LISTED, mostCarried } from './overview.js';
import { type FleetQueue, shardOf } from './queue.js';
import * as records from './records.js';
import { listSick, readSickProjects } from './sick.js';

/** Writes down a fleet's projects and puts all of them in the queue, to be tracked as of `now`. Lifts a drain. */
export async function planFleet(
  database: Database,
  queue: FleetQueue,
  { name, projects }: LoadedFleet,
  now: Date,
): Promise<void> {
  await records.recordProjects(database, name, projects);
  await records.recordDraining(database, name, false);
  const asOf = now.toISOString();
  await queue.plan(
    projects.map(({ project }) => ({ project: project.name, asOf, shard: shardOf(project.upstream.url) })),
  );
}

/** How the fleet stands. */
export async function fleetStatus(database: Database, queue: FleetQueue, fleet: string): Promise<FleetStatus> {
  const [shards, results, counts, aside, sick, draining] = await Promise.all([
    records.readShards(database, fleet),
    records.readResults(database, fleet),
    queue.counts(),
    queue.listAside(),
    listSick(database, fleet),
    records.isDraining(database, fleet),
  ]);
  return {
    schemaVersion: FLEET_SCHEMA_VERSION,
    fleet,
    draining,
    projects: { total: shards.size, tracked: results.length },
    queue: counts,
    aside: aside.map(({ project, says }) => ({ project, says })),
    sick: sick.slice(0, LISTED).map((upstream) => ({ ...upstream, retryAt: upstream.retryAt.toISOString() })),
    heaviest: heaviestProjects(results),
    upstreams: mostCarried(results),
  };
}

/** All results as one report; a project without one is `no-data`, and says why. */
export async function fleetReport(
  database: Database,
  queue: FleetQueue,
  fleet: string,
  options: { readonly version: string; readonly now: Date },
): Promise<Report> {
  const [shards, results, aside, sick] = await Promise.all([
    records.readShards(database, fleet),
    records.readResults(database, fleet),
    queue.listAside(),
    readSickProjects(database, fleet),
  ]);
  const byName = new Map(results.map((report) => [report.name, report]));
  const failures = new Map(aside.map(({ project, says }) => [project, says]));
  const reasonFor = (name: string): Reason => {
    const [failed, fails] = [failures.get(name), sick.get(name)];
    if (failed !== undefined)
      return { message: firstLine(failed), hint: 'mend the cause and run `landfall fleet retry`' };
    return fails === undefined
      ? NOT_YET
      : { message: firstLine(fails), hint: 'mend the cause: it is asked again by itself' };
  };
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool: { name: 'landfall', version: options.version },
    generatedAt: options.now.toISOString(),
    projects: [...shards.keys()].map((name) => byName.get(name) ?? withoutResult(name, reasonFor(name))),
  };
}

const NOT_YET: Reason = { message: 'no worker has tracked it yet', hint: 'run `landfall fleet work`' };

/** How all projects of the fleet went together, from `since` (ISO 8601) on. */
export async function fleetTrend(
  database: Database,
  fleet: string,
  query: { readonly since: string | null; readonly days: number },
): Promise<Trend> {
  const names = [...(await records.readShards(database, fleet)).keys()];
  return trendOfAll(fleet, (await records.readPoints(database, fleet, names)).values(), query);
}

/** The history of one project of the fleet: a point for each plan that was worked off. */
export function projectHistory(database: Database, fleet: string, project: string): HistoryShelf {
  return sharedHistory(database, records.keyOf(fleet, project));
}

/** Why a project has no result, and what can be done. */
type Reason = Pick<Notice, 'message' | 'hint'>;

function withoutResult(name: string, reason: Reason): ProjectReport {
  return {
    name,
    title: name,
    state: 'no-data',
    upstream: null,
    downstream: [],
    delta: EMPTY_DELTA,
    patches: [],
    notices: [{ code: 'fleet.no-result', severity: 'error', ...reason }],
  };
}
