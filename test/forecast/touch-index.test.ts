// Who touches a patch: those who take its lines away, and those who write between them, at the ends of a file as well.
import { expect, test } from 'vitest';
import { TouchIndex } from '../../src/forecast/touch-index.js';
import { parseDiff } from '../../src/patch/parse-diff.js';

const diff = (hunk: string) =>
  parseDiff(Buffer.from(`diff --git a/f.txt b/f.txt\nindex 1..2 100644\n--- a/f.txt\n+++ b/f.txt\n${hunk}`));

/** Lines of the patch that another diff touches. */
function touched(patch: string, other: string): number {
  return new TouchIndex([diff(patch)], (path) => [path]).touched(diff(other)).get(0) ?? 0;
}

const FIRST = '@@ -1,4 +1,4 @@\n-first line\n+own first line\n second line\n third line\n fourth line\n';
const LAST = '@@ -6,3 +6,4 @@\n line six\n line seven\n line eight\n+own last line\n';

test('who changes a line of the patch touches it, who changes another does not', () => {
  expect(
    touched(FIRST, '@@ -1,4 +1,4 @@\n-first line\n+their first line\n second line\n third line\n fourth line\n'),
  ).toBe(1);
  expect(
    touched(
      FIRST,
      '@@ -4,3 +4,4 @@\n fourth line\n line five\n line six\n+new\n line seven\n line eight\n line nine\n',
    ),
  ).toBe(0);
});

test('who writes at the beginning or the end of a file touches what changes there', () => {
  expect(touched(FIRST, '@@ -1,3 +1,4 @@\n+a new beginning\n first line\n second line\n third line\n')).toBe(1);
  expect(touched(LAST, '@@ -6,3 +6,4 @@\n line six\n line seven\n line eight\n+their last line\n')).toBe(1);
});

test('context that git cut short by its three lines is no end of a file', () => {
  const inside =
    '@@ -6,4 +6,5 @@\n line six\n line seven\n line eight\n+own line\n line nine\n line ten\n line eleven\n';
  expect(touched(inside, '@@ -9,3 +9,4 @@\n line nine\n line ten\n line eleven\n+their last line\n')).toBe(0);
});
