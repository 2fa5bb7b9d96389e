// Addresses that could not be fetched: what they said, and until when nobody asks them.
import { type Queries, storable } from '../store/postgres/connect.js';

/** An address that could not be fetched, and until when it is left alone. */
export interface SickUpstream {
  readonly url: string;
  readonly failures: number;
  readonly retryAt: Date;
  readonly says: string;
}

/** The address among these that is to be left alone the longest, or null when all may be asked. */
export async function readSick({ query }: Queries, urls: readonly string[], now: Date): Promise<SickUpstream | null> {
  const rows = await query<SickUpstream>(
    `select url, failures, retry_at as "retryAt", says from landfall.upstreams
     where url = any($1) and retry_at > $2 order by retry_at desc limit 1`,
    [urls, now],
  );
  return rows[0] ?? null;
}

/** The addresses of a fleet's projects: of upstreams, and of downstreams that are mirrored. */
const ADDRESSES = `(
  select project, upstream as url from landfall.projects where fleet = $1
  union
  select project, entry->>'mirrorOf'
  from landfall.projects, json_array_elements(config->'project'->'downstream') as entry
  where fleet = $1) as addresses`;

/** All addresses of the fleet that failed when they were last asked. */
export async function listSick({ query }: Queries, fleet: string): Promise<SickUpstream[]> {
  return query(
    `select url, failures, retry_at as "retryAt", says from landfall.upstreams
     where url in (select url from ${ADDRESSES}) order by failures desc, url`,
    [fleet],
  );
}

/** Writes down that an address failed: it is left alone for twice as long each time, an hour at most. */
export async function recordSick({ query }: Queries, url: string, says: string, firstSeconds: number): Promise<void> {
  await query(
    `insert into landfall.upstreams as known (url, failures, retry_at, says)
     values ($1, 1, now() + $3 * interval '1 second', $2)
     on conflict (url) do update set failures = known.failures + 1, says = excluded.says,
       retry_at = now() + least($4, $3 * 2 ^ least(known.failures, 16)) * interval '1 second'`,
    [url, storable(says), firstSeconds, MOST_SECONDS],
  );
}

/** An upstream that is back is found by then. */
const MOST_SECONDS = 3600;

/** Forgets that addresses failed. */
export async function recordWell({ query }: Queries, urls: readonly string[]): Promise<void> {
  await query('delete from landfall.upstreams where url = any($1)', [urls]);
}

/** The projects of the fleet of which an address failed when it was last asked, and what it said. */
export async function readSickProjects({ query }: Queries, fleet: string): Promise<ReadonlyMap<string, string>> {
  const rows = await query<{ project: string; url: string; says: string }>(
    `select project, url, says from ${ADDRESSES} join landfall.upstreams using (url)`,
    [fleet],
  );
  return new Map(rows.map(({ project, url, says }) => [project, `${url} fails: ${says}`]));
}
