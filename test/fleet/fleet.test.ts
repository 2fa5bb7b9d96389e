// A fleet on a real PostgreSQL: planned, worked on by workers that fail in every way, and each project ends with one result.
import { readdir, rename } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { loadFleet } from '../../src/config/load-fleet.js';
import { fleetReport, fleetStatus, planFleet } from '../../src/fleet/fleet.js';
import { openMirrors } from '../../src/fleet/mirrors.js';
import { type FleetQueue, openQueue } from '../../src/fleet/queue.js';
import { readShards, recordDraining, recordResult } from '../../src/fleet/records.js';
import { recordSick } from '../../src/fleet/sick.js';
import { type Told, type WorkOptions, work } from '../../src/fleet/work.js';
import { EMPTY_DELTA } from '../../src/delta/account.js';
import type { ProjectReport } from '../../src/model/report.js';
import { connect, type Database } from '../../src/store/postgres/connect.js';
import { migrate } from '../../src/store/postgres/migrate.js';
import { track } from '../../src/track.js';
import { NO_POSTGRES, POSTGRES, type PostgresServer, postgresServer } from '../support/postgres.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { tinyFleet } from './projects.js';

const NOW = new Date('2020-06-01T00:00:00Z');
/** Whole seconds are the least that pg-boss takes. No job expires but where a test is about that: a busy machine takes its time. */
const TIMES = { expireSeconds: 3600, retries: 1, retrySeconds: 1, superviseSeconds: 1 };
/** Seconds until a lost job comes back. */
const SOON = 3;
/** What waits for a server, and for jobs that come back, is not told from what hangs by a minute. */
const PATIENT = 240_000;

describe.skipIf(POSTGRES === null)(`fleet${NO_POSTGRES}`, () => {
  let server: PostgresServer;
  let database: Database;
  let queue: FleetQueue;
  let folder: string;

  beforeAll(async () => {
    server = await postgresServer();
    database = await connect(server.address, 8);
  });
  afterAll(async () => {
    await database.close();
    await server.remove();
  });
  beforeEach(async () => {
    await database.query('drop schema if exists landfall cascade');
    await database.query('drop schema if exists landfall_queue cascade');
    await migrate(database);
    folder = (await temporaryDirectory()).path;
  });

  const planned = async (count: number, upstreams: number, expireSeconds = TIMES.expireSeconds) => {
    queue = await openQueue(database, 'tiny', { ...TIMES, expireSeconds });
    onTestFinished(() => queue.close());
    const { file } = await tinyFleet(folder, count, upstreams);
    const fleet = await loadFleet({ file, cwd: folder, env: {}, cacheDir: join(folder, 'cache') });
    expect(fleet.notices).toEqual([]);
    await planFleet(database, queue, fleet, NOW);
    return fleet;
  };
  const worker = async (name: string, changes: Partial<WorkOptions> = {}) => {
    const told: Told[] = [];
    await work({
      database,
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
  };
  const results = () =>
    database.query<{ project: string; report: ProjectReport }>(
      `select substr(project, 6) as project, report from landfall.results order by 1`,
    );

  test('every project ends with one result: the one that a single machine has', async () => {
    const fleet = await planned(6, 3);
    await Promise.all([worker('one'), worker('two')]);
    const kept = await results();
    expect(kept.map(({ project }) => project)).toEqual(fleet.projects.map(({ project }) => project.name));
    const mirrors = openMirrors(join(folder, 'one'), Number.POSITIVE_INFINITY);
    for (const { project, notices } of fleet.projects) {
      const alone = await mirrors.use(project, NOW, new AbortController().signal, (placed) =>
        track([{ project: placed, notices }], { now: NOW, version: '0.0.0', cores: 1 }),
      );
      expect(kept.find((row) => row.project === project.name)?.report).toEqual(alone.projects[0]);
    }
    expect(kept.some(({ report }) => report.patches.some(({ status }) => status === 'landed'))).toBe(true);
  });

  test('planning again what has not moved gives no new work', async () => {
    const fleet = await planned(3, 1);
    await worker('one');
    await planFleet(database, queue, fleet, NOW);
    await planFleet(database, queue, fleet, NOW);
    expect((await queue.counts()).waiting).toBe(3);
    expect((await worker('one')).map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  test('what one host has done is known on another, though its mirrors lie elsewhere', async () => {
    const fleet = await planned(3, 2);
    await worker('one');
    await planFleet(database, queue, fleet, NOW);
    expect((await worker('two')).map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    const [first] = await results();
    expect(first?.report.downstream[0]?.repository).toBe(`file://${folder}/up-0.git`);
  });

  test('a downstream of another address is fetched as well, within the same bound, and its failure is told', async () => {
    const fleet = await planned(2, 2);
    const [one, two] = fleet.projects.map(({ project }) => project);
    if (!one || !two) throw new Error('two projects were planned');
    const mixed = { ...one, downstream: two.downstream };
    const mirrors = openMirrors(join(folder, 'mixed'), Number.POSITIVE_INFINITY);
    const { signal } = new AbortController();
    const placed = await mirrors.use(mixed, NOW, signal, (project) => Promise.resolve(project));
    const there = await readdir(join(folder, 'mixed'), { recursive: true });
    expect(there.filter((name) => name.endsWith('.git')).toSorted()).toEqual(
      [placed.upstream.repository, placed.downstream[0]?.repository ?? '']
        .map((place) => relative(join(folder, 'mixed'), place))
        .toSorted(),
    );
    await rename(join(folder, 'up-1.git'), join(folder, 'gone.git'));
    const told: string[] = [];
    const used = mirrors.use(
      mixed,
      new Date(),
      signal,
      () => Promise.resolve(),
      async (url) => void told.push(url),
    );
    await expect(used).rejects.toThrow(/up-1/u);
    expect(told).toEqual([mixed.downstream[0]?.mirrorOf]);
    // Another fleet's failures are not told of.
    const elsewhere = mixed.downstream[0]?.mirrorOf ?? '';
    await planFleet(database, queue, { ...fleet, projects: [{ project: mixed, notices: [] }] }, NOW);
    for (const url of [elsewhere, 'https://example.org/other.git'])
      await recordSick(database, url, 'gone \0 \ud83d', 1);
    expect((await fleetStatus(database, queue, 'tiny')).sick.map(({ url }) => url)).toEqual([elsewhere]);
  });

  test(
    'a project that fails at every try is set aside with its error, and done when planned again',
    async () => {
      await planned(3, 3);
      await rename(join(folder, 'up-1.git'), join(folder, 'gone.git'));
      await worker('one', { sickSeconds: 0.001 });
      const status = await fleetStatus(database, queue, 'tiny');
      expect(status.projects).toEqual({ total: 3, tracked: 2 });
      expect(status.aside).toEqual([{ project: 'pkg-0001', says: expect.stringContaining('up-1.git') }]);
      expect(status.sick).toMatchObject([{ failures: 2 }]);
      const report = await fleetReport(database, queue, 'tiny', { version: '0.0.0', now: NOW });
      expect(report.projects.map(({ name, state }) => [name, state])).toEqual([
        ['pkg-0000', 'tracked'],
        ['pkg-0001', 'no-data'],
        ['pkg-0002', 'tracked'],
      ]);

      await rename(join(folder, 'gone.git'), join(folder, 'up-1.git'));
      const shards = await readShards(database, 'tiny');
      await database.query('update landfall.upstreams set retry_at = now()');
      expect(await queue.retryAside((project) => shards.get(project) ?? 0)).toBe(1);
      await worker('one');
      expect(await fleetStatus(database, queue, 'tiny')).toMatchObject({
        projects: { tracked: 3 },
        aside: [],
        sick: [],
      });
    },
    PATIENT,
  );

  test('while an upstream is sick its projects wait, and the others are done', async () => {
    await planned(8, 2);
    await rename(join(folder, 'up-0.git'), join(folder, 'gone.git'));
    const stop = new AbortController();
    const told: Told[] = [];
    const done = () => told.filter(({ kind }) => kind === 'done').length;
    await worker('one', {
      sickSeconds: 3600,
      untilEmpty: false,
      signal: stop.signal,
      tell: (what) => {
        told.push(what);
        if (done() === 4) stop.abort();
      },
    });
    expect(done()).toBe(4);
    expect(told.filter(({ kind }) => kind === 'failed').length).toBeLessThanOrEqual(1);
  });

  test('a worker that is stopped gives back what it has in hand', async () => {
    await planned(4, 1);
    const stop = new AbortController();
    await worker('one', { untilEmpty: false, signal: stop.signal, concurrency: 1, tell: () => stop.abort() });
    expect(await queue.counts()).toEqual({ waiting: 3, running: 0, aside: 0 });
  });

  test('a drained fleet ends its workers, and work goes on when that is taken back', async () => {
    await planned(2, 1);
    await recordDraining(database, 'tiny', true);
    expect(await worker('one', { untilEmpty: false })).toEqual([]);
    await recordDraining(database, 'tiny', false);
    expect(await worker('one')).toHaveLength(2);
  });

  test(
    'a job whose worker is gone is given to another; the first one, back with an old result, changes nothing',
    async () => {
      const fleet = await planned(1, 1, SOON);
      const lost = await takeAny(queue);
      await worker('two');
      const [kept] = await results();
      const later = new Date(NOW.getTime() + 1000);
      await planFleet(database, queue, fleet, later);
      await worker('two');
      await database.transaction(async (queries) => {
        await recordResult(queries, 'tiny', {
          ...lost,
          state: 'old',
          report: STALE,
          by: 'one',
          tool: { name: 'landfall', version: '0.0.0' },
        });
        await queue.complete(lost, queries);
      });
      expect(await results()).toEqual([{ ...kept, report: kept?.report }]);
    },
    PATIENT,
  );

  test(
    'the server may restart in the middle',
    async () => {
      const fleet = await planned(6, 2, SOON);
      const restarts: Promise<void>[] = [];
      await worker('one', { tell: () => restarts.length === 0 && restarts.push(server.restart()) });
      await Promise.all(restarts);
      expect(restarts).toHaveLength(1);
      expect((await results()).map(({ project }) => project)).toEqual(
        fleet.projects.map(({ project }) => project.name),
      );
    },
    PATIENT,
  );

  test('mirrors beyond the bound go, the longest unused first', async () => {
    const fleet = await planned(3, 3);
    const mirrors = openMirrors(join(folder, 'small'), 1);
    const { signal } = new AbortController();
    for (const { project } of fleet.projects) await mirrors.use(project, NOW, signal, () => Promise.resolve());
    const left = (await readdir(join(folder, 'small'), { recursive: true })).filter((name) => name.endsWith('.git'));
    expect(left).toHaveLength(1);
    const last = fleet.projects[2]?.project;
    if (!last) throw new Error('three projects were planned');
    // The last one is still there and still of use.
    const placed = await mirrors.use(last, new Date(0), signal, (project) => Promise.resolve(project));
    expect(placed.upstream.repository).toBe(join(folder, 'small', left[0] ?? ''));
  });
});

async function takeAny(queue: FleetQueue) {
  for (let shard = 0; ; shard++) {
    const job = await queue.take(shard % 16);
    if (job) return job;
  }
}

const STALE: ProjectReport = {
  name: 'pkg-0000',
  title: 'pkg-0000',
  state: 'tracked',
  upstream: null,
  downstream: [],
  delta: EMPTY_DELTA,
  patches: [],
  notices: [],
};
