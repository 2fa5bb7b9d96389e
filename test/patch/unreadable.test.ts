// Patch texts of which something cannot be read, and contents that only seem to have a patch already: nothing is concluded.
import { expect, test } from 'vitest';
import { isApplied } from '../../src/patch/apply.js';
import { parsePatchText } from '../../src/patch/parse-patch-text.js';

const NAMES = '--- a/src/x.c\n+++ b/src/x.c\n';

function read(text: string) {
  return parsePatchText(Buffer.from(text), 1);
}

test.each([
  ['base64, as some mail programs send it', 'Content-Transfer-Encoding: base64\n\nLS0tIGEvc3JjL3guYwo=\n'],
  ['a normal diff', 'Subject: x\n\n2c2\n< two\n---\n> TWO\n'],
  ['a compressed patch', '\x1f\x8b\x08\x00\x00'],
  ['a combined diff', `diff --cc src/x.c\n${NAMES}@@@ -1,2 -1,2 +1,2 @@@\n  one\n--two\n++TWO\n`],
  ['hunk headers without figures', `${NAMES}@@ @@\n one\n-two\n+TWO\n`],
  ['a header without hunks', `Index: src/x.c\n${NAMES}`],
  [
    'a line that a mail program wrapped',
    `${NAMES}@@ -1,3 +1,4 @@\n one\n+call(first,\nsecond);\n+two\n three\n four\n`,
  ],
])('%s is told as lost', (_, text) => {
  const { lost, problems } = read(text);
  expect([lost, problems.length > 0]).toEqual([true, true]);
});

test.each([
  ['an emptied file', '$NetBSD$\n\n'],
  ['a change of mode', 'diff --git a/x b/x\nold mode 100644\nnew mode 100755\n'],
  ['an empty file', 'diff --git a/x b/x\nnew file mode 100644\nindex 0000000..e69de29\n'],
  ['a mail with a signature', `${NAMES}@@ -1,2 +1,2 @@\n one\n-two\n+TWO\n-- \n2.39.0\n`],
])('%s is read in full', (_, text) => {
  expect(read(text)).toMatchObject({ lost: false, problems: [] });
});

test('what a broken hunk, or one that leaves nothing, leads to is never said to be there', () => {
  const seen = (text: string, content: string) => read(text).files.map((file) => isApplied(content, file));
  const content = 'int a;\n{\n}\nint b;\none\ntwo\n';
  expect(seen(`${NAMES}@@ -5,2 +5,3 @@\n one\n two\n`, content)).toEqual([false]);
  expect(seen(`${NAMES}@@ -9 +8,0 @@\n-three\n`, content)).toEqual([false]);
  // A call is taken out of another function: an empty one elsewhere in the file says nothing of that.
  expect(seen(`${NAMES}@@ -9,3 +9,2 @@\n {\n-call();\n }\n`, content)).toEqual([false]);
  expect(seen(`${NAMES}@@ -2,3 +2,2 @@\n {\n-call();\n }\n`, content)).toEqual([true]);
});
