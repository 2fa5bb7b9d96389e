// What the generator does to patches, so that its labels are true by construction.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyChanges } from '../../src/accuracy/generate/apply-hunks.js';
import {
  changedLines,
  editAdded,
  keepLines,
  ownIdentifier,
  renameIdentifier,
} from '../../src/accuracy/generate/edits.js';
import { inverseOf } from '../../src/accuracy/generate/inverse.js';
import { parseDiff } from '../../src/patch/parse-diff.js';

const OLD = Array.from({ length: 12 }, (_, at) => `line ${at}`);
const DIFF = parseDiff(
  Buffer.from(`diff --git a/f b/f
index 1111111111111111111111111111111111111111..2222222222222222222222222222222222222222 100644
--- a/f
+++ b/f
@@ -2,4 +2,5 @@
 line 1
-line 2
+new total
+use total
 line 3
 line 4
@@ -9,3 +10,2 @@
 line 8
-line 9
 line 10
`),
);
const reading = (text: readonly string[]) => (path: string) => (path === 'f' ? text : null);

test('a change is applied, and its inverse takes it back', () => {
  const after = applyChanges(reading(OLD), DIFF)?.get('f') ?? [];
  expect(after.slice(0, 6)).toEqual(['line 0', 'line 1', 'new total', 'use total', 'line 3', 'line 4']);
  expect(after).not.toContain('line 9');
  expect(applyChanges(reading(after), inverseOf(DIFF))?.get('f')).toEqual(OLD);
});

test('a change follows lines that were put above it, and bears another context at its edge', () => {
  const moved = ['own', 'own', ...OLD].map((line) => (line === 'line 4' ? 'other' : line));
  expect(applyChanges(reading(moved), DIFF)?.get('f')).toContain('use total');
});

test('a change of lines that are not there does not apply', () => {
  expect(applyChanges(reading(OLD.map((line) => line.replace('2', 'two'))), DIFF)).toBeNull();
  expect(applyChanges(() => null, DIFF)).toBeNull();
});

test('law: the kept lines and the others make the whole, whichever are kept', () => {
  const whole = applyChanges(reading(OLD), DIFF)?.get('f');
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (kept) => {
      const part = keepLines(DIFF, (place) => kept[place] ?? false);
      const count = kept.filter(Boolean).length;
      expect(changedLines(part)).toHaveLength(count);
      const after = count === 0 ? OLD : applyChanges(reading(OLD), part)?.get('f');
      expect(after).not.toBeNull();
      if (count === 4) expect(after).toEqual(whole);
    }),
  );
});

test('the identifier that a change brings in is renamed everywhere, and only in added lines', () => {
  expect(ownIdentifier(DIFF)).toBe('total');
  const renamed = renameIdentifier(DIFF, 'total', 'sum');
  expect(changedLines(renamed).map(({ text }) => text)).toEqual(['line 2', 'new sum', 'use sum', 'line 9']);
  expect(changedLines(editAdded(DIFF, (text) => [text, 'more']))).toHaveLength(6);
});
