// One git is asked about pair after pair of trees: each answer must be that pair's, whatever the names in it.
import { expect, test } from 'vitest';
import { openRepository } from '../../src/git/repository.js';
import { readTreeChanges } from '../../src/git/tree-change.js';
import { hearChanges, TreeTalk } from '../../src/git/tree-talk.js';
import { openWorkspace } from '../../src/git/workspace.js';
import { tinyRepo } from '../support/tiny-repo.js';

test('each pair has its own answer, the same as a git of its own gives; a tree that is missing is an error, and ends nothing', async () => {
  const repo = await tinyRepo((h) => {
    h.commit({ message: 'base', files: { 'a.c': 'int a;\n', 'odd\n-': 'int b;\n', 'dir/c.c': 'int c;\n' } });
    h.commit({ message: 'less', files: { 'odd\n-': null, 'dir/c.c': null } });
    h.commit({ message: 'more', files: { 'a.c': 'long a;\n', '-\n': 'int d;\n' } });
  });
  const trees = (await repo.git('log', '--format=%T', '--reverse', 'main')).split('\n');
  const [base = '', less = '', more = ''] = trees;
  const workspace = await openWorkspace([await openRepository(repo.path)]);
  const [gone, come] = [new TreeTalk(workspace, 'D'), new TreeTalk(workspace, 'd')];
  try {
    const paths = async (talk: TreeTalk, from: string, to: string) =>
      (await talk.changes(from, to)).map(({ path }) => path);
    expect(await paths(gone, base, less)).toEqual(['dir/c.c', 'odd\n-']);
    expect(await paths(gone, less, more)).toEqual([]);
    expect(await paths(come, less, more)).toEqual(['-\n', 'a.c']);
    expect(await paths(gone, base, base)).toEqual([]);
    await expect(gone.changes(base, '1'.repeat(40))).rejects.toMatchObject({ kind: 'world' });
    expect(await gone.changes(base, more)).toEqual(await readTreeChanges(workspace, base, more, 'D'));
  } finally {
    await Promise.all([gone.end(), come.end()]);
    await workspace.close();
  }
});

test('an answer that comes byte by byte is heard once it is whole, though a name in it begins like its end', () => {
  const [one, other] = ['1'.repeat(40), '2'.repeat(40)];
  const header = `:100644 100644 ${one} ${other} M`;
  const answer = Buffer.from(`${one} ${other}\n${header}\0-\nodd\0${header}\0-\n\0-\n`);
  const heard = [...answer.keys()].map((at) => hearChanges(answer.subarray(0, at)));
  expect(heard.filter((found) => found !== null)).toEqual([]);
  const whole = hearChanges(answer);
  expect(whole?.end).toBe(answer.length);
  expect(whole?.answer?.map(({ path }) => path)).toEqual(['-\nodd', '-\n']);
});
