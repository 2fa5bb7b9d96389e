// When it is known where a patch's files are at the tip, and when git had better look for them.
import { expect, test } from 'vitest';
import { editsAtTip } from '../../src/gather/edits-at-tip.js';
import type { FileChange } from '../../src/model/patch.js';

const change = (path: string, more: Partial<FileChange> = {}): FileChange => ({
  oldPath: path,
  newPath: path,
  oldBlob: `${path} before`,
  newBlob: `${path} after`,
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
const kinship = { paths: (path: string) => MOVES[path] ?? [path] };
const TIP = new Map(
  ['here.c', 'lib/a.c', 'link'].map((path) => {
    const mode = path === 'link' ? '120000' : '100755';
    return [path, { path, mode, oid: `${path} at the tip` }] as const;
  }),
);
const editsOf = (...files: FileChange[]) => editsAtTip({ files }, TIP, kinship);

test('a file that was moved is edited where it is now, with the mode that it has there; others beside it', () => {
  expect(editsOf(change('a.c'), change('here.c'))).toEqual([
    { path: 'lib/a.c', mode: '100755', before: 'a.c before', after: 'a.c after' },
    { path: 'here.c', mode: '100755', before: 'here.c before', after: 'here.c after' },
  ]);
});

test.each([
  ['no file was moved', [change('here.c')]],
  ['it changes nothing', []],
  ['nobody knows where a file is', [change('a.c'), change('gone.c')]],
  ['a file became two', [change('twice.c')]],
  ['two files became one', [change('a.c'), change('b.c')]],
  ['a file became a link', [change('link.c')]],
  ['it adds a file', [change('a.c'), change('new.c', { oldPath: null, oldBlob: null, oldMode: null })]],
  ['it takes one away', [change('a.c', { newPath: null, newBlob: null, newMode: null })]],
  ['it moves one itself', [change('a.c', { newPath: 'z.c' })]],
  ['it changes a mode', [change('a.c', { newMode: '100755' })]],
])('git looks where %s', (_, files) => {
  expect(editsOf(...files)).toBeNull();
});
