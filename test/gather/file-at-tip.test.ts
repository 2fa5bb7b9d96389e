// What merging a patch into the tip does to each of its files, where they are and where history says they went; and when git has to look.
import { expect, test } from 'vitest';
import { fatesAtTip, fatesOfBranch } from '../../src/gather/file-at-tip.js';
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
    moves: false,
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
  // It is as it was, but elsewhere.
  const moved = { ...gone, oldMode: '100755', oldBlob: idOf('lib/a.c at the tip') };
  expect(fatesOf(change('a.c', moved))).toEqual([{ does: 'conflict' }]);
  expect(fatesOf(change('lib/new.c', added))).toEqual([{ does: 'change' }]);
  expect(fatesOf(change('here.c', { ...added, newBlob: own }))).toEqual([{ does: 'nothing' }]);
  // Both sides have added it: they have nothing in common.
  expect(fatesOf(change('here.c', added))).toMatchObject([{ does: 'merge', contents: { base: '', ours: own } }]);
});

test('a new file is no other than that at its path: for a branch as a whole also one that upstream has added as well, and moved on', () => {
  const added = { oldPath: null, oldBlob: idOf('0'), oldMode: null };
  const moved = change('a.c', { ...added, newBlob: idOf('lib/a.c at the tip'), newMode: '100755' });
  expect(fatesOf(moved)).toEqual([{ does: 'change' }]);
  expect(fatesOfBranch([moved], TIP, movesOf)).toEqual([{ does: 'nothing' }]);
  expect(fatesOf(change('twice.c', added))).toEqual([{ does: 'change' }]);
  expect(fatesOfBranch([change('twice.c', added)], TIP, movesOf)).toBeNull();
});

test('where a branch as a whole is merged, files that are gone and new ones in a folder that is are told as such, others beside them', () => {
  const added = { oldPath: null, oldBlob: idOf('0'), oldMode: null };
  const files = [
    change('gone.c'),
    change('here.c', { oldBlob: idOf('here.c at the tip') }),
    change('src/new.c', added),
    change('gone.c', { newPath: 'lib/moved.c' }),
  ];
  expect(fatesOfBranch(files, TIP, movesOf)).toEqual([
    { does: 'gone' },
    { does: 'change' },
    { does: 'change' },
    { does: 'gone' },
  ]);
  expect(fatesOfBranch([change('twice.c')], TIP, movesOf)).toBeNull();
  expect(fatesOfBranch([change('gone.c', { newPath: 'here.c' })], TIP, movesOf)).toBeNull();
  // A file is where a folder of it would be.
  expect(fatesOfBranch([change('here.c/new.c', added)], TIP, movesOf)).toBeNull();
  const module = { oldMode: '160000', newMode: '160000' };
  expect(fatesOfBranch([change('gone', module)], TIP, movesOf)).toBeNull();
});

test('of several places that history names it is the one whose path ends most alike, for a branch as a whole; that proves nothing of a patch', () => {
  const moves = () => ['x86/lib/a.c', 'arm/a.c'];
  const tip = new TipTree('the tip', [
    { path: 'x86/lib/a.c', mode: '100644', oid: idOf('one') },
    { path: 'arm/a.c', mode: '100644', oid: idOf('other') },
  ]);
  expect(fatesOfBranch([change('lib/a.c')], tip, moves)).toMatchObject([{ contents: { ours: idOf('one') } }]);
  expect(fatesOfBranch([change('a.c')], tip, moves)).toBeNull();
  expect(fatesAtTip([change('lib/a.c')], tip, moves)).toBeNull();
});

test('links and submodules are changed, or have been, or conflict; where they become something else git is asked', () => {
  const own = idOf('module at the tip');
  const tip = new TipTree('the tip', [
    { path: 'module', mode: '160000', oid: own },
    { path: 'link', mode: '120000', oid: own },
  ]);
  for (const [path, mode] of [
    ['module', '160000'],
    ['link', '120000'],
  ] as const) {
    const modes = { oldMode: mode, newMode: mode };
    const fateOf = (more: Partial<FileChange>) => fatesAtTip([change(path, { ...modes, ...more })], tip, movesOf);
    expect(fateOf({ oldBlob: own })).toEqual([{ does: 'change' }]);
    expect(fateOf({ newBlob: own })).toEqual([{ does: 'nothing' }]);
    expect(fateOf({})).toEqual([{ does: 'conflict' }]);
    expect(fateOf({ oldBlob: own, newMode: '100644' })).toBeNull();
  }
});

test('a file that the change itself moves is merged where it was, and comes to where the change puts it', () => {
  const own = idOf('here.c at the tip');
  expect(fatesOf(change('here.c', { newPath: 'lib/here.c' }))).toMatchObject([
    { does: 'merge', moves: true, contents: { base: idOf('here.c before'), ours: own, theirs: idOf('here.c after') } },
  ]);
  // Upstream has moved it as the change does.
  const there = change('a.c', { newPath: 'lib/a.c' });
  expect(fatesOf(there)).toMatchObject([
    { does: 'merge', moves: false, contents: { ours: idOf('lib/a.c at the tip') } },
  ]);
  expect(fatesOf({ ...there, newBlob: idOf('lib/a.c at the tip') })).toEqual([{ does: 'nothing' }]);
  // What it makes of the contents is there, but not where it puts it.
  expect(fatesOf(change('here.c', { newPath: 'lib/here.c', newBlob: own }))).toMatchObject([
    { does: 'merge', moves: true },
  ]);
});

test('so many that come and go are left to git', () => {
  const many = Array.from({ length: 401 }, (_, at) => [
    change(`lib/${at}.c`, { oldPath: null, oldMode: null }),
    change(`gone/${at}.c`, { newPath: null, newMode: null }),
  ]);
  expect(fatesOfBranch(many.flat(), TIP, movesOf)).toBeNull();
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
  ['it moves one that was moved already', [change('a.c', { newPath: 'lib/z.c' })]],
  ['it moves one into a folder that is gone', [change('here.c', { newPath: 'src/z.c' })]],
  ['it moves one to where another is', [change('here.c', { newPath: 'lib/a.c' })]],
  [
    'it moves one to where another comes',
    [change('here.c', { newPath: 'z.c' }), change('z.c', { oldPath: null, oldMode: null })],
  ],
  ['it changes a mode', [change('here.c', { newMode: '100755' })]],
  ['the tip has another mode', [change('lib/a.c')]],
  ['ids are cut short', [change('here.c', { oldBlob: 'abc' })]],
])('git looks where %s', (_, files) => {
  expect(fatesOf(...files)).toBeNull();
});
