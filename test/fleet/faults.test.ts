// Workers killed at random moments, one cut off for long, a server that restarts in the middle: each project still ends with exactly one result.
// Minutes of work, so only `npm run test:fleet` does it.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { chance } from '../../src/bench/history/chance.js';
import { loadFleet } from '../../src/config/load-fleet.js';
import { fleetStatus, planFleet } from '../../src/fleet/fleet.js';
import { openQueue, QUEUE_TIMES } from '../../src/fleet/queue.js';
import { migrate } from '../../src/store/postgres/migrate.js';
import { withMirrorsAt } from '../../src/sync/mirrors-of.js';
import { track } from '../../src/track.js';
import { NO_POSTGRES, openedPostgres, POSTGRES } from '../support/postgres.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { tinyFleet } from './projects.js';

/** `npm run test:fleet` sets it. */
const PROJECTS = Number(process.env['LANDFALL_FLEET_PROJECTS'] ?? 0);
const NOT_ASKED = PROJECTS === 0 ? ' (skipped: `npm run test:fleet` runs it)' : '';
const CLI = fileURLToPath(new URL('../../dist/bundle/cli.js', import.meta.url));
/** Seconds until a job of a killed worker is given to another: on a machine that is busy with other things a tiny project takes some of them. */
const EXPIRE = 15;
/** A try is counted for each kill. Here they come by the dozen, so that none may be the last: what is set aside is told elsewhere. */
const RETRIES = 1000;
const WORKERS = 2;
const SEED = 7;
/** Milliseconds from a worker's first result after a kill to the next kill, by chance. Without a result in between a slow machine would never end. */
const MOST = 2500;
/** Kills after which the server restarts, and after which a worker is cut off. */
const RESTART_AT = 1;
const CUT_OFF_AT = 3;

describe.skipIf(POSTGRES === null || PROJECTS === 0)(`faults${NO_POSTGRES || NOT_ASKED}`, () => {
  const store = openedPostgres();

  test(
    `${PROJECTS} projects survive killed workers, one that is cut off, and a server that restarts`,
    async () => {
      const { database, server } = store;
      await migrate(database);
      const folder = (await temporaryDirectory()).path;
      const { file } = await tinyFleet(folder, PROJECTS, Math.ceil(PROJECTS / 10));
      const fleet = await loadFleet({ file, cwd: folder, env: {}, cacheDir: join(folder, 'cache') });
      const times = { ...QUEUE_TIMES, expireSeconds: EXPIRE, retries: RETRIES, retrySeconds: 1 };
      const queue = await openQueue(database, 'tiny', times);
      const now = new Date('2020-06-01T00:00:00Z');
      await planFleet(database, queue, fleet, now);

      const cacheOf = (place: number) => join(folder, `worker-${place}`);
      const start = (place: number) => startWorker(server.address, cacheOf(place));
      const workers = Array.from({ length: WORKERS }, (_, place) => start(place));
      const left = async () => {
        const { waiting, running } = await queue.counts();
        return waiting + running;
      };
      const luck = chance(SEED);
      const cutOff: Promise<ChildProcess>[] = [];
      let kills = 0;
      for (let before = await left(); before > PROJECTS / 2; before = await left(), kills++) {
        while ((await left()) >= before) await sleep(100);
        await sleep(luck.below(MOST));
        const place = luck.below(WORKERS);
        workers[place]?.kill('SIGKILL');
        if (kills === RESTART_AT) await server.restart();
        workers[place] = start(place);
        // The last worker is cut off, for longer than what it has in hand is its own; nobody kills it.
        if (kills === CUT_OFF_AT) cutOff.push(standStill(start(WORKERS), cacheOf(WORKERS), EXPIRE * 2000));
      }
      expect(kills).toBeGreaterThan(CUT_OFF_AT);
      workers.push(...(await Promise.all(cutOff)));
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

/** Waits until a worker has its first jobs in hand, stops it in its tracks for a time, and lets it go on as if nothing had been. */
async function standStill(worker: ChildProcess, cache: string, milliseconds: number): Promise<ChildProcess> {
  const fetches = async () => (await readdir(join(cache, 'fleet', 'mirrors')).catch(() => [])).length > 0;
  while (!(await fetches()) && worker.exitCode === null) await sleep(20);
  worker.kill('SIGSTOP');
  await sleep(milliseconds);
  worker.kill('SIGCONT');
  return worker;
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
