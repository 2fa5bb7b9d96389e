// What merging a patch into the tip does to each of its files, where they are and where history says they went; and when git has to look.
import { expect, test } from 'vitest';
import { fatesAtTip, fatesWithGone } from '../../src/gather/file-at-tip.js';
import { TipTree } from '../../src/gather/tip-tree.js';
import type { FileChange } from '../../src/model/patch.js';

/** As long as any id. */
const idOf = (text: string) => text.padEnd(40, '.');

const change = (path: string, more: Partial<FileChange> = {}): FileChange => ({
  oldPath: path,
  newPath: path,
  oldBlob: idOf(`${path} before`),
  newBlob: idOf(`${path} after`),
  oldMode: '100644',
  newMode: '100644',
  hunks: [],
  opaque: [],
  ...more,
});

const MOVES: Readonly<Record<string, readonly string[]>> = {
  'a.c': ['a.c', 'old/a.c', 'lib/a.c'],
  'b.c': ['b.c', 'lib/a.c'],
  'twice.c': ['twice.c', 'here.c', 'lib/a.c'],
  'link.c': ['link.c', 'link'],
};
const movesOf = (path: string) => MOVES[path] ?? [path];
const MODES: Readonly<Record<string, string>> = { link: '120000', 'lib/a.c': '100755' };
const TIP = new TipTree(
  'the tip',
  ['here.c', 'lib/a.c', 'link'].map((path) => ({
    path,
    mode: MODES[path] ?? '100644',
    oid: idOf(`${path} at the tip`),
  })),
);
const fatesOf = (...files: FileChange[]) => fatesAtTip(files, TIP, movesOf);

test('a file that was moved is merged where it is now, with the mode that it has there; others beside it', () => {
  const merge = (path: string, from: string, mode: string) => ({
    does: 'merge',
    contents: {
      mode,
      base: idOf(`${from} before`),
      theirs: idOf(`${from} after`),
      ours: idOf(`${path} at the tip`),
    },
  });
  expect(fatesOf(change('a.c'), change('here.c'))).toEqual([
    merge('lib/a.c', 'a.c', '100755'),
    merge('here.c', 'here.c', '100644'),
  ]);
});

test('what the tip has decides: the change as it is, nothing, or a conflict', () => {
  const own = idOf('here.c at the tip');
  const added = { oldPath: null, oldBlob: idOf('0'), oldMode: null };
  const gone = { newPath: null, newBlob: idOf('0'), newMode: null };
  expect(fatesOf(change('here.c', { oldBlob: own }))).toEqual([{ does: 'change' }]);
  expect(fatesOf(change('here.c', { newBlob: own }))).toEqual([{ does: 'nothing' }]);
  expect(fatesOf(change('here.c', { ...gone, oldBlob: own }))).toEqual([{ does: 'change' }]);
  expect(fatesOf(change('here.c', gone))).toEqual([{ does: 'conflict' }]);
  expect(fatesOf(change('lib/new.c', added))).toEqual([{ does: 'change' }]);
  expect(fatesOf(change('here.c', { ...added, newBlob: own }))).toEqual([{ does: 'nothing' }]);
  // Both sides have added it: they have nothing in common.
  expect(fatesOf(change('here.c', added))).toMatchObject([{ does: 'merge', contents: { base: '', ours: own } }]);
});

test('where a branch as a whole is merged, a file that is gone is told as such, others beside it', () => {
  const files = [change('gone.c'), change('here.c', { oldBlob: idOf('here.c at the tip') })];
  expect(fatesWithGone(files, TIP, movesOf)).toEqual([{ does: 'gone' }, { does: 'change' }]);
  expect(fatesWithGone([change('twice.c')], TIP, movesOf)).toBeNull();
});

test('so many that come and go are left to git', () => {
  const many = Array.from({ length: 401 }, (_, at) => [
    change(`lib/${at}.c`, { oldPath: null, oldMode: null }),
    change(`gone/${at}.c`, { newPath: null, newMode: null }),
  ]);
  expect(fatesWithGone(many.flat(), TIP, movesOf)).toBeNull();
});

test.each([
  ['it changes nothing', []],
  ['nobody knows where a file is', [change('a.c'), change('gone.c')]],
  ['a file became two', [change('twice.c')]],
  ['two files became one', [change('a.c'), change('b.c')]],
  ['a file became a link', [change('link.c')]],
  ['it adds one to a folder that is gone', [change('src/new.c', { oldPath: null, oldMode: null })]],
  ['it adds one where a folder is', [change('lib', { oldPath: null, oldMode: null })]],
  ['it takes away one that is gone', [change('a.c', { newPath: null, newMode: null })]],
  ['it moves one itself', [change('here.c', { newPath: 'z.c' })]],
  ['it changes a mode', [change('here.c', { newMode: '100755' })]],
  ['the tip has another mode', [change('lib/a.c')]],
  ['ids are cut short', [change('here.c', { oldBlob: 'abc' })]],
])('git looks where %s', (_, files) => {
  expect(fatesOf(...files)).toBeNull();
});
