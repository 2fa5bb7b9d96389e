// The hook says of new commits whether upstream has them already, and leaves old ones alone.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { append, type History, tinyRepo } from '../support/tiny-repo.js';
import { room } from './support.js';

const FIX = append('int a_fix_that_upstream_has(struct board *board, unsigned long flags);\n');

function tell(h: History) {
  h.commit({ message: 'base', files: { 'a.c': 'int a;\n', 'b.c': 'int b;\n' } });
  h.point('local', h.tip());
  h.point('refs/remotes/origin/local', h.tip());
  h.commit({ message: 'net: the fix', files: { 'a.c': FIX } });
  h.tag('v1.0');
  h.commit({
    branch: 'local',
    message: 'ours: a word of our own',
    files: { 'b.c': append('int ours_to_carry(void);\n') },
  });
  h.commit({ branch: 'local', message: 'the same fix, picked by hand', files: { 'a.c': FIX } });
}

async function project(branches = '[local]') {
  const place = await room();
  const repo = await tinyRepo(tell, { bare: false });
  await repo.git('checkout', '--quiet', 'local');
  const up = `upstream: { url: 'https://example.org/x.git', repository: '${repo.path}', branch: main }`;
  await writeFile(
    join(place.path, 'landfall.yaml'),
    `name: demo\n${up}\ndownstream: [{ repository: '${repo.path}', branches: ${branches} }]\n`,
  );
  const hook = (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
    place.call(['hook', '--config', join(place.path, 'landfall.yaml'), ...args], { cwd: repo.path, env });
  return { place, repo, hook };
}

it('a commit that upstream has is told with its landing, and stops the push', async () => {
  const { repo, hook } = await project();
  const run = await hook(['--from', 'origin/local']);
  expect(run.code).toBe(1);
  expect(run.out).toContain('demo: 1 of 2 new commits upstream already\n');
  expect(run.out).toContain(`the same fix, picked by hand\n    landed ${repo.oid('main').slice(0, 12)} (v1.0): `);
  expect(run.out).not.toContain('ours: a word');
  expect((await hook(['--from', 'origin/local', '--warn-only'])).code).toBe(0);
});

it('commits that were there before, or are ours, pass', async () => {
  const { hook } = await project();
  const run = await hook(['--from', 'HEAD~2', '--to', 'HEAD~1']);
  expect(run).toMatchObject({ code: 0, out: 'demo: 1 new commit, none of them upstream\n' });
  expect(await hook(['--from', 'HEAD~2', '--to', 'HEAD~1', '--quiet'])).toEqual({ code: 0, out: '', err: '' });
});

it('what pre-commit names is read from its variables; a branch that is new is read whole', async () => {
  const { repo, hook } = await project();
  const to = repo.oid('local');
  expect((await hook([], { PRE_COMMIT_FROM_REF: `${to}~1`, PRE_COMMIT_TO_REF: to })).out).toContain(
    '1 of 1 new commit ',
  );
  expect((await hook([], { PRE_COMMIT_FROM_REF: '0'.repeat(40), PRE_COMMIT_TO_REF: to })).out).toContain('1 of 2 ');
});

it('a repository that no project carries, and a range that is not there, are told', async () => {
  const { place, hook } = await project();
  const other = await tinyRepo((h) => h.commit({ message: 'x', files: { x: 'x\n' } }));
  const elsewhere = await place.call(['hook', '--config', join(place.path, 'landfall.yaml'), '--from', 'HEAD'], {
    cwd: other.path,
  });
  expect([elsewhere.code, elsewhere.err]).toEqual([2, expect.stringContaining('no project carries commits')]);
  const gone = await hook(['--from', 'gone']);
  expect([gone.code, gone.err]).toEqual([2, expect.stringContaining('no commit gone')]);
});
