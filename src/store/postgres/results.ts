// Results in PostgreSQL: the newest of each project, whoever makes it first.
import type { ProjectReport } from '../../model/report.js';
import type { ResultShelf } from '../result-cache.js';
import type { Queries } from './connect.js';

/** The result of a project in a state, or null. */
export async function readResult({ query }: Queries, project: string, state: string): Promise<ProjectReport | null> {
  const rows = await query<{ report: ProjectReport }>(
    'select report from landfall.results where project = $1 and state = $2',
    [project, state],
  );
  return rows[0]?.report ?? null;
}

/** Keeps a result, and lets go of those of other states. One of the same state that is there already stays: the two are equal. */
export async function keepResult(
  { query }: Queries,
  project: string,
  state: string,
  report: ProjectReport,
  by: string,
): Promise<void> {
  await query(
    `insert into landfall.results (project, state, report, made_by) values ($1, $2, $3, $4) on conflict do nothing`,
    [project, state, JSON.stringify(report), by],
  );
  await query('delete from landfall.results where project = $1 and state <> $2', [project, state]);
}

/** The results of single runs as a shelf that many machines share; `by` says who they are of. */
export function sharedResults(database: Queries, by: string): ResultShelf {
  return {
    read: (name, key) => readResult(database, name, key),
    write: (name, key, report) => keepResult(database, name, key, report, by),
  };
}
