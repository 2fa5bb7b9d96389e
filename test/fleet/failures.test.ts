// What goes wrong while a fleet is worked on: upstreams that are away, workers that are gone, a server that restarts.
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EMPTY_DELTA } from '../../src/delta/account.js';
import { fleetReport, fleetStatus, planFleet } from '../../src/fleet/fleet.js';
import type { FleetQueue, TakenJob } from '../../src/fleet/queue.js';
import { readShards, recordResult } from '../../src/fleet/records.js';
import type { Told } from '../../src/fleet/work.js';
import type { ProjectReport } from '../../src/model/report.js';
import { NO_POSTGRES, POSTGRES } from '../support/postgres.js';
import { NOW, PATIENT, SOON, tinyWorkers } from './tiny-workers.js';

describe.skipIf(POSTGRES === null)(`failures in a fleet${NO_POSTGRES}`, () => {
  const tiny = tinyWorkers();

  test(
    'a project that fails at every try is set aside with its error, and done when planned again',
    async () => {
      await tiny.planned(3, 3);
      await rename(join(tiny.folder, 'up-1.git'), join(tiny.folder, 'gone.git'));
      await tiny.worker('one', { sickSeconds: 0.001 });
      const status = await fleetStatus(tiny.database, tiny.queue, 'tiny');
      expect(status.projects).toEqual({ total: 3, tracked: 2 });
      expect(status.aside).toEqual([{ project: 'pkg-0001', says: expect.stringContaining('up-1.git') }]);
      expect(status.sick).toMatchObject([{ failures: 2 }]);
      const report = await fleetReport(tiny.database, tiny.queue, 'tiny', { version: '0.0.0', now: NOW });
      expect(report.projects.map(({ name, state }) => [name, state])).toEqual([
        ['pkg-0000', 'tracked'],
        ['pkg-0001', 'no-data'],
        ['pkg-0002', 'tracked'],
      ]);

      await rename(join(tiny.folder, 'gone.git'), join(tiny.folder, 'up-1.git'));
      const shards = await readShards(tiny.database, 'tiny');
      await tiny.database.query('update landfall.upstreams set retry_at = now()');
      expect(await tiny.queue.retryAside((project) => shards.get(project) ?? 0)).toBe(1);
      await tiny.worker('one');
      expect(await fleetStatus(tiny.database, tiny.queue, 'tiny')).toMatchObject({
        projects: { tracked: 3 },
        aside: [],
        sick: [],
      });
    },
    PATIENT,
  );

  test('while an upstream is sick its projects wait, and the others are done', async () => {
    await tiny.planned(8, 2);
    await rename(join(tiny.folder, 'up-0.git'), join(tiny.folder, 'gone.git'));
    const stop = new AbortController();
    const told: Told[] = [];
    const done = () => told.filter(({ kind }) => kind === 'done').length;
    await tiny.worker('one', {
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

  test(
    'a job whose worker is gone is given to another; the first one, back with an old result, changes nothing',
    async () => {
      const fleet = await tiny.planned(1, 1, SOON);
      const lost = await takeAny(tiny.queue);
      await tiny.worker('two');
      const [kept] = await tiny.results();
      const later = new Date(NOW.getTime() + 1000);
      await planFleet(tiny.database, tiny.queue, fleet, later);
      await tiny.worker('two');
      await tiny.database.transaction(async (queries) => {
        await recordResult(queries, 'tiny', {
          ...lost,
          state: 'old',
          report: STALE,
          by: 'one',
          tool: { name: 'landfall', version: '0.0.0' },
        });
        await tiny.queue.complete(lost, queries);
      });
      expect(await tiny.results()).toEqual([kept]);
    },
    PATIENT,
  );

  test(
    'the server may restart in the middle',
    async () => {
      const fleet = await tiny.planned(6, 2, SOON);
      const restarts: Promise<void>[] = [];
      await tiny.worker('one', { tell: () => restarts.length === 0 && restarts.push(tiny.server.restart()) });
      await Promise.all(restarts);
      expect(restarts).toHaveLength(1);
      expect((await tiny.results()).map(({ project }) => project)).toEqual(
        fleet.projects.map(({ project }) => project.name),
      );
    },
    PATIENT,
  );
});

async function takeAny(queue: FleetQueue): Promise<TakenJob> {
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
