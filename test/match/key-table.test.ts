// Numbers for keys, and where a patch has its lines: both must answer as a map would, whatever the keys.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyTable } from '../../src/match/key-table.js';
import { LinePlaces } from '../../src/match/line-places.js';

/** Few distinct values, so that they meet; many that share their low or high half. */
const key = fc.oneof(
  fc.integer({ min: 0, max: 8 }),
  fc.integer({ min: 0, max: 40 }).map((high) => high * 2 ** 32 + 7),
  fc.maxSafeNat(),
);

test('a key is given the next number once, and found by it ever after', () => {
  fc.assert(
    fc.property(fc.array(key), fc.array(key), (added, asked) => {
      const table = new KeyTable(added.length);
      const distinct = [...new Set(added)];
      expect(added.map((each) => table.add(each))).toEqual(added.map((each) => distinct.indexOf(each)));
      expect(table.size).toBe(distinct.length);
      expect(asked.map((each) => table.find(each))).toEqual(asked.map((each) => distinct.indexOf(each)));
    }),
  );
});

test('the places of a line are all that have its key, in order', () => {
  fc.assert(
    fc.property(fc.array(key), key, (keys, asked) => {
      const places = new LinePlaces(keys);
      const expected = keys.flatMap((each, place) => (each === asked ? [place] : []));
      expect([...(places.get(asked) ?? [])]).toEqual(expected);
      expect(places.has(asked)).toBe(expected.length > 0);
    }),
  );
});
