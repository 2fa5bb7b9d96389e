// Patches on files that upstream has moved, applied to its tip: as git finds the files, and as history tells where they are.
import { expect, test } from 'vitest';
import { type FileEdit, applyToTip, type ToApply, treeOf } from '../../src/git/merge.js';
import { openRepository } from '../../src/git/repository.js';
import { openWorkspace } from '../../src/git/workspace.js';
import { edit, type TinyRepo, tinyRepo } from '../support/tiny-repo.js';

const LINES = Array.from({ length: 20 }, (_, at) => `line ${at} of the story\n`).join('');
const CHANGES = {
  there: edit('line 3 of', 'line three of'),
  anew: edit('line 9 of', 'line nine of'),
  clash: edit('line 15 of', 'line fifteen of'),
};

const told = () =>
  tinyRepo((h) => {
    const base = h.commit({ message: 'base', files: { 'src/a.c': LINES, 'src/b.c': 'b\n' } });
    for (const [branch, change] of Object.entries(CHANGES))
      h.commit({ branch, parents: [base], message: branch, files: { 'src/a.c': change, 'src/b.c': `${branch}\n` } });
    h.commit({ message: 'move', files: { 'lib/deep/a.c': { movedFrom: 'src/a.c' }, 'src/b.c': 'there\n' } });
    h.commit({ message: 'the same', files: { 'lib/deep/a.c': CHANGES.there } });
    h.commit({ message: 'another', files: { 'lib/deep/a.c': edit('line 15 of', 'line XV of'), 'src/b.c': 'b\n' } });
  });

async function editsOf(repo: TinyRepo, branch: string): Promise<FileEdit[]> {
  const blob = (where: string) => repo.git('rev-parse', where);
  const edits = [
    ['src/a.c', 'lib/deep/a.c'],
    ['src/b.c', 'src/b.c'],
  ] as const;
  return Promise.all(
    edits.map(async ([from, path]) => {
      const [before, after] = [await blob(`${branch}~1:${from}`), await blob(`${branch}:${from}`)];
      return { path, mode: '100644', before, after };
    }),
  );
}

test('both ways the same comes out of it', async () => {
  const repo = await told();
  const workspace = await openWorkspace([await openRepository(repo.path)]);
  try {
    const tree = await treeOf(workspace, repo.oid());
    const plain: ToApply[] = [];
    for (const branch of Object.keys(CHANGES))
      plain.push({ oid: repo.oid(branch), parent: await repo.git('rev-parse', `${branch}~1`) });
    const edited: ToApply[] = [];
    for (const [at, branch] of Object.keys(CHANGES).entries())
      edited.push({ ...(plain[at] as ToApply), edits: await editsOf(repo, branch) });
    const known = await applyToTip(workspace, edited, tree, 1);
    const found = await applyToTip(workspace, plain, tree, 1);
    expect(found.map((result) => result?.conflicts)).toEqual([[], [], ['lib/deep/a.c']]);
    expect(known.map((result) => result?.conflicts)).toEqual([[], [], ['lib/deep/a.c']]);
    expect(known.slice(0, 2)).toEqual(found.slice(0, 2));
  } finally {
    await workspace.close();
  }
});
