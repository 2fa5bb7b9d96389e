// A fleet on a real PostgreSQL: planned, worked on, and each project ends with the result that a single machine has.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { planFleet } from '../../src/fleet/fleet.js';
import { openMirrors } from '../../src/fleet/mirrors.js';
import { recordDraining } from '../../src/fleet/records.js';
import { track } from '../../src/track.js';
import { NO_POSTGRES, POSTGRES } from '../support/postgres.js';
import { NOW, tinyWorkers } from './tiny-workers.js';

describe.skipIf(POSTGRES === null)(`fleet${NO_POSTGRES}`, () => {
  const tiny = tinyWorkers();

  test('every project ends with one result: the one that a single machine has', async () => {
    const fleet = await tiny.planned(6, 3);
    await Promise.all([tiny.worker('one'), tiny.worker('two')]);
    const kept = await tiny.results();
    expect(kept.map(({ project }) => project)).toEqual(fleet.projects.map(({ project }) => project.name));
    const mirrors = openMirrors(join(tiny.folder, 'one'), Number.POSITIVE_INFINITY);
    for (const { project, notices } of fleet.projects) {
      const alone = await mirrors.use(project, NOW, new AbortController().signal, (placed) =>
        track([{ project: placed, notices }], { now: NOW, version: '0.0.0', cores: 1 }),
      );
      expect(kept.find((row) => row.project === project.name)?.report).toEqual(alone.projects[0]);
    }
    expect(kept.some(({ report }) => report.patches.some(({ status }) => status === 'landed'))).toBe(true);
  });

  test('planning again what has not moved gives no new work', async () => {
    const fleet = await tiny.planned(3, 1);
    await tiny.worker('one');
    await planFleet(tiny.database, tiny.queue, fleet, NOW);
    await planFleet(tiny.database, tiny.queue, fleet, NOW);
    expect((await tiny.queue.counts()).waiting).toBe(3);
    expect((await tiny.worker('one')).map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  test('what one host has done is known on another, though its mirrors lie elsewhere', async () => {
    const fleet = await tiny.planned(3, 2);
    await tiny.worker('one');
    await planFleet(tiny.database, tiny.queue, fleet, NOW);
    expect((await tiny.worker('two')).map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    const [first] = await tiny.results();
    expect(first?.report.downstream[0]?.repository).toBe(`file://${tiny.folder}/up-0.git`);
  });

  test('a worker that is stopped gives back what it has in hand', async () => {
    await tiny.planned(4, 1);
    const stop = new AbortController();
    await tiny.worker('one', { untilEmpty: false, signal: stop.signal, concurrency: 1, tell: () => stop.abort() });
    expect(await tiny.queue.counts()).toEqual({ waiting: 3, running: 0, aside: 0 });
  });

  test('a drained fleet ends its workers, and work goes on when that is taken back', async () => {
    await tiny.planned(2, 1);
    await recordDraining(tiny.database, 'tiny', true);
    expect(await tiny.worker('one', { untilEmpty: false })).toEqual([]);
    await recordDraining(tiny.database, 'tiny', false);
    expect(await tiny.worker('one')).toHaveLength(2);
  });
});
