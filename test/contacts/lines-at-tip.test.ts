// Lines that a patch is about, followed through what upstream did to the file since.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { carriedOver, touchedLines } from '../../src/contacts/lines-at-tip.js';
import type { Hunk } from '../../src/model/patch.js';
import { parseDiff } from '../../src/patch/parse-diff.js';

function hunksOf(...body: string[]): readonly Hunk[] {
  return parseDiff(Buffer.from(['diff --git a/a b/a', '--- a/a', '+++ b/a', ...body, ''].join('\n')))[0]?.hunks ?? [];
}

test('lines that are removed, and the neighbours of lines that are only added', () => {
  expect(touchedLines(hunksOf('@@ -10,5 +10,5 @@', ' a', '-b', '-c', '+d', '+e', ' f', ' g'))).toEqual([
    { first: 11, last: 12 },
  ]);
  expect(touchedLines(hunksOf('@@ -10,2 +10,3 @@', ' a', '+b', ' c'))).toEqual([{ first: 10, last: 11 }]);
  expect(touchedLines(hunksOf('@@ -1,1 +1,2 @@', '+b', ' c'))).toEqual([{ first: 1, last: 1 }]);
  expect(touchedLines(hunksOf('@@ -9,1 +9,2 @@', ' c', '+end'))).toEqual([{ first: 9, last: 9 }]);
  expect(touchedLines(hunksOf('@@ -0,0 +1,1 @@', '+all'))).toEqual([]);
});

test('a line that was changed since is where its successors are; one that is gone, where it was', () => {
  expect(carriedOver([{ first: 5, last: 5 }], hunksOf('@@ -5,1 +8,3 @@', '-a', '+b', '+c', '+d'))).toEqual([
    { first: 8, last: 10 },
  ]);
  expect(carriedOver([{ first: 5, last: 6 }], hunksOf('@@ -5,2 +4,0 @@', '-a', '-b'))).toEqual([{ first: 4, last: 4 }]);
  expect(carriedOver([{ first: 1, last: 1 }], hunksOf('@@ -1,1 +0,0 @@', '-a'))).toEqual([]);
});

/** What upstream does with each line: keeps it, drops it, or puts so many before it. */
const STEPS = fc.array(
  fc.oneof(fc.constant('keep' as const), fc.constant('drop' as const), fc.integer({ min: 1, max: 3 })),
  { maxLength: 30 },
);

test('a line that is kept is found where it is now, whatever came and went around it', () => {
  fc.assert(
    fc.property(STEPS, (steps) => {
      const { kept, hunks } = story(steps);
      for (const [before, after] of kept)
        expect(carriedOver([{ first: before, last: before }], hunks)).toEqual([{ first: after, last: after }]);
    }),
  );
});

function story(steps: readonly ('keep' | 'drop' | number)[]) {
  const kept: [number, number][] = [];
  const body: string[] = [];
  let [before, after] = [0, 0];
  let open = { dropped: 0, added: 0 };
  const close = () => {
    const { dropped, added } = open;
    if (dropped + added > 0) {
      const old = dropped > 0 ? before - dropped + 1 : before;
      const fresh = added > 0 ? after - added + 1 : after;
      body.push(
        `@@ -${old},${dropped} +${fresh},${added} @@`,
        ...Array<string>(dropped).fill('-x'),
        ...Array<string>(added).fill('+y'),
      );
    }
    open = { dropped: 0, added: 0 };
  };
  for (const step of steps) {
    if (typeof step === 'number') {
      after += step;
      open.added += step;
    } else if (step === 'drop') {
      before += 1;
      open.dropped += 1;
    } else {
      close();
      kept.push([++before, ++after]);
    }
  }
  close();
  return { kept, hunks: hunksOf(...body) };
}
