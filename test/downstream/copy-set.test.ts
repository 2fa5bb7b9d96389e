// A copied patch set stays in its folder, whatever the tree or the links of a set say.
import { lstat, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyWithout } from '../../src/downstream/copy-set.js';
import { gatherGit } from '../../src/git/process.js';
import { openRepository } from '../../src/git/repository.js';
import { openWorkspace } from '../../src/git/workspace.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { tinyRepo } from '../support/tiny-repo.js';
import { filesConfig } from '../support/files-config.js';

const ENTRY = {
  repository: '',
  base: null,
  branches: [],
  exclude: [],
  paths: [],
  follows: null,
  files: null,
  mirrorOf: null,
};

test('a tree that leads out of its folder is not written', async () => {
  const repo = await tinyRepo((h) => h.commit({ message: 'one', files: { 'pkg/patch-aa': 'x\n' } }));
  const workspace = await openWorkspace([await openRepository(repo.path)]);
  const run = workspace.run;
  const blob = await repo.git('rev-parse', 'HEAD:pkg/patch-aa');
  const bytes = Buffer.concat([Buffer.from('100644 escaped\0'), Buffer.from(blob, 'hex')]);
  const treeOf = async (input: Buffer) =>
    (await gatherGit(['hash-object', '-t', 'tree', '-w', '--literally', '--stdin'], { ...run, input }))
      .toString('latin1')
      .trim();
  const up = Buffer.concat([Buffer.from('40000 ..\0'), Buffer.from(await treeOf(bytes), 'hex')]);
  const root = Buffer.concat([Buffer.from('40000 pkg\0'), Buffer.from(await treeOf(up), 'hex')]);
  const tree = await treeOf(root);
  const folder = await temporaryDirectory();
  const into = join(folder.path, 'into');
  await mkdir(into);
  const set = { entry: ENTRY, files: filesConfig('pkgsrc'), commit: tree, state: tree, touches: null };
  await expect(copyWithout(workspace, set, new Map(), into)).rejects.toMatchObject({ code: 'plan.unsafe-path' });
  await expect(lstat(join(folder.path, 'escaped'))).rejects.toMatchObject({ code: 'ENOENT' });
  await workspace.close();
});

test('what a link of the set leads to is left as it is', async () => {
  const folder = await temporaryDirectory();
  const [from, into, theirs] = ['from', 'into', 'theirs'].map((name) => join(folder.path, name)) as [
    string,
    string,
    string,
  ];
  await Promise.all([from, into].map((path) => mkdir(path)));
  await writeFile(theirs, 'a.patch\nb.patch\n');
  await writeFile(join(from, 'a.patch'), 'x\n');
  await symlink(theirs, join(from, 'series'));
  const workspace = await openWorkspace([]);
  const entry = { ...ENTRY, repository: from };
  const set = { entry, files: filesConfig('quilt', { path: '' }), commit: null, state: '', touches: null };
  await copyWithout(workspace, set, new Map([['a.patch', 'landed: one']]), into);
  expect(await readFile(theirs, 'utf8')).toBe('a.patch\nb.patch\n');
  await workspace.close();
});

test('a name or a reason that is not ASCII stays what it is, and begins no line of its own', async () => {
  const folder = await temporaryDirectory();
  const [from, into] = [join(folder.path, 'from'), join(folder.path, 'into')];
  await Promise.all([from, into].map((path) => mkdir(path)));
  // What is no UTF-8 stays as well: people's words in an encoding of their own.
  const own = Buffer.from([0x23, 0x20, 0xfc, 0x0a]);
  await writeFile(join(from, 'series'), Buffer.concat([own, Buffer.from('größe-voilà.patch # voilà\nkept.patch\n')]));
  await Promise.all(['größe-voilà.patch', 'kept.patch'].map((name) => writeFile(join(from, name), 'x\n')));
  const workspace = await openWorkspace([]);
  const set = {
    entry: { ...ENTRY, repository: from },
    files: filesConfig('quilt', { path: '' }),
    commit: null,
    state: '',
    touches: null,
  };
  // The low byte of this letter is a line end.
  const why = 'landed: \u0a0aelsewhere.patch';
  await copyWithout(workspace, set, new Map([['größe-voilà.patch', why]]), into);
  const series = await readFile(join(into, 'series'));
  expect(series).toEqual(Buffer.concat([own, Buffer.from(`# größe-voilà.patch # voilà # ${why}\nkept.patch\n`)]));
  await workspace.close();
});
