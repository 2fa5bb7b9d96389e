// Recording and showing a history, as a user does it.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { trendSchema } from '../../src/report/trend-schema.js';
import { append, tinyRepo } from '../support/tiny-repo.js';
import { room } from './support.js';

async function project() {
  const place = await room();
  const repo = await tinyRepo((h) => {
    h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } });
    h.point('local', h.tip());
    h.commit({ branch: 'local', message: 'carry this', files: { 'a.c': append('int ours_to_carry(void);\n') } });
  });
  const up = `upstream: { url: 'https://example.org/x.git', repository: '${repo.path}', branch: main }`;
  const down = `downstream: [{ repository: '${repo.path}', branches: [local] }]`;
  await writeFile(join(place.path, 'landfall.yaml'), `name: demo\n${up}\n${down}\nhistory: { file: h.jsonl }\n`);
  return { place, repo };
}

it('without a history it says how to get one', async () => {
  const { place } = await project();
  const run = await place.call(['trend', '--width', '80']);
  expect(run.code).toBe(0);
  expect(run.out).toContain('no history yet');
});

it('each record adds a line, and trend shows them in every format', async () => {
  const { place } = await project();
  const recorded = await place.call(['status', '--record', '--no-cache']);
  expect(recorded.err).toContain('demo: recorded in ');
  await place.call(['status', '--record', '--quiet']);
  const lines = (await readFile(join(place.path, 'h.jsonl'), 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(2);

  const [text, json, csv, svg] = await Promise.all(
    ['terminal', 'json', 'csv', 'svg'].map((format) => place.call(['trend', '--format', format])),
  );
  expect(text?.out).toMatch(/now +1 patch, 1 hunk, 1 line/);
  expect(trendSchema.parse(JSON.parse(json?.out ?? '')).projects).toMatchObject([
    { project: 'demo', points: [{ patches: 1 }, { patches: 1 }], steps: [] },
  ]);
  expect(csv?.out.split('\r\n')).toHaveLength(4);
  expect(svg?.out).toMatch(/^<svg [^>]*aria-label="demo: 1 patches on/);
});

it('a project that cannot be read is not recorded: a gap would look like progress', async () => {
  const { place } = await project();
  const run = await place.call(['status', '--record', '--history', 'other.jsonl', '--quiet']);
  expect(run).toMatchObject({ code: 0, err: '' });
  const config = await readFile(join(place.path, 'landfall.yaml'), 'utf8');
  await writeFile(join(place.path, 'landfall.yaml'), config.replace('[local]', '[local, gone]'));
  const partial = await place.call(['status', '--record', '--history', 'other.jsonl']);
  expect(partial.err).toContain('demo: not recorded');
  expect((await readFile(join(place.path, 'other.jsonl'), 'utf8')).trimEnd().split('\n')).toHaveLength(1);
});

it('a state branch of the repository keeps it as well; two places at once are a mistake', async () => {
  const { place, repo } = await project();
  const there = ['--state-repository', repo.path];
  const run = await place.call(['status', '--record', ...there]);
  expect(run.err).toContain('history.jsonl on landfall-state in ');
  expect((await place.call(['trend', ...there])).out).toMatch(/now +1 patch/);
  expect(await repo.git('log', '--format=%s', 'landfall-state')).toBe('history: one point');
  expect((await place.call(['trend', ...there, '--history', 'x'])).code).toBe(2);
});

it('damaged lines are told of', async () => {
  const { place } = await project();
  await place.call(['status', '--record']);
  const file = join(place.path, 'h.jsonl');
  await writeFile(file, `{"half\n${await readFile(file, 'utf8')}`);
  const run = await place.call(['trend']);
  expect(run.code).toBe(0);
  expect(run.out).toMatch(/line 1 is no whole point/);
});

it.each([
  [['--since', 'yesterday'], /Expected a day/],
  [['--days', '0'], /from 1 on/],
  [['--measure', 'commits'], /patches, hunks, lines/],
])('%j is refused', async (args, says) => {
  const { place } = await project();
  const run = await place.call(['trend', ...args]);
  expect(run.code).toBe(2);
  expect(run.err).toMatch(says);
});
