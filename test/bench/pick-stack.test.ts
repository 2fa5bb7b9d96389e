// A stack to measure on is made of upstream's own commits: the same one wherever it is made.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pickStack } from '../../src/bench/pick-stack.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { edit, tinyRepo } from '../support/tiny-repo.js';
import { gitEnvironment } from '../../src/git/environment.js';
import { gatherGit } from '../../src/git/process.js';

async function madeOf(patches: number, choice: { branch?: string; every?: number } = {}) {
  const repo = await tinyRepo((h) => {
    h.point('old', h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } }));
    h.tag('v1.0');
    h.commit({ message: 'one', author: 'Ada <ada@example.org>', files: { '1.c': 'int one;\n' } });
    h.commit({ message: 'long', files: { 'a.c': edit('int', 'long') } });
    h.commit({ message: 'two', files: { '2.c': 'int two;\n' } });
    h.commit({ message: 'four', files: { '4.c': 'int four;\n' } });
    h.commit({ message: 'on long', files: { 'a.c': edit('long', 'unsigned long') } });
    h.commit({ message: 'six', files: { '6.c': 'int six;\n' } });
    h.commit({ message: 'seven', files: { '7.c': 'int seven;\n' } });
    h.tag('fork-1', {
      at: h.commit({ branch: 'fork', parents: [h.tip('old')], message: 'own', files: { 'f.c': 'f\n' } }),
    });
  });
  const { path, remove } = await temporaryDirectory();
  const folder = join(path, 'made');
  const asked = { repository: repo.path, upstream: 'main', onto: 'old', every: 2, skip: 0, patches, ...choice };
  const picked = await pickStack(folder, asked, 2);
  const git = async (...args: string[]) =>
    (await gatherGit(args, { cwd: folder, env: gitEnvironment({ sealed: true }) })).toString('utf8').trim();
  const stack = await git('log', '--reverse', '--format=%s, %an', 'upstream~7..picks');
  const tip = await git('rev-parse', 'picks');
  const tags = await git('tag');
  await remove();
  return { picked, stack: stack.split('\n'), tip, tags };
}

test('every second commit is picked, but for what conflicts without the others', async () => {
  const first = await madeOf(10);
  expect(first).toMatchObject({ picked: 3, stack: ['one, Ada', 'two, A. Author', 'seven, A. Author'], tags: 'v1.0' });
  expect((await madeOf(10)).tip).toBe(first.tip);
});

test('of a fork those are picked that upstream lacks', async () => {
  expect(await madeOf(10, { branch: 'fork', every: 1 })).toMatchObject({ picked: 1, stack: ['own, A. Author'] });
});

test('a commit that is not there is named', async () => {
  const repo = await tinyRepo((h) => h.commit({ message: 'base', files: { 'a.c': 'int a;\n' } }));
  const asked = { repository: repo.path, upstream: 'main', onto: 'gone', every: 2, skip: 0, patches: 1 };
  await expect(pickStack(join(repo.path, 'made'), asked, 1)).rejects.toMatchObject({ code: 'bench.no-commit' });
});

test('there are no more than were asked for', async () => {
  expect(await madeOf(2)).toMatchObject({ picked: 2 });
});
