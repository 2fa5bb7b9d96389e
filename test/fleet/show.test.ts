// A fleet from plan to pages as command lines: badges, gate, trend and HTML come from what the workers left in the store.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Room, room } from '../cli/support.js';
import { gateSchema } from '../../src/gate/schema.js';
import { trendSchema } from '../../src/report/trend-schema.js';
import { validateReport } from '../report/validate.js';
import { NO_POSTGRES, POSTGRES, type PostgresServer, postgresServer } from '../support/postgres.js';
import { tinyFleet } from './projects.js';

const DAY = 86_400_000;
const FIRST = new Date('2020-06-01T00:00:00Z');

describe.skipIf(POSTGRES === null)(`showing a fleet${NO_POSTGRES}`, () => {
  let server: PostgresServer;
  let place: Room;
  const call = (...args: string[]) => callAt(FIRST, ...args);
  const callAt = (now: Date, ...args: string[]) =>
    place.call(['fleet', ...args], { now, env: { LANDFALL_STORE: server.address } });
  const workOff = async (now: Date) => {
    expect((await callAt(now, 'plan', 'tiny.yaml')).code).toBe(0);
    expect((await callAt(now, 'work', 'tiny', '--until-empty', '--concurrency', '2')).code).toBe(0);
  };
  beforeAll(async () => {
    server = await postgresServer();
    place = await room();
    await tinyFleet(place.path, 3, 2);
    await workOff(FIRST);
    return async () => {
      await place.remove();
    };
  }, 240_000);
  afterAll(() => server.remove());

  test('badges: one a project, and one for all that bears the name of the fleet', async () => {
    const run = await call('badge', 'tiny', '--out', 'badges');
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(await readdir(join(place.path, 'badges'))).toEqual([
      'landfall.json',
      'landfall.svg',
      ...['pkg-0000', 'pkg-0001', 'pkg-0002'].flatMap((name) => [`${name}.json`, `${name}.svg`]),
    ]);
    const all = JSON.parse(await readFile(join(place.path, 'badges', 'landfall.json'), 'utf8')) as object;
    expect(all).toMatchObject({ schemaVersion: 1, label: 'tiny', message: '4 of 6 patches to carry' });
  });

  test('the gate holds every project against its rules, and says so by its exit code', async () => {
    expect((await call('check', 'tiny', '--max-patches', '2')).code).toBe(0);
    const broken = await call('check', 'tiny', '--max-patches', '1', '--format', 'json');
    expect(broken.code).toBe(1);
    const { projects } = gateSchema.parse(JSON.parse(broken.out));
    expect(projects.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['pkg-0000', 'pass'],
      ['pkg-0001', 'fail'],
      ['pkg-0002', 'pass'],
    ]);
    expect(await call('check', 'tiny')).toMatchObject({ code: 2, err: expect.stringContaining('no rule') as string });
    const ratchet = join(place.path, 'before.json');
    expect((await call('report', 'tiny', '--format', 'json', '--output', ratchet)).code).toBe(0);
    validateReport(await readFile(ratchet, 'utf8'));
    expect((await call('check', 'tiny', '--baseline', ratchet)).code).toBe(0);
  });

  test('the trend adds up what the plans left, or shows the projects that are named', async () => {
    const later = new Date(FIRST.getTime() + 10 * DAY);
    await workOff(later);
    const all = trendSchema.parse(JSON.parse((await call('trend', 'tiny', '--format', 'json')).out));
    expect(all).toMatchObject({
      schemaVersion: 1,
      projects: [
        {
          project: 'tiny',
          points: [
            { date: FIRST.toISOString(), total: 6, patches: 4 },
            { date: later.toISOString(), total: 6, patches: 4 },
          ],
        },
      ],
    });
    const one = JSON.parse((await call('trend', 'tiny', 'pkg-0001', '--format', 'json')).out);
    expect(one.projects).toMatchObject([{ project: 'pkg-0001', points: [{ patches: 2 }, { patches: 2 }] }]);
    // Planned again for the same moment nothing is added; a third day of the same takes the place of the second.
    await workOff(later);
    const last = new Date(later.getTime() + DAY);
    await workOff(last);
    const points = JSON.parse((await call('trend', 'tiny', '--format', 'json')).out).projects[0].points;
    expect(points.map(({ date }: { date: string }) => date)).toEqual([FIRST, last].map((each) => each.toISOString()));
    const chart = await call('trend', 'tiny');
    expect(Math.max(...chart.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(await call('trend', 'tiny', 'nobody')).toMatchObject({ code: 2 });
  }, 240_000);

  test('pages: the front names the heaviest and who waits on whom; links lead to pages that are there', async () => {
    const run = await call('report', 'tiny', '--html', 'site');
    expect(run).toMatchObject({ code: 0, out: 'site/index.html\n', err: '' });
    const site = join(place.path, 'site');
    const front = await readFile(join(site, 'index.html'), 'utf8');
    for (const words of ['tiny: 4 of 6 patches still to carry', 'Heaviest projects', 'who waits on whom', 'up-1.git'])
      expect(front).toContain(words);
    const pages = (await readdir(site, { recursive: true })).filter((name) => name.endsWith('.html'));
    for (const page of pages) {
      const text = await readFile(join(site, page), 'utf8');
      for (const [, href = ''] of text.matchAll(/ href="([^"]*)"/gu)) {
        if (href.startsWith('#')) {
          if (!href.includes('=')) expect(text).toContain(` id="${href.slice(1)}"`);
        } else if (href !== '') expect(pages).toContain(join(page, '..', href.replace(/#.*/u, '')));
      }
    }
  });

  test('a fleet that nobody has planned is no success', async () => {
    const runs = [
      ['check', 'tini', '--max-patches', '1'],
      ['badge', 'tini', '--out', 'none'],
      ['report', 'tini'],
      ['trend', 'tini'],
      ['status', 'tini'],
      ['work', 'tini', '--until-empty'],
    ];
    for (const args of runs)
      expect(await call(...args)).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringMatching(/no fleet tini.*tiny/su) as string,
      });
  });
});
