// The store in PostgreSQL: its tables are made once, by however many at a time, and it keeps to the contract of a result cache.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.js';
import { makeDemo } from '../../src/demo/make-demo.js';
import { connect, type Queries } from '../../src/store/postgres/connect.js';
import { sharedCommits } from '../../src/store/postgres/facts.js';
import { migrate } from '../../src/store/postgres/migrate.js';
import { sharedResults } from '../../src/store/postgres/results.js';
import { createResultCache } from '../../src/store/result-cache.js';
import { track } from '../../src/track.js';
import { room } from '../cli/support.js';
import { forgetAll, NO_POSTGRES, openedPostgres, POSTGRES } from '../support/postgres.js';
import { openedProject, projectReport, TODAY } from './opened.js';

test.each(['mysql://x', '', 'landfall'])('%j is no address of a store', async (address) => {
  await expect(connect(address)).rejects.toMatchObject({ kind: 'usage', code: 'store.address' });
});

test('a store that does not answer is a failure of the world, told without its password', async () => {
  const failed = connect('postgres://me:secret@127.0.0.1:1/none');
  await expect(failed).rejects.toMatchObject({ kind: 'world', code: 'store.failed' });
  await expect(failed).rejects.not.toThrow(/secret/u);
});

describe.skipIf(POSTGRES === null)(`postgres${NO_POSTGRES}`, () => {
  const store = openedPostgres();
  beforeEach(() => forgetAll(store.database));

  test('many may bring the tables up to date at once, and again', async () => {
    await Promise.all([migrate(store.database), migrate(store.database), migrate(store.database)]);
    await migrate(store.database);
    const steps = await store.database.query<{ step: number }>('select step from landfall.migrations order by step');
    expect(steps.map(({ step }) => step)).toEqual(steps.map((_, at) => at + 1));
    expect(steps.length).toBeGreaterThan(0);
  });

  test('tables of a newer Landfall are left alone', async () => {
    await migrate(store.database);
    await store.database.query('insert into landfall.migrations (step, at) values (999, now())');
    await expect(migrate(store.database)).rejects.toMatchObject({ code: 'store.newer' });
  });

  test('a transaction that fails leaves nothing', async () => {
    await migrate(store.database);
    const failed = store.database.transaction(async ({ query }) => {
      await query("insert into landfall.fleets (fleet, draining) values ('x', true)");
      throw new Error('enough');
    });
    await expect(failed).rejects.toThrow('enough');
    expect(await store.database.query('select * from landfall.fleets')).toEqual([]);
  });

  test('a store that fails is a miss, and told', async () => {
    const told: string[] = [];
    const cache = createResultCache(sharedResults(store.database, 'me'), '1.0.0', (problem) => told.push(problem));
    const opened = await openedProject();
    expect(await cache.read(opened, TODAY)).toBeNull();
    await cache.write(opened, TODAY, projectReport());
    expect(told).toEqual([expect.stringContaining('not read'), expect.stringContaining('not kept')]);
  });

  test('status finds on one machine what was made on another, and goes on without a store that is away', async () => {
    const own = await room();
    const { configDir } = await makeDemo(join(own.path, 'demo'));
    const status = (cache: string, store: string) => {
      const args = ['status', 'jemalloc', '--config', configDir, '--format', 'json', '--cache', join(own.path, cache)];
      return own.call(args, { env: { LANDFALL_STORE: store } });
    };
    const first = await status('one', store.server.address);
    expect(await store.database.query('select project from landfall.results')).toHaveLength(1);
    await store.database.query(
      `update landfall.results set report = jsonb_set(report::jsonb, '{title}', '"from the store"')::json`,
    );
    const second = await status('two', store.server.address);
    expect(JSON.parse(second.out).projects).toMatchObject([
      { ...JSON.parse(first.out).projects[0], title: 'from the store' },
    ]);
    const without = await status('three', 'postgres://127.0.0.1:1/none');
    expect(without.code).toBe(0);
    expect(without.err).toContain('results are neither read nor kept');
  });

  test('what one machine read of upstream is not read again on another; the verdicts are the same', async () => {
    const own = await room();
    const { configDir } = await makeDemo(join(own.path, 'demo'));
    const status = async (...more: string[]) => {
      const args = ['status', 'jemalloc', '--config', configDir, '--format', 'json', ...more];
      const { out, err } = await own.call(args, { now: TODAY });
      return { projects: JSON.parse(out).projects as unknown[], err };
    };
    const alone = await status('--cache', join(own.path, 'alone'));
    await status('--cache', join(own.path, 'one'), '--store', store.server.address);
    const kinds = await store.database.query<{ kind: string }>('select distinct kind from landfall.facts order by 1');
    expect(kinds.map(({ kind }) => kind)).toEqual(['commits', 'diffs', 'lines']);
    await store.database.query('delete from landfall.results');
    const again = await status('--cache', join(own.path, 'two'), '--store', store.server.address);
    expect(again).toEqual(alone);
    expect(existsSync(join(own.path, 'two', 'index'))).toBe(false);
    const asked: string[] = [];
    const watched: Queries = { query: (text, values) => (asked.push(text), store.database.query(text, values)) };
    const { projects } = await loadConfig({ config: configDir, cwd: own.path, env: {}, cacheDir: own.cache });
    const known = () => Promise.resolve(sharedCommits(watched, (problem) => expect(problem).toBe('')));
    await track(
      projects.filter(({ project }) => project.name === 'jemalloc'),
      { now: TODAY, version: '1', cores: 1, known },
    );
    expect(asked.filter((text) => text.trim().startsWith('select')).length).toBeGreaterThan(1);
    expect(asked.filter((text) => text.includes('insert'))).toEqual([]);
  });

  test('a point recorded on one machine stands in the trend of another', async () => {
    const own = await room();
    const { configDir } = await makeDemo(join(own.path, 'demo'));
    const call = (...args: string[]) =>
      own.call([...args, '--config', configDir, '--store', store.server.address], { now: TODAY });
    const recorded = await call('status', 'jemalloc', '--record', '--quiet', '--output', join(own.path, 'report.txt'));
    expect(recorded).toMatchObject({ code: 0, err: '' });
    const trend = await call('trend', 'jemalloc', '--format', 'json', '--cache', join(own.path, 'two'));
    expect(JSON.parse(trend.out).projects[0].points).toHaveLength(1);
    expect(await readdir(own.path)).not.toContain('history');
    const away = await own.call(['trend', '--config', configDir, '--store', 'postgres://127.0.0.1:1/none']);
    expect(away.code).toBe(3);
    const lost = await own.run(['status', '--config', configDir, '--record', '--store', 'postgres://127.0.0.1:1/none']);
    expect(lost.code).toBe(3);
    expect(lost.err).not.toContain('    at ');
  });

  test('an address that is none is a mistake, told before anything is done', async () => {
    const own = await room();
    const { configDir } = await makeDemo(join(own.path, 'demo'));
    const run = await own.call(['status', '--config', configDir, '--store', 'mysql://x']);
    expect(run).toMatchObject({ code: 2, out: '', err: expect.stringContaining('postgres://') as string });
  });
});
