// The fleet's queues: pg-boss on the store's own PostgreSQL, one queue a shard, so that upstreams stay together.
import { createHash } from 'node:crypto';
import type PgBoss from 'pg-boss';
import { type Database, type Queries, storable } from '../store/postgres/connect.js';

/** What a worker is told of a project; the rest stands in the store. */
export interface FleetJob {
  readonly project: string;
  /** When the work was planned (ISO 8601): ages and the state's key are counted from here, whoever does it and when. */
  readonly asOf: string;
}

/** A job as it was taken. */
export interface TakenJob extends FleetJob {
  readonly id: string;
  readonly shard: number;
}

/** A project that could not be done, and why. */
export interface AsideJob extends FleetJob {
  readonly id: string;
  readonly says: string;
}

/** Jobs by what is happening to them. */
export interface QueueCounts {
  readonly waiting: number;
  readonly running: number;
  readonly aside: number;
}

/** The queues of one fleet. */
export interface FleetQueue {
  /** Puts projects in; one that waits already is not put in again. */
  readonly plan: (jobs: readonly (FleetJob & { readonly shard: number })[]) => Promise<void>;
  /** Takes the next job of a shard, or null. */
  readonly take: (shard: number) => Promise<TakenJob | null>;
  /** Marks a job as done, in the caller's transaction. */
  readonly complete: (job: TakenJob, queries: Queries) => Promise<void>;
  /** Says that it failed: it comes back later, and is set aside after the last try. */
  readonly fail: (job: TakenJob, says: string) => Promise<void>;
  /** Gives a job back without counting a try, not to be taken before that time. */
  readonly putBack: (job: TakenJob, notBefore: Date) => Promise<void>;
  readonly counts: () => Promise<QueueCounts>;
  readonly listAside: () => Promise<AsideJob[]>;
  /** Plans again what was set aside. Gives their number. */
  readonly retryAside: (shardOf: (project: string) => number) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Queues a fleet's work is spread over: each is a table of its own, and 16 keep dozens of workers out of each other's way. */
export const SHARDS = 16;

/** How the queues behave; tests shorten it all. */
export interface QueueTimes {
  /** A job not done by then is given to another worker. */
  readonly expireSeconds: number;
  /** How often a job is tried again; the delay doubles each time. */
  readonly retries: number;
  readonly retrySeconds: number;
  /** How often lost jobs are looked for. */
  readonly superviseSeconds: number;
}

/**
 * The largest project measured takes two minutes cold; a first clone of a large upstream may take ten times that. The
 * fifth try again comes a quarter of an hour after the first.
 */
export const QUEUE_TIMES: QueueTimes = { expireSeconds: 1800, retries: 5, retrySeconds: 30, superviseSeconds: 30 };

/** The shard of an upstream: projects of one upstream share a mirror, so they share a shard. */
export function shardOf(upstream: string): number {
  return createHash('sha256').update(upstream).digest().readUInt32BE(0) % SHARDS;
}

/** Opens the queues of a fleet, making what is not there. */
export async function openQueue(
  database: Database,
  fleet: string,
  times: QueueTimes = QUEUE_TIMES,
): Promise<FleetQueue> {
  const { default: Boss } = await import('pg-boss');
  const boss = new Boss({
    db: database.raw,
    schema: SCHEMA,
    schedule: false,
    maintenanceIntervalSeconds: times.superviseSeconds,
  });
  // It reports what its timers could not do; the next turn of a timer does it.
  boss.on('error', () => undefined);
  await boss.start();
  const names = Array.from({ length: SHARDS }, (_, shard) => `${fleet}/${shard}`);
  const aside = `${fleet}/aside`;
  const known = new Set((await boss.getQueues()).map(({ name }) => name));
  if (!known.has(aside)) await boss.createQueue(aside, { name: aside });
  for (const name of names.filter((each) => !known.has(each))) {
    await boss.createQueue(name, {
      name,
      policy: 'short',
      retryLimit: times.retries,
      retryDelay: times.retrySeconds,
      retryBackoff: true,
      expireInSeconds: times.expireSeconds,
      deadLetter: aside,
    });
  }
  return queueOf(boss, database, names, aside);
}

const SCHEMA = 'landfall_queue';

function queueOf(boss: PgBoss, database: Database, names: readonly string[], aside: string): FleetQueue {
  const nameOf = (shard: number) => names[shard] ?? '';
  const plan: FleetQueue['plan'] = async (jobs) => {
    for (let at = 0; at < jobs.length; at += BATCH) {
      await boss.insert(
        jobs.slice(at, at + BATCH).map(({ shard, project, asOf }) => ({
          name: nameOf(shard),
          data: { project, asOf },
          singletonKey: project,
        })),
      );
    }
  };
  return {
    plan,
    take: async (shard) => {
      const [job] = await boss.fetch<FleetJob>(nameOf(shard));
      return job ? { ...job.data, id: job.id, shard } : null;
    },
    complete: (job, queries) => boss.complete(nameOf(job.shard), job.id, {}, { db: sqlOf(queries) }),
    fail: (job, says) => boss.fail(nameOf(job.shard), job.id, { says: storable(says) }),
    putBack: ({ id, shard, project, asOf }, notBefore) =>
      database.transaction(async (queries) => {
        const db = sqlOf(queries);
        await boss.complete(nameOf(shard), id, {}, { db });
        await boss.send(nameOf(shard), { project, asOf }, { singletonKey: project, startAfter: notBefore, db });
      }),
    counts: () => countJobs(database, names, aside),
    listAside: () => listAside(database, aside),
    retryAside: async (shardFor) => {
      const jobs = await listAside(database, aside);
      await plan(jobs.map(({ project, asOf }) => ({ project, asOf, shard: shardFor(project) })));
      const ids = jobs.map(({ id }) => id);
      if (ids.length > 0) await boss.deleteJob(aside, ids);
      return ids.length;
    },
    close: () => boss.stop({ graceful: false, close: false }),
  };
}

/** Jobs a statement: large enough to be quick, small enough for one message. */
const BATCH = 1000;

/** What pg-boss wants of a database, on queries of ours. */
function sqlOf({ query }: Queries): PgBoss.Db {
  return { executeSql: async (text, values) => ({ rows: await query(text, values as unknown[]) }) };
}

async function countJobs({ query }: Queries, names: readonly string[], aside: string): Promise<QueueCounts> {
  const [row] = await query<QueueCounts>(
    `select count(*) filter (where name = any($1) and state < 'active')::integer as waiting,
            count(*) filter (where name = any($1) and state = 'active')::integer as running,
            count(*) filter (where name = $2 and state = 'created')::integer as aside
     from ${SCHEMA}.job where name = any($1) or name = $2`,
    [names, aside],
  );
  return row ?? { waiting: 0, running: 0, aside: 0 };
}

async function listAside({ query }: Queries, aside: string): Promise<AsideJob[]> {
  return query<AsideJob>(
    `select id, data->>'project' as project, data->>'asOf' as "asOf",
            coalesce(output->>'says', output->'value'->>'message', '') as says
     from ${SCHEMA}.job where name = $1 and state = 'created' order by 2`,
    [aside],
  );
}
