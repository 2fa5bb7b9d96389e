// However git fails on single commits, every other commit is read, once, and the unreadable ones are named.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readInSlices, type SliceReader } from '../../src/git/slices.js';

/** What git does with a commit: prints it; names it and ends; ends before it is named. */
type Kind = 'sound' | 'content missing' | 'tree missing';

/** Reads as git does: a commit counts as done only when the next is named, or at a good end. */
async function* likeGit(
  slice: readonly string[],
  kinds: ReadonlyMap<string, Kind>,
  take: (oid: string) => void,
): SliceReader {
  let current: string | null = null;
  for (const oid of slice) {
    if (kinds.get(oid) === 'tree missing') return { code: 128, stderr: '' };
    if (current !== null) {
      take(current);
      yield current;
    }
    current = oid;
    if (kinds.get(oid) === 'content missing') return { code: 128, stderr: '' };
  }
  if (current !== null) {
    take(current);
    yield current;
  }
  return { code: 0, stderr: '' };
}

/** So few that the shortest lists are shared as well. */
const WORTH = 4;

const kind = fc.constantFrom<Kind>('sound', 'sound', 'sound', 'content missing', 'tree missing');

test('law: taken and set aside are all commits, each once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(kind, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), async (drawn, processes) => {
      const oids = drawn.map((_, place) => `c${place}`);
      const kinds = new Map(oids.map((oid, place) => [oid, drawn[place] ?? 'sound']));
      const taken: string[] = [];
      const aside = await readInSlices(oids, { processes, worth: WORTH }, (slice) =>
        likeGit(slice, kinds, (oid) => taken.push(oid)),
      );
      expect(aside).toEqual(oids.filter((oid) => kinds.get(oid) !== 'sound'));
      expect(taken.toSorted()).toEqual(oids.filter((oid) => kinds.get(oid) === 'sound').toSorted());
    }),
  );
});

test('many commits are shared among the processes, in order', async () => {
  const oids = Array.from({ length: 1000 }, (_, place) => `c${place}`);
  const slices: (readonly string[])[] = [];
  const aside = await readInSlices(oids, { processes: 3, worth: WORTH }, (slice) => {
    slices.push(slice);
    return likeGit(slice, new Map(), () => undefined);
  });
  expect(aside).toEqual([]);
  expect(slices).toHaveLength(3);
  expect(slices.flat()).toEqual(oids);
});

test('a process that was killed is no missing object', async () => {
  // eslint-disable-next-line require-yield
  async function* killed(): SliceReader {
    yield 'a';
    return { code: -1, stderr: 'killed' };
  }
  await expect(readInSlices(['a', 'b'], { processes: 1, worth: WORTH }, killed)).rejects.toMatchObject({
    code: 'git.failed',
    kind: 'world',
  });
});
