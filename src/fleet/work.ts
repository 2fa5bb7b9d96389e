// A worker: takes jobs of a fleet until it is stopped, several at a time, and leaves one result a project.
import { LandfallError, messageOf } from '../errors.js';
import { openProject } from '../gather/open-project.js';
import type { Project } from '../model/config.js';
import type { ProjectReport } from '../model/report.js';
import { stateKey } from '../store/state-key.js';
import { sharedCommits } from '../store/postgres/facts.js';
import { readResult } from '../store/postgres/results.js';
import type { Database } from '../store/postgres/connect.js';
import { mirrorsOf } from '../sync/mirrors-of.js';
import { type Tracked, track } from '../track.js';
import { anywhere } from './anywhere.js';
import type { Mirrors } from './mirrors.js';
import { type FleetQueue, SHARDS, shardOf, type TakenJob } from './queue.js';
import * as records from './records.js';
import { readSick, recordSick, recordWell } from './sick.js';

/** What a worker needs of the world. */
export interface WorkOptions {
  readonly database: Database;
  readonly queue: FleetQueue;
  readonly mirrors: Mirrors;
  readonly fleet: string;
  /** Who it is, for the tables. */
  readonly by: string;
  readonly version: string;
  readonly cores: number;
  /** Jobs at a time. */
  readonly concurrency: number;
  /** Ends when nothing waits and nothing runs anywhere. */
  readonly untilEmpty: boolean;
  /** A job that takes longer is given up; shorter than the queue's own expiry. */
  readonly mostSeconds: number;
  readonly pollSeconds: number;
  /** How long an upstream is left alone after its first failure. */
  readonly sickSeconds: number;
  /** Stops taking; what runs is given back to the queue. */
  readonly signal: AbortSignal;
  readonly tell: (what: Told) => void;
}

/** One thing a worker did. */
export interface Told {
  readonly project: string;
  readonly kind: 'done' | 'unchanged' | 'failed' | 'put back' | 'note';
  readonly says: string;
}

/** Works until the signal comes, the fleet is drained or, where asked for, nothing is left to do. Throws LandfallError when the store stays away. */
export async function work(options: WorkOptions): Promise<void> {
  await Promise.all(Array.from({ length: options.concurrency }, () => workOne(options)));
}

async function workOne(options: WorkOptions): Promise<void> {
  const patience = patienceWith(options);
  while (!options.signal.aborted) {
    try {
      if (await records.isDraining(options.database, options.fleet)) return;
      const job = await takeNext(options);
      if (job) await doJob(job, options);
      else if (options.untilEmpty && (await isDone(options.queue))) return;
      else await pause(options.pollSeconds, options.signal);
      patience.renew();
    } catch (error) {
      // The store went away in the middle. What was taken expires and comes back; the worker waits for the store.
      if (!(error instanceof LandfallError)) throw error;
      await patience.wait(error);
    }
  }
}

/** Seconds without a store after which a worker ends: longer than a server takes to restart, and to read its log again. */
const STORE_SECONDS = 120;
/** Polls between two tries at the most: a store that is back is noticed soon. */
const MOST_POLLS = 5;

/** Waits for a store that is away, longer each time, and throws its failure when that lasts. */
function patienceWith({ pollSeconds, signal }: WorkOptions) {
  let [failures, since] = [0, 0];
  return {
    renew: () => void (failures = 0),
    wait: async (error: LandfallError) => {
      if (failures === 0) since = Date.now();
      failures += 1;
      if (Date.now() - since > STORE_SECONDS * 1000) throw error;
      await pause(pollSeconds * Math.min(failures, MOST_POLLS), signal);
    },
  };
}

async function isDone(queue: FleetQueue): Promise<boolean> {
  const { waiting, running } = await queue.counts();
  return waiting + running === 0;
}

/** Shards whose mirrors are here first; the rest from a place of the worker's own, so that workers spread. */
async function takeNext({ mirrors, queue, by }: WorkOptions): Promise<TakenJob | null> {
  const here = await mirrors.shards();
  const start = shardOf(by);
  const all = Array.from({ length: SHARDS }, (_, at) => (start + at) % SHARDS);
  for (const shard of [...all.filter((at) => here.has(at)), ...all.filter((at) => !here.has(at))]) {
    const job = await queue.take(shard);
    if (job) return job;
  }
  return null;
}

async function doJob(job: TakenJob, options: WorkOptions): Promise<void> {
  const { database, fleet, queue, mirrors } = options;
  const told = (kind: Told['kind'], says: string) => options.tell({ project: job.project, kind, says });
  const found = await records.readProject(database, fleet, job.project);
  if (!found) {
    await database.transaction((queries) => queue.complete(job, queries));
    return told('done', 'it is no longer part of the fleet');
  }
  const sick = await readSick(database, urlsOf(found.project), new Date());
  // An address that hangs takes one job of a worker, not all of them; one that failed lately takes none. Asked last, as
  // nothing may come between this look and the fetch.
  if (mirrors.isFetching(found.project)) return queue.putBack(job, new Date(Date.now() + options.pollSeconds * 1000));
  if (sick) {
    await queue.putBack(job, sick.retryAt);
    return told('put back', `${sick.url} fails: ${sick.says}`);
  }
  try {
    told(await trackJob(job, found, options), '');
  } catch (error) {
    if (isStoreFailure(error)) throw error;
    if (options.signal.aborted) {
      await queue.putBack(job, new Date());
      return told('put back', 'the worker stops');
    }
    await queue.fail(job, messageOf(error));
    told('failed', messageOf(error));
  }
}

/** What has to be fetched for a project. */
function urlsOf(project: Project): readonly string[] {
  return mirrorsOf(project).map(({ url }) => url);
}

/** The store is away; what it refuses is the project's own failure. */
function isStoreFailure(error: unknown): boolean {
  return error instanceof LandfallError && error.code === 'store.failed';
}

async function trackJob(
  job: TakenJob,
  planned: records.FleetProject,
  options: WorkOptions,
): Promise<'done' | 'unchanged'> {
  const { database, fleet, queue, mirrors } = options;
  const asOf = new Date(job.asOf);
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.mostSeconds * 1000)]);
  const unfetched = async (url: string, error: unknown) => {
    if (!options.signal.aborted) await recordSick(database, url, messageOf(error), options.sickSeconds);
  };
  const trackHere = async (project: Project) => {
    await recordWell(database, urlsOf(project));
    const opened = await openProject(project);
    const state = stateKey(anywhere(opened), options.version, asOf);
    const known = await readResult(database, records.keyOf(fleet, job.project), state);
    const tool = { name: 'landfall', version: options.version } as const;
    const report = known ?? (await trackOne({ project, notices: planned.notices }, asOf, signal, options));
    await database.transaction(async (queries) => {
      await records.recordResult(queries, fleet, { ...job, state, report, by: options.by, tool });
      await queue.complete(job, queries);
    });
    return known ? 'unchanged' : 'done';
  };
  return mirrors.use(planned.project, asOf, signal, trackHere, unfetched);
}

/** Throws LandfallError when there is no data: the next try may have it, and the last one sets the project aside with the reason. */
async function trackOne(
  tracked: Tracked,
  asOf: Date,
  signal: AbortSignal,
  { database, version, cores, concurrency, tell }: WorkOptions,
): Promise<ProjectReport> {
  const project = tracked.project.name;
  const shared = Math.max(1, Math.floor(cores / concurrency));
  const known = () => Promise.resolve(sharedCommits(database, (says) => tell({ project, kind: 'note', says })));
  const { projects } = await track([tracked], { now: asOf, version, cores: shared, signal, known });
  const [report] = projects;
  if (report?.state === 'tracked') return report;
  const notice = report?.notices.find(({ severity }) => severity === 'error');
  throw new LandfallError('world', notice?.code ?? 'fleet.no-data', notice?.message ?? 'it gave no data', notice?.hint);
}

async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000);
    signal.addEventListener('abort', done);
  });
}
