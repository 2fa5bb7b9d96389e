// How much of a patch the tip would take once more.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weigh } from '../../src/match/measure.js';
import { layOut } from '../../src/match/patch-lines.js';
import { changedLines, linesPutTwice, redoneOf, without } from '../../src/match/redone.js';
import { parseDiff } from '../../src/patch/parse-diff.js';

const filesOf = (lines: readonly string[]) =>
  parseDiff(
    Buffer.from(
      `diff --git a/a.c b/a.c\nindex ${'1'.repeat(40)}..${'2'.repeat(40)} 100644\n--- a/a.c\n+++ b/a.c\n` +
        `@@ -1,${lines.filter((line) => line[0] !== '+').length} +1,${lines.filter((line) => line[0] !== '-').length} @@\n` +
        lines.map((line) => `${line}\n`).join(''),
    ),
  );
const patchOf = (lines: readonly string[]) =>
  weigh(
    layOut({ files: filesOf(lines) }, () => false),
    () => 10,
  );

const linesOf = (lines: readonly string[]) => changedLines(filesOf(lines));

test('a line counts as often as the difference has it', () => {
  const patch = patchOf(['+enter();', ' a', '+enter();', '+leave();', '-b();']);
  expect(redoneOf(patch, linesOf(['+enter();', '-b();']))).toBe(0.5);
});

test('what is put in is not what is taken out', () => {
  expect(redoneOf(patchOf(['+enter();', ' a']), linesOf(['-enter();', ' a']))).toBe(0);
});

const change = fc.array(fc.tuple(fc.constantFrom('+', '-'), fc.constantFrom('a();', 'b();', 'c();', 'd();')), {
  minLength: 1,
  maxLength: 12,
});
const told = (lines: [string, string][]) => lines.map(([sign, text]) => `${sign}${text}`);

test('all of it when nothing is there; never more than all of it, nor less when the difference grows', () => {
  fc.assert(
    fc.property(change, change, (own, more) => {
      const patch = patchOf(told(own));
      fc.pre(patch.total > 0);
      expect(redoneOf(patch, linesOf(told(own)))).toBe(1);
      const some = redoneOf(patch, linesOf(told(more)));
      expect(some).toBeLessThanOrEqual(1);
      expect(redoneOf(patch, linesOf(told([...more, ...own])))).toBeGreaterThanOrEqual(some);
    }),
  );
});

const put = (lines: readonly string[]) => linesPutTwice(filesOf(lines)).length;

test.each([
  ['behind itself', [' a();', ' enter();', ' leave();', '+enter();', '+leave();', ' b();'], 2],
  ['before itself', [' a();', '+enter();', '+leave();', ' enter();', ' leave();', ' b();'], 2],
  ['begun by the diff within itself', [' enter();', '+leave();', '+enter();', ' leave();'], 2],
  ['behind its last line only', [' a();', ' leave();', '+enter();', '+leave();', ' b();'], 0],
  ['a line away from itself', [' enter();', ' leave();', ' a();', '+enter();', '+leave();'], 0],
  ['in the place of itself', ['-enter();', '+enter();'], 0],
])('a block %s', (_, lines, count) => {
  expect(put(lines)).toBe(count);
});

test('law: what is put beside itself is told wherever a diff begins it, and only that is left out', () => {
  const block = fc.array(fc.constantFrom('a();', 'b();', 'c();'), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(block, fc.nat(5), (own, turn) => {
      const at = turn % own.length;
      const turned = [...own.slice(at), ...own.slice(0, at)].map((line) => `+${line}`);
      const context = (lines: readonly string[]) => lines.map((line) => ` ${line}`);
      const lines = [...context(own.slice(0, at)), ...turned, ...context(own.slice(at))];
      const put = filesOf([' x();', ...lines, '+y();']);
      const [y] = changedLines(filesOf(['+y();']));
      expect(without(changedLines(put), linesPutTwice(put))).toEqual([y]);
    }),
  );
});
