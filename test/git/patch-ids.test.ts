// Patch-ids are git's own, whoever made the diff; a commit whose contents are missing has none, and takes no other's with it.
import { expect, test } from 'vitest';
import { readDiffs } from '../../src/git/diffs.js';
import { readPatchIds } from '../../src/git/patch-ids.js';
import { openRepository } from '../../src/git/repository.js';
import { openWorkspace } from '../../src/git/workspace.js';
import { loosen, lose } from '../scenarios/bad-input/clones.js';
import { tinyRepo } from '../support/tiny-repo.js';

/** More than git holds back before it prints: what it has of a broken diff gets out. */
const LARGE = Array.from({ length: 20_000 }, (_, line) => `int a${line};\n`).join('');

const PICTURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]);

test('of diffs that are at hand they are those that git makes itself', async () => {
  const repo = await tinyRepo((h) => {
    h.commit({
      message: 'text',
      files: { 'one.c': LARGE, 'run.sh': 'echo one\n', 'picture.png': PICTURE, link: 'one.c' },
    });
    h.commit({ message: 'mode', files: { 'run.sh': { mode: '100755' } } });
    h.commit({ message: 'type', files: { link: { symlink: 'one.c' } } });
    h.commit({ message: 'binary', files: { 'picture.png': Buffer.concat([PICTURE, PICTURE]) } });
    h.commit({ message: 'submodule', files: { sub: { submodule: '1'.repeat(40) } } });
    h.commit({ message: 'moved and edited', files: { 'one.c': null, 'two.c': `${LARGE}int more;\n` } });
    h.commit({ message: 'looks like a move', files: { 'notes.txt': 'rename from a\n-rename from b\n+rename from c' } });
    h.commit({ message: 'no line end', files: { 'notes.txt': 'rename from a\nrename to b' } });
  });
  const oids = (await repo.git('rev-list', 'main')).split('\n');
  const workspace = await openWorkspace([await openRepository(repo.path)]);
  const diffs = new Map<string, Buffer>();
  const options = { processes: 1, mostBytes: Number.POSITIVE_INFINITY };
  await readDiffs(workspace, oids, options, (oid, diff) => diff && diffs.set(oid, diff));
  const own = await readPatchIds(workspace, oids, 1);
  expect(diffs.size).toBe(oids.length);
  expect(own.size).toBe(oids.length);
  expect(await readPatchIds(workspace, oids, 1, diffs)).toEqual(own);
  await workspace.close();
});

test.each(['main~3:lost.c', 'main~3^{tree}'])('without %s', async (object) => {
  const repo = await tinyRepo((h) => {
    for (const name of ['one', 'two']) h.commit({ message: name, files: { [`${name}.c`]: `int ${name};\n` } });
    h.commit({ message: 'lost', files: { 'large.c': LARGE, 'lost.c': 'int lost;\n' } });
    h.commit({ message: 'moves', files: { 'one.c': null, 'moved/one.c': { movedFrom: 'one.c' } } });
    h.commit({ message: 'empty', files: {} });
    h.commit({ message: 'last', files: { 'two.c': 'int two, last;\n' } });
  });
  const oids = (await repo.git('rev-list', 'main')).split('\n');
  const idsOf = async (read = false) => {
    const workspace = await openWorkspace([await openRepository(repo.path)]);
    const diffs = new Map<string, Buffer>();
    const options = { processes: 2, mostBytes: Number.POSITIVE_INFINITY };
    if (read) await readDiffs(workspace, oids, options, (oid, diff) => diff && diffs.set(oid, diff));
    const ids = await readPatchIds(workspace, oids, 2, diffs);
    await workspace.close();
    return ids;
  };
  const whole = await idsOf();
  expect(await idsOf(true)).toEqual(whole);
  expect([...whole.keys()].toSorted()).toEqual(oids.filter((_, place) => place !== 1).toSorted());

  const lost = await repo.git('rev-parse', object);
  await loosen(repo);
  await lose(repo, lost);
  // The child of a commit without its tree cannot be compared with it either.
  const gone = object.endsWith('{tree}') ? [oids[2], oids[3]] : [oids[3]];
  expect(await idsOf()).toEqual(new Map([...whole].filter(([oid]) => !gone.includes(oid))));
});
