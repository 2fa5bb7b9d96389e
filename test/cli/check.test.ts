// The gate as CI runs it: exit codes, baselines, and no green without knowledge.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { gateSchema } from '../../src/gate/schema.js';
import { append, tinyRepo } from '../support/tiny-repo.js';
import { room } from './support.js';

/** One pending patch of one line; `gate` is written below the project. */
async function project(gate = '') {
  const place = await room();
  const repo = await tinyRepo((h) => {
    h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } });
    h.point('local', h.tip());
    h.commit({ branch: 'local', message: 'carry this', files: { 'a.c': append('int ours_to_carry(void);\n') } });
    h.point('more', h.tip('local'));
    h.commit({ branch: 'more', message: 'and this', files: { 'b.c': 'int ours_as_well(void);\n' } });
  });
  const up = `upstream: { url: 'https://example.org/x.git', repository: '${repo.path}', branch: main }`;
  const config = (branch: string) =>
    `name: demo\n${up}\ndownstream: [{ repository: '${repo.path}', branches: [${branch}] }]\n${gate}`;
  const setBranch = (branch: string) => writeFile(join(place.path, 'landfall.yaml'), config(branch));
  await setBranch('local');
  return { place, repo, setBranch };
}

it('passes, warns and fails with 0, 0 and 1', async () => {
  const { place } = await project('gate: { max-patches: { most: 0, level: warn } }\n');
  const [warned, failed, passed, softened] = await Promise.all([
    place.call(['check']),
    place.call(['check', '--max-lines', '0']),
    place.call(['check', '--max-patches', '1']),
    place.call(['check', '--max-share', '50%', '--warn', 'max-share,max-patches']),
  ]);
  expect([warned?.code, failed?.code, passed?.code, softened?.code]).toEqual([0, 1, 0, 0]);
  expect(failed?.out).toContain('fail  max-lines         1 lines to carry; at most 0');
  expect(passed?.out).toContain('gate passed, ');
  expect(softened?.out).toContain('gate passed with 2 warnings');
});

it('without a rule there is nothing to check, which is no success', async () => {
  const { place } = await project();
  const run = await place.call(['check']);
  expect(run).toMatchObject({ code: 2, out: '' });
  expect(run.err).toContain('no rule is set');
});

it('a project without data fails: 2 or 3 when it is the only one', async () => {
  const { place, setBranch } = await project('gate: { max-patches: 9 }\n');
  await setBranch('gone');
  const alone = await place.call(['check', '--format', 'json']);
  expect(alone.code).toBe(2);
  expect(gateSchema.parse(JSON.parse(alone.out))).toMatchObject({
    outcome: 'fail',
    projects: [{ file: 'landfall.yaml' }],
  });
  await setBranch('local, gone');
  const partly = await place.call(['check']);
  expect([partly.code, partly.out]).toEqual([1, expect.stringContaining('fail  incomplete ')]);
});

it('the ratchet holds the delta against a report, a history, and a state branch', async () => {
  const { place, repo, setBranch } = await project();
  await place.call(['status', '--format', 'json', '--output', 'state.json', '--quiet']);
  await place.call(['status', '--record', '--history', 'h.jsonl', '--quiet']);
  await place.call(['status', '--record', '--state-repository', repo.path, '--quiet']);
  const states = [
    ['--baseline', 'state.json'],
    ['--baseline', 'h.jsonl'],
  ];
  for (const state of states) expect((await place.call(['check', ...state])).code).toBe(0);
  expect((await place.call(['check', '--baseline-ref', 'landfall-state'], { cwd: repo.path })).code).toBe(2);
  await setBranch('more');
  for (const state of states) {
    const run = await place.call(['check', ...state]);
    expect([run.code, run.out]).toEqual([1, expect.stringMatching(/fail {2}ratchet .*\n(.*\n)* +\w+ {2}and this/)]);
  }
  const config = join(place.path, 'landfall.yaml');
  const ref = ['check', '--config', config, '--baseline-ref', 'refs/heads/landfall-state'];
  expect((await place.call(ref, { cwd: repo.path })).code).toBe(1);
  expect((await place.call([...ref, '--warn', 'ratchet'], { cwd: repo.path })).code).toBe(0);
});

it('a baseline that is not there, or is none, is a mistake and no green', async () => {
  const { place, repo } = await project('gate: { max-patches: 9 }\n');
  await writeFile(join(place.path, 'none.json'), '{"schemaVersion": 7}\n');
  const config = join(place.path, 'landfall.yaml');
  const runs = await Promise.all([
    place.call(['check', '--baseline', 'gone.json']),
    place.call(['check', '--baseline', 'none.json']),
    place.call(['check', '--config', config, '--baseline-ref', 'gone'], { cwd: repo.path }),
    place.call(['check', '--config', config, '--baseline-ref', 'main'], { cwd: repo.path }),
    place.call(['check', '--baseline', 'none.json', '--baseline-ref', 'main']),
  ]);
  expect(runs.map(({ code, out }) => [code, out])).toEqual(runs.map(() => [2, '']));
  expect(runs[2]?.err).toContain('there is no ref gone here');
});

it('writes to a file for systems that pick it up', async () => {
  const { place } = await project();
  const run = await place.call(['check', '--max-patches', '0', '--format', 'junit', '--output', 'gate.xml']);
  expect(run).toMatchObject({ code: 1, out: '', err: 'landfall: wrote gate.xml: gate fail\n' });
  expect(await readFile(join(place.path, 'gate.xml'), 'utf8')).toContain('<failure ');
});

it('what flags cannot mean is told with what they can', async () => {
  const { place } = await project();
  const says = async (...args: string[]) => (await place.call(['check', ...args])).err;
  expect(await says('--max-share', '1.5')).toContain('0.4 or 40%');
  expect(await says('--max-patches', '-1')).toContain('whole number');
  expect(await says('--warn', 'rachet')).toContain("did you mean 'ratchet'?");
});
