// A fleet of tiny projects on a PostgreSQL of the tests' own, and workers that run in the process of the test.
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished } from 'vitest';
import { type LoadedFleet, loadFleet } from '../../src/config/load-fleet.js';
import { planFleet } from '../../src/fleet/fleet.js';
import { openMirrors } from '../../src/fleet/mirrors.js';
import { type FleetQueue, openQueue } from '../../src/fleet/queue.js';
import { type Told, type WorkOptions, work } from '../../src/fleet/work.js';
import type { ProjectReport } from '../../src/model/report.js';
import { migrate } from '../../src/store/postgres/migrate.js';
import { forgetAll, type OpenedPostgres, openedPostgres } from '../support/postgres.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { tinyFleet } from './projects.js';

export const NOW = new Date('2020-06-01T00:00:00Z');
/** Whole seconds are the least that pg-boss takes. No job expires but where a test is about that: a busy machine takes its time. */
const TIMES = { expireSeconds: 3600, retries: 1, retrySeconds: 1, superviseSeconds: 1 };
/** Seconds until a lost job comes back. */
export const SOON = 3;
/** What waits for a server, and for jobs that come back, is not told from what hangs by a minute. */
export const PATIENT = 240_000;

/** The fleet `tiny`; database and folder are empty before each test. */
export interface TinyWorkers extends OpenedPostgres {
  /** Where upstreams and mirrors lie. */
  readonly folder: string;
  /** There once the fleet is planned. */
  readonly queue: FleetQueue;
  readonly planned: (count: number, upstreams: number, expireSeconds?: number) => Promise<LoadedFleet>;
  /** Works until nothing is left, unless the changes say otherwise, and gives what it told. */
  readonly worker: (name: string, changes?: Partial<WorkOptions>) => Promise<readonly Told[]>;
  readonly results: () => Promise<readonly { readonly project: string; readonly report: ProjectReport }[]>;
}

/** To be called in the block of the tests. */
export function tinyWorkers(): TinyWorkers {
  const opened = openedPostgres(8);
  let folder: string;
  let queue: FleetQueue;
  beforeEach(async () => {
    await forgetAll(opened.database);
    await migrate(opened.database);
    folder = (await temporaryDirectory()).path;
  });
  return {
    get server() {
      return opened.server;
    },
    get database() {
      return opened.database;
    },
    get folder() {
      return folder;
    },
    get queue() {
      return queue;
    },
    planned: async (count, upstreams, expireSeconds = TIMES.expireSeconds) => {
      queue = await openQueue(opened.database, 'tiny', { ...TIMES, expireSeconds });
      onTestFinished(() => queue.close());
      const { file } = await tinyFleet(folder, count, upstreams);
      const fleet = await loadFleet({ file, cwd: folder, env: {}, cacheDir: join(folder, 'cache') });
      expect(fleet.notices).toEqual([]);
      await planFleet(opened.database, queue, fleet, NOW);
      return fleet;
    },
    worker: async (name, changes = {}) => {
      const told: Told[] = [];
      await work({
        database: opened.database,
        queue,
        mirrors: openMirrors(join(folder, name), Number.POSITIVE_INFINITY),
        fleet: 'tiny',
        by: name,
        version: '0.0.0',
        cores: 2,
        concurrency: 2,
        untilEmpty: true,
        mostSeconds: 60,
        pollSeconds: 0.05,
        sickSeconds: 0.1,
        signal: new AbortController().signal,
        tell: (what) => told.push(what),
        ...changes,
      });
      return told;
    },
    results: () =>
      opened.database.query(`select substr(project, 6) as project, report from landfall.results order by 1`),
  };
}
