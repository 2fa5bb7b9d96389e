// Git's output comes in chunks of any size: records do not depend on where it is cut.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitRecords, splitTexts } from '../../src/git/records.js';
import { decodeText } from '../../src/patch/decode.js';

async function* chunksOf(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Buffer, string> {
  let start = 0;
  for (const cut of [...cuts.map((at) => at % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b)) {
    yield Buffer.from(bytes.subarray(start, cut));
    start = cut;
  }
  return 'ended';
}

test('law: the records are those between delimiters, wherever the chunks end', async () => {
  const bytes = fc.array(fc.constantFrom(0, 10, 65, 66, 255)).map((list) => Uint8Array.from(list));
  await fc.assert(
    fc.asyncProperty(bytes, fc.array(fc.nat()), fc.constantFrom(0, 10), async (content, cuts, delimiter) => {
      const found: string[] = [];
      const source = splitRecords(chunksOf(content, cuts), delimiter);
      let step = await source.next();
      for (; !step.done; step = await source.next())
        found.push(...step.value.map((record) => record.toString('latin1')));
      const wanted = Buffer.from(content).toString('latin1').split(String.fromCharCode(delimiter));
      if (wanted.at(-1) === '') wanted.pop();
      expect(found).toEqual(wanted);
      expect(step.value).toBe('ended');
    }),
  );
});

test('law: texts are the records, decoded', async () => {
  const bytes = fc.array(fc.constantFrom(0, 10, 65, 66, 255)).map((list) => Uint8Array.from(list));
  await fc.assert(
    fc.asyncProperty(bytes, fc.array(fc.nat()), async (content, cuts) => {
      const [texts, records] = [splitTexts(chunksOf(content, cuts)), splitRecords(chunksOf(content, cuts))];
      const all = async <T>(source: AsyncGenerator<T[], string>) => {
        const found: T[] = [];
        let step = await source.next();
        for (; !step.done; step = await source.next()) found.push(...step.value);
        return { found, ended: step.value };
      };
      const [one, other] = [await all(texts), await all(records)];
      expect(one.found).toEqual(other.found.map((record) => decodeText(record)));
      expect(one.ended).toBe('ended');
    }),
  );
});
