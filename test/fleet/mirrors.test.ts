// The mirrors of a worker: what it fetches, whose failures it tells, and what goes when they take too much room.
import { readdir, rename } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LoadedFleet } from '../../src/config/load-fleet.js';
import { fleetReport, fleetStatus, planFleet } from '../../src/fleet/fleet.js';
import { openMirrors } from '../../src/fleet/mirrors.js';
import { recordSick } from '../../src/fleet/sick.js';
import type { Project } from '../../src/model/config.js';
import { NO_POSTGRES, POSTGRES } from '../support/postgres.js';
import { NOW, tinyWorkers } from './tiny-workers.js';

describe.skipIf(POSTGRES === null)(`mirrors of a fleet${NO_POSTGRES}`, () => {
  const tiny = tinyWorkers();

  test('a downstream of another address is fetched as well, within the same bound, and its failure is told', async () => {
    const fleet = await tiny.planned(2, 2);
    const mixed = mixedOf(fleet);
    const mirrors = openMirrors(join(tiny.folder, 'mixed'), Number.POSITIVE_INFINITY);
    const { signal } = new AbortController();
    const placed = await mirrors.use(mixed, NOW, signal, (project) => Promise.resolve(project));
    const there = await readdir(join(tiny.folder, 'mixed'), { recursive: true });
    expect(there.filter((name) => name.endsWith('.git')).toSorted()).toEqual(
      [placed.upstream.repository, placed.downstream[0]?.repository ?? '']
        .map((place) => relative(join(tiny.folder, 'mixed'), place))
        .toSorted(),
    );
    await rename(join(tiny.folder, 'up-1.git'), join(tiny.folder, 'gone.git'));
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
  });

  test('addresses that fail are told of the fleet whose upstreams or downstreams they are', async () => {
    const fleet = await tiny.planned(2, 2);
    const mixed = mixedOf(fleet);
    const elsewhere = mixed.downstream[0]?.mirrorOf ?? '';
    await planFleet(tiny.database, tiny.queue, { ...fleet, projects: [{ project: mixed, notices: [] }] }, NOW);
    for (const url of [elsewhere, 'https://example.org/other.git'])
      await recordSick(tiny.database, url, 'gone \0 \ud83d', 1);
    expect((await fleetStatus(tiny.database, tiny.queue, 'tiny')).sick.map(({ url }) => url)).toEqual([elsewhere]);
    const report = await fleetReport(tiny.database, tiny.queue, 'tiny', { version: '0.0.0', now: NOW });
    expect(report.projects.map(({ notices }) => notices[0]?.message)).toEqual([
      expect.stringContaining(`${elsewhere} fails: gone`),
    ]);
  });

  test('mirrors beyond the bound go, the longest unused first', async () => {
    const fleet = await tiny.planned(3, 3);
    const mirrors = openMirrors(join(tiny.folder, 'small'), 1);
    const { signal } = new AbortController();
    for (const { project } of fleet.projects) await mirrors.use(project, NOW, signal, () => Promise.resolve());
    const left = (await readdir(join(tiny.folder, 'small'), { recursive: true })).filter((name) =>
      name.endsWith('.git'),
    );
    expect(left).toHaveLength(1);
    const last = fleet.projects[2]?.project;
    if (!last) throw new Error('three projects were planned');
    // The last one is still there and still of use.
    const placed = await mirrors.use(last, new Date(0), signal, (project) => Promise.resolve(project));
    expect(placed.upstream.repository).toBe(join(tiny.folder, 'small', left[0] ?? ''));
  });
});

/** A project whose downstream has an address of its own. */
function mixedOf({ projects }: LoadedFleet): Project {
  const [one, two] = projects.map(({ project }) => project);
  if (!one || !two) throw new Error('two projects were planned');
  return { ...one, downstream: two.downstream };
}
