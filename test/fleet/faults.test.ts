// Workers killed at random moments and a server that restarts in the middle: each project still ends with exactly one result.
// Minutes of work, so only `npm run test:fleet` does it.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chance } from '../../src/bench/history/chance.js';
import { loadFleet } from '../../src/config/load-fleet.js';
import { fleetStatus, planFleet } from '../../src/fleet/fleet.js';
import { openQueue, QUEUE_TIMES } from '../../src/fleet/queue.js';
import { connect, type Database } from '../../src/store/postgres/connect.js';
import { migrate } from '../../src/store/postgres/migrate.js';
import { withMirrorsAt } from '../../src/sync/mirrors-of.js';
import { track } from '../../src/track.js';
import { NO_POSTGRES, POSTGRES, type PostgresServer, postgresServer } from '../support/postgres.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { tinyFleet } from './projects.js';

/** `npm run test:fleet` sets it. */
const PROJECTS = Number(process.env['LANDFALL_FLEET_PROJECTS'] ?? 0);
const NOT_ASKED = PROJECTS === 0 ? ' (skipped: `npm run test:fleet` runs it)' : '';
const CLI = fileURLToPath(new URL('../../dist/bundle/cli.js', import.meta.url));
/** Seconds until a job of a killed worker is given to another. */
const EXPIRE = 6;
const WORKERS = 2;
const SEED = 7;
/** Milliseconds between two kills, by chance; enough for a worker to start and to do something. */
const LEAST = 1500;
const MOST = 4000;

describe.skipIf(POSTGRES === null || PROJECTS === 0)(`faults${NO_POSTGRES || NOT_ASKED}`, () => {
  let server: PostgresServer;
  let database: Database;
  beforeAll(async () => {
    server = await postgresServer();
    database = await connect(server.address);
    await migrate(database);
  });
  afterAll(async () => {
    await database.close();
    await server.remove();
  });

  test(
    `${PROJECTS} projects survive killed workers and a server that restarts`,
    async () => {
      const folder = (await temporaryDirectory()).path;
      const { file } = await tinyFleet(folder, PROJECTS, Math.ceil(PROJECTS / 10));
      const fleet = await loadFleet({ file, cwd: folder, env: {}, cacheDir: join(folder, 'cache') });
      const queue = await openQueue(database, 'tiny', { ...QUEUE_TIMES, expireSeconds: EXPIRE, retrySeconds: 1 });
      const now = new Date('2020-06-01T00:00:00Z');
      await planFleet(database, queue, fleet, now);

      const start = (place: number) => startWorker(server.address, join(folder, `worker-${place}`));
      const workers = Array.from({ length: WORKERS }, (_, place) => start(place));
      const left = async () => {
        const { waiting, running } = await queue.counts();
        return waiting + running;
      };
      const luck = chance(SEED);
      for (let kills = 0; (await left()) > PROJECTS / 2; kills++) {
        await sleep(LEAST + luck.below(MOST - LEAST));
        const place = luck.below(WORKERS);
        workers[place]?.kill('SIGKILL');
        if (kills === 1) await server.restart();
        workers[place] = start(place);
      }
      while ((await left()) > 0) {
        await sleep(200);
        // A worker gives up when the store stays away for long, and a person's service manager starts it again.
        for (const [place, worker] of workers.entries()) if (worker.exitCode !== null) workers[place] = start(place);
      }
      await Promise.all(workers.map(stopped));

      const status = await fleetStatus(database, queue, 'tiny');
      expect(status).toMatchObject({ projects: { total: PROJECTS, tracked: PROJECTS }, aside: [] });
      const rows = await database.query<{ project: string; report: unknown }>(
        'select project, report from landfall.results order by project',
      );
      expect(rows.map(({ project }) => project)).toEqual(fleet.projects.map(({ project }) => `tiny/${project.name}`));
      const { version } = (await import('../../package.json', { with: { type: 'json' } })).default;
      for (const [place, { project, notices }] of fleet.projects.entries()) {
        const local = withMirrorsAt(project, ({ url }) => url.replace('file://', ''));
        const alone = await track([{ project: local, notices }], { now, version, cores: 1 });
        expect(rows[place]?.report).toEqual(alone.projects[0]);
      }
      await queue.close();
    },
    20_000 + PROJECTS * 5_000,
  );
});

function startWorker(address: string, cache: string): ChildProcess {
  const args = [CLI, 'fleet', 'work', 'tiny', '--concurrency', '2', '--expire', String(EXPIRE), '--quiet'];
  const env = { ...process.env, LANDFALL_STORE: address, LANDFALL_CACHE: cache };
  return spawn(process.execPath, args, { env, stdio: 'ignore' });
}

async function stopped(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  worker.kill('SIGTERM');
  await ended;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
