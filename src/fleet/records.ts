// What the store knows of a fleet: its projects, their newest results and their points.
import type { LoadedProject } from '../config/complete.js';
import type { Notice } from '../model/notice.js';
import type { Project } from '../model/config.js';
import type { HistoryPoint } from '../model/history-point.js';
import type { ProjectReport, Report } from '../model/report.js';
import type { TrendPoint } from '../model/trend.js';
import type { Database, Queries } from '../store/postgres/connect.js';
import { addPoint, readFigures } from '../store/postgres/histories.js';
import { keepResult } from '../store/postgres/results.js';
import { lineOf } from '../trend/parse-history.js';
import { isSameStanding, pointIn } from '../trend/point-of.js';
import { figuresOf } from '../trend/trend-of.js';
import { shardOf } from './queue.js';

/** A project as the fleet's plan left it. */
export interface FleetProject {
  readonly project: Project;
  readonly notices: readonly Notice[];
  readonly shard: number;
}

/** Writes down the projects of a fleet; those that are no longer among them go, with their results. */
export async function recordProjects(
  database: Database,
  fleet: string,
  projects: readonly LoadedProject[],
): Promise<void> {
  await database.transaction(async ({ query }) => {
    for (let at = 0; at < projects.length; at += BATCH) {
      const rows = projects.slice(at, at + BATCH).map(({ project, notices }) => ({
        project: project.name,
        upstream: project.upstream.url,
        shard: shardOf(project.upstream.url),
        config: { project, notices },
      }));
      await query(
        `insert into landfall.projects (fleet, project, upstream, shard, config)
         select $1, project, upstream, shard, config
         from json_to_recordset($2) as written (project text, upstream text, shard smallint, config json)
         on conflict (fleet, project) do update
           set upstream = excluded.upstream, shard = excluded.shard, config = excluded.config`,
        [fleet, JSON.stringify(rows)],
      );
    }
    const names = projects.map(({ project }) => project.name);
    await query(
      `with gone as (delete from landfall.projects where fleet = $1 and project <> all($2) returning project)
       delete from landfall.results using gone where results.project = $1 || '/' || gone.project`,
      [fleet, names],
    );
  });
}

/** Rows a statement: a config is some kilobytes. */
const BATCH = 500;

/** One project of the fleet, or null when it is no longer part of it. */
export async function readProject({ query }: Queries, fleet: string, project: string): Promise<FleetProject | null> {
  const [row] = await query<{ shard: number; config: Omit<FleetProject, 'shard'> }>(
    'select shard, config from landfall.projects where fleet = $1 and project = $2',
    [fleet, project],
  );
  return row ? { ...row.config, shard: row.shard } : null;
}

/** The shard of every project of the fleet. */
export async function readShards({ query }: Queries, fleet: string): Promise<ReadonlyMap<string, number>> {
  const rows = await query<{ project: string; shard: number }>(
    'select project, shard from landfall.projects where fleet = $1 order by project collate "C"',
    [fleet],
  );
  return new Map(rows.map(({ project, shard }) => [project, shard]));
}

/** All projects of the fleet, by name, as its plan left them. */
export async function readProjects({ query }: Queries, fleet: string): Promise<LoadedProject[]> {
  const rows = await query<{ config: LoadedProject }>(
    'select config from landfall.projects where fleet = $1 order by project collate "C"',
    [fleet],
  );
  return rows.map(({ config }) => config);
}

/** The figures of the histories of projects, by name; those without one are left out. */
export async function readPoints(
  queries: Queries,
  fleet: string,
  projects: readonly string[],
): Promise<ReadonlyMap<string, readonly TrendPoint[]>> {
  const found = await readFigures(
    queries,
    projects.map((project) => keyOf(fleet, project)),
  );
  return new Map([...found].map(([history, points]) => [history.slice(fleet.length + 1), points]));
}

/** What became of a job: the result, the state it is good for, when that was planned, who did it, with what. */
export interface Done {
  readonly tool: Report['tool'];
  readonly project: string;
  readonly state: string;
  readonly asOf: string;
  readonly report: ProjectReport;
  readonly by: string;
}

/**
 * Makes a result the project's newest, unless one of a later plan is there: a worker that was cut off for long may come
 * back with an old one. Older results of the project go. Each plan is one point of the project's history. To be called in a transaction.
 */
export async function recordResult(queries: Queries, fleet: string, done: Done): Promise<void> {
  // Locked: a second worker with the same job waits, and finds that the point is there.
  const [found] = await queries.query<{ asOf: Date | null }>(
    'select as_of as "asOf" from landfall.projects where fleet = $1 and project = $2 for update',
    [fleet, done.project],
  );
  const asOf = Date.parse(done.asOf);
  const before = found?.asOf?.getTime() ?? Number.NEGATIVE_INFINITY;
  if (!found || before > asOf) return;
  await queries.query('update landfall.projects set state = $3, as_of = $4 where fleet = $1 and project = $2', [
    fleet,
    done.project,
    done.state,
    done.asOf,
  ]);
  const key = keyOf(fleet, done.project);
  await keepResult(queries, key, done.state, done.report, done.by);
  const point = before < asOf ? pointIn({ tool: done.tool, generatedAt: done.asOf }, done.report) : null;
  if (point) await addPoint(queries, key, { line: lineOf(point), figures: figuresOf(point) }, isSameLine);
}

function isSameLine(a: string, b: string): boolean {
  return isSameStanding(JSON.parse(a) as HistoryPoint, JSON.parse(b) as HistoryPoint);
}

/** Two fleets may have projects of one name. */
export function keyOf(fleet: string, project: string): string {
  return `${fleet}/${project}`;
}

/** The newest results of a fleet, by name. Projects without one yet are left out. */
export async function readResults({ query }: Queries, fleet: string): Promise<ProjectReport[]> {
  const rows = await query<{ report: ProjectReport }>(
    `select results.report from landfall.projects
     join landfall.results on results.project = projects.fleet || '/' || projects.project and results.state = projects.state
     where projects.fleet = $1 order by projects.project collate "C"`,
    [fleet],
  );
  return rows.map(({ report }) => report);
}

/** Asks the workers of a fleet to end after what they have in hand, or takes that back. */
export async function recordDraining({ query }: Queries, fleet: string, draining: boolean): Promise<void> {
  await query(
    `insert into landfall.fleets (fleet, draining) values ($1, $2)
     on conflict (fleet) do update set draining = excluded.draining`,
    [fleet, draining],
  );
}

/** The names of all fleets that were ever planned. */
export async function listFleets({ query }: Queries): Promise<readonly string[]> {
  const rows = await query<{ fleet: string }>('select fleet from landfall.fleets order by fleet collate "C"');
  return rows.map(({ fleet }) => fleet);
}

/** True when workers are asked to end. */
export async function isDraining({ query }: Queries, fleet: string): Promise<boolean> {
  const [row] = await query<{ draining: boolean }>('select draining from landfall.fleets where fleet = $1', [fleet]);
  return row?.draining ?? false;
}
