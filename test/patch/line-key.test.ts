// Keys stand for lines: white space makes no difference, anything else does.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineKey, oppositeKey, signedKey, wordCharacters } from '../../src/patch/line-key.js';
import { runs } from '../support/property-tests.js';

const BLANKS = [' ', '\t', '\r', '\v', '\f'];
const character = fc.constantFrom(...Array.from('abcXYZ019_{}();=+-*/"é日'));
const line = fc.array(character, { maxLength: 60 }).map((list) => list.join(''));
const blanks = fc.array(fc.constantFrom(...BLANKS), { maxLength: 3 }).map((list) => list.join(''));

function keyOf(text: string): number {
  const bytes = Buffer.from(`»${text}«`);
  const mark = Buffer.from('»').length;
  return lineKey(bytes, mark, bytes.length - mark);
}

test('law: white space anywhere changes no key', () => {
  fc.assert(
    fc.property(line, fc.array(blanks, { minLength: 1, maxLength: 61 }), (text, between) => {
      const spaced = Array.from(text)
        .map((sign, place) => sign + (between[place % between.length] ?? ''))
        .join('');
      expect(keyOf(`${between[0]}${spaced}`)).toBe(keyOf(text));
    }),
  );
});

test('law: lines that differ in more have other keys', () => {
  fc.assert(
    fc.property(line, line, (a, b) => {
      expect(keyOf(a) === keyOf(b)).toBe(a === b);
    }),
    { numRuns: runs(2000) },
  );
});

test('a hundred thousand lines of code have a hundred thousand keys', () => {
  const keys = new Set<number>();
  for (let number = 0; number < 100_000; number++) keys.add(keyOf(`register_${number.toString(36)}(${number});`));
  expect(keys.size).toBe(100_000);
});

test('law: keys and signs are exact integers, and the opposite of the opposite is the line itself', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.boolean(), (bytes, added) => {
      const key = lineKey(bytes, 0, bytes.length);
      const signed = signedKey(key, added);
      expect(Number.isSafeInteger(signed) && signed >= 0).toBe(true);
      expect(oppositeKey(signed)).toBe(signedKey(key, !added));
      expect(oppositeKey(oppositeKey(signed))).toBe(signed);
      expect(Math.floor(signed / 2)).toBe(key);
    }),
  );
});

test.each([
  ['', 0],
  ['   \t', 0],
  ['}', 0],
  ['return 0;', 7],
  ['über_alles', 11],
  ['x'.repeat(31), 31],
  ['x'.repeat(500), 31],
])('%j has %d word characters', (text, count) => {
  expect(wordCharacters(keyOf(text))).toBe(count);
});
