// A file comes back as it was sealed, or not at all.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seal, unseal } from '../../src/store/checked-file.js';

const head = fc.stringMatching(/^[!-~]{1,8}( [!-~]{1,8}){0,3}$/);
const body = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));

test('law: what was sealed is found again', () => {
  fc.assert(
    fc.property(head, body, (said, bytes) => {
      expect(unseal(seal(said, bytes))).toEqual({ head: said, body: bytes });
    }),
  );
});

test('law: any changed byte, any cut and any addition is noticed', () => {
  fc.assert(
    fc.property(head, body, fc.integer({ min: 1, max: 255 }), (said, bytes, change) => {
      const content = seal(said, bytes);
      for (let at = 0; at < content.length; at++) {
        const changed = Buffer.from(content);
        changed[at] = (content[at] ?? 0) ^ change;
        expect(unseal(changed)).toBe(null);
        expect(unseal(content.subarray(0, at))).toBe(null);
      }
      expect(unseal(Buffer.concat([content, Buffer.of(change)]))).toBe(null);
    }),
    { numRuns: 30 },
  );
});

test('text is UTF-8 on disk, and what was never sealed is nothing', () => {
  expect(unseal(seal('a 1', 'naïve'))?.body).toEqual(Buffer.from('naïve', 'utf8'));
  expect(['', '\n', ' \n', 'a', '{"a":1}'].map((text) => unseal(Buffer.from(text)))).toEqual(Array(5).fill(null));
});
