// What equal contents prove of a commit whose diff cannot be read: the whole patch, or nothing.
import { expect, test } from 'vitest';
import { isWholeChange } from '../../src/gather/read-candidates.js';
import { type FileChange } from '../../src/model/patch.js';

const NAMES = ['src/a.c', 'lib/__init__.py'];
const [OLD, NEW, NONE, EMPTY] = ['1', '2', '0', 'e'].map((digit) => digit.repeat(40)) as [
  string,
  string,
  string,
  string,
];

function change(oldPath: string | null, newPath: string, oldBlob: string | null, newBlob: string | null): FileChange {
  return { oldPath, newPath, oldBlob, newBlob, oldMode: null, newMode: null, hunks: [], opaque: [] };
}

const EDIT = change('src/a.c', 'src/a.c', OLD, NEW);

test.each([
  ['the same edit in the same file', [EDIT], true],
  ['a rename beside it, which has no blobs', [EDIT, change('x', 'y', null, null)], false],
  ['the same empty file in another place', [change(null, 'src/__init__.py', NONE, EMPTY)], false],
  ['the same empty file in its place', [change(null, 'lib/__init__.py', NONE, EMPTY)], true],
])('%s', (_, files, whole) => {
  expect(isWholeChange({ files }, { paths: [0, 1] }, NAMES)).toBe(whole);
});
