// `landfall cache` tells what is kept of upstream commits, finds what is damaged, and takes away what no run can use.
import { mkdir, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seal } from '../../src/store/checked-file.js';
import { begin } from '../scenarios/judge.js';
import { BOUND_FRAME } from '../scenarios/patches.js';
import { tinyRepo } from '../support/tiny-repo.js';
import { room } from './support.js';

test('a run fills the index; verify finds a damaged file, a run goes on without it, prune removes it', async () => {
  const place = await room();
  const { h } = begin();
  h.pick(h.commit({ branch: 'local', message: 'bound', files: { 'src/net/ring.c': BOUND_FRAME } }), { branch: 'main' });
  const repo = await tinyRepo(h);
  const upstream = `{ url: 'https://example.org/x.git', repository: '${repo.path}', branch: main }`;
  const downstream = `[{ repository: '${repo.path}', branches: [local] }]`;
  await writeFile(join(place.path, 'landfall.yaml'), `name: p\nupstream: ${upstream}\ndownstream: ${downstream}\n`);
  expect((await place.call(['cache', 'info'])).out).toContain('0 of 0 files can be used');
  expect((await place.call(['status'])).code).toBe(0);

  const info = await place.call(['cache', 'info']);
  expect(info.out).toMatch(/commits +\d+ in 1 files/);
  expect(info.out).toMatch(/diffs +1 in 1 files/);
  expect(info.out).toMatch(/evidence +1 in 1 files/);
  expect(info.out).toMatch(/answers +[1-9]\d* in 1 files/);
  expect(await place.call(['cache', 'verify'])).toMatchObject({ code: 0, out: '4 of 4 files can be used\n' });

  const [index = ''] = await readdir(join(place.cache, 'index'));
  const folder = join(place.cache, 'index', index);
  const [commits = ''] = (await readdir(folder)).filter((file) => file.startsWith('commits'));
  await truncate(join(folder, commits), 100);
  const rest = join(folder, `${commits}.123`);
  await writeFile(rest, 'of a killed run');
  await utimes(rest, new Date(0), new Date(0));
  const verified = await place.call(['cache', 'verify']);
  expect(verified.code).toBe(3);
  expect(verified.out).toContain(`${join(folder, commits)}: it is damaged`);

  for (const other of ['results', 'evidence']) await rm(join(place.cache, other), { recursive: true });
  const run = await place.call(['status']);
  expect(run).toMatchObject({ code: 0, err: expect.stringContaining('is not used: it is damaged') as string });
  expect(run.out).toContain('100% landed');
  const pruned = await place.call(['cache', 'prune']);
  expect(pruned.out).toContain('1 files removed');
  expect(await place.call(['cache', 'verify'])).toMatchObject({ code: 0 });
});

test('evidence and answers that are damaged, another Node or Landfall wrote, or a killed run left are told and go', async () => {
  const place = await room();
  const folder = join(place.cache, 'evidence');
  const content = 'found by another Node';
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'a.evidence'), 'half of it');
  await writeFile(join(folder, 'b.evidence'), seal('landfall-evidence 1 0.0', content));
  await writeFile(join(folder, 'a.answers'), 'half of it');
  await writeFile(join(folder, 'b.answers'), seal('landfall-answers 0 of-another 2', '[]'));
  await writeFile(join(folder, 'c.evidence.123'), 'of a killed run');
  await utimes(join(folder, 'c.evidence.123'), new Date(0), new Date(0));
  const verified = await place.call(['cache', 'verify']);
  expect(verified).toMatchObject({ code: 3, err: '' });
  expect(verified.out).toContain(`${join(folder, 'a.evidence')}: it is damaged`);
  expect(verified.out).toContain(`${join(folder, 'b.evidence')}: it is of another Node or Landfall`);
  expect(verified.out).toContain(`${join(folder, 'a.answers')}: it is damaged`);
  expect(verified.out).toContain(`${join(folder, 'b.answers')}: it is of another Node or Landfall`);
  expect((await place.call(['cache', 'prune'])).out).toContain('5 files removed');
  expect(await readdir(folder)).toEqual([]);
});

test('an action that is none is told with those there are', async () => {
  const run = await (await room()).call(['cache', 'wipe']);
  expect(run.code).toBe(2);
  expect(run.err).toContain('info, verify, prune');
});
