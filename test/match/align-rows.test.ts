// Two hunks in rows: nothing is lost, nothing is shown twice, and each side keeps its order.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignRows, type Laid, type Pair } from '../../src/match/align-rows.js';

const laid = (text: string, sign: '+' | '-' | ' ' = '+'): Laid => ({
  line: { sign, text, number: 1 },
  match: sign === ' ' ? null : 'none',
});
const shown = (rows: ReturnType<typeof alignRows>) =>
  rows.map(({ ours, theirs, match }) => `${ours?.text ?? ''}|${theirs?.text ?? ''}|${match ?? ''}`);

test('paired lines stand beside each other, the rest alone in between', () => {
  const ours = [laid('a'), laid('b'), laid('c')];
  const theirs = [laid('A'), laid('x'), laid('C')];
  const pairs: Pair[] = [
    { ours: 0, theirs: 0, match: 'exact' },
    { ours: 2, theirs: 2, match: 'edited' },
  ];
  expect(shown(alignRows(ours, theirs, pairs))).toEqual(['a|A|exact', 'b||none', '|x|none', 'c|C|edited']);
});

test('equal context is shared, other context is not', () => {
  const rows = alignRows(
    [laid('{', ' '), laid('a'), laid('}', ' ')],
    [laid('{', ' '), laid('b'), laid('end', ' '), laid('}', ' ')],
    [],
  );
  expect(shown(rows)).toEqual(['{|{|', 'a||none', '|b|none', '|end|', '}|}|']);
});

test('of pairs that cross, the most that keep their order stay', () => {
  const three = ['a', 'b', 'c'].map((text) => ({ ...laid(text), match: 'moved' as const }));
  const pairs: Pair[] = [
    { ours: 0, theirs: 2, match: 'exact' },
    { ours: 1, theirs: 0, match: 'exact' },
    { ours: 2, theirs: 1, match: 'exact' },
  ];
  expect(shown(alignRows(three, three, pairs))).toEqual(['a||moved', 'b|a|exact', 'c|b|exact', '|c|moved']);
});

test('every line of both sides is there once, in its order', () => {
  const side = fc.array(fc.constantFrom(laid('x'), laid('y', '-'), laid('z', ' '), laid('w', ' ')), { maxLength: 12 });
  fc.assert(
    fc.property(side, side, fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 8 }), (ours, theirs, drawn) => {
      const own = new Map(drawn.filter(([one, other]) => one < ours.length && other < theirs.length));
      const pairs = [...new Map([...own].map(([one, other]) => [other, one]))].map(([other, one]): Pair => {
        return { ours: one, theirs: other, match: 'exact' };
      });
      const rows = alignRows(ours, theirs, pairs);
      expect(rows.flatMap((row) => row.ours ?? [])).toEqual(ours.map(({ line }) => line));
      expect(rows.flatMap((row) => row.theirs ?? [])).toEqual(theirs.map(({ line }) => line));
    }),
  );
});
