// Sums of the delta: every figure adds up, and noise is in no share.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Accounted, account, EMPTY_DELTA } from '../../src/delta/account.js';
import { directoriesOf } from '../../src/delta/directories.js';
import type { Tally } from '../../src/model/report.js';
import { STATUSES } from '../../src/model/status.js';
import { patch } from '../report/fixtures.js';
import { fileOf, patchOf } from '../verdict/facts.js';

const NOW = Date.parse('2024-01-01T00:00:00Z') / 1000;
const FIGURES = ['patches', 'hunks', 'insertions', 'deletions', 'files'] as const;
const SETTLED = ['landed', 'absorbed', 'noise'];

const size = fc.record({ hunks: fc.nat(9), insertions: fc.nat(99), deletions: fc.nat(99), files: fc.nat(5) });
const accounted: fc.Arbitrary<Accounted> = fc
  .record({
    status: fc.constantFrom(...STATUSES),
    size,
    author: fc.constantFrom('Ada', 'Bob', 'Cyd'),
    year: fc.integer({ min: 2015, max: 2025 }),
    directory: fc.constantFrom('src', 'doc', '.'),
  })
  .map((drawn) => {
    const half = (figure: number) => Math.floor(figure / 2);
    const { hunks, insertions, deletions, files } = drawn.size;
    const remaining = SETTLED.includes(drawn.status)
      ? { hunks: 0, insertions: 0, deletions: 0, files: 0 }
      : drawn.status === 'partial'
        ? { hunks: half(hunks), insertions: half(insertions), deletions: half(deletions), files: half(files) }
        : drawn.size;
    const report = patch('x', {
      status: drawn.status,
      size: drawn.size,
      remaining,
      author: { name: drawn.author, email: '' },
      authorDate: `${drawn.year}-06-01T00:00:00.000Z`,
    });
    return { report, directories: [{ name: drawn.directory, size: remaining }] };
  });
const stack = fc.array(accounted, { maxLength: 25 });

function added(tallies: readonly Tally[]): Tally {
  const sum = (figure: (typeof FIGURES)[number]) => tallies.reduce((all, tally) => all + tally[figure], 0);
  return Object.fromEntries(FIGURES.map((figure) => [figure, sum(figure)])) as unknown as Tally;
}

describe('laws', () => {
  test('the statuses add up to the total and the noise', () => {
    fc.assert(
      fc.property(stack, (patches) => {
        const delta = account(patches, NOW);
        expect(added(Object.values(delta.byStatus))).toEqual(added([delta.total, delta.noise]));
        expect(delta.byStatus.noise).toEqual(delta.noise);
        expect(delta.byStatus.local).toEqual(delta.local);
      }),
    );
  });

  test('no more remains than there is', () => {
    fc.assert(
      fc.property(stack, (patches) => {
        const { remaining, total } = account(patches, NOW);
        for (const figure of FIGURES) expect(remaining[figure]).toBeLessThanOrEqual(total[figure]);
      }),
    );
  });

  test('authors, directories and ages each add up to what remains', () => {
    fc.assert(
      fc.property(stack, (patches) => {
        const { remaining, byAuthor, byDirectory, byAge } = account(patches, NOW);
        for (const rows of [byAuthor, byDirectory, byAge]) {
          expect(added(rows.map(({ tally }) => tally))).toEqual(remaining);
          expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
        }
      }),
    );
  });

  test('noise changes no share', () => {
    const noise = accounted.filter(({ report }) => report.status === 'noise');
    fc.assert(
      fc.property(stack, fc.array(noise, { maxLength: 9 }), (patches, more) => {
        const [without, along] = [account(patches, NOW), account([...patches, ...more], NOW)];
        expect(along.remainingShare).toBe(without.remainingShare);
        expect(along.total).toEqual(without.total);
        expect(along.remaining).toEqual(without.remaining);
        expect(along.byAuthor).toEqual(without.byAuthor);
      }),
    );
  });

  test('the order of patches makes no difference', () => {
    fc.assert(
      fc.property(stack, (patches) => {
        expect(account(patches.toReversed(), NOW)).toEqual(account(patches, NOW));
      }),
    );
  });

  test('the share is one between none and all, and no number where there is nothing to share', () => {
    fc.assert(
      fc.property(stack, (patches) => {
        const { remainingShare, total } = account(patches, NOW);
        if (total.patches === 0) expect(remainingShare).toBeNull();
        else expect(remainingShare !== null && remainingShare >= 0 && remainingShare <= 1).toBe(true);
      }),
    );
  });
});

test('nothing read is no share, never zero', () => {
  expect(EMPTY_DELTA).toMatchObject({ remainingShare: null, total: { patches: 0 }, byAuthor: [], byAge: [] });
  expect(Object.keys(EMPTY_DELTA.byStatus)).toEqual(STATUSES);
});

test('only noise is no share either', () => {
  const report = patch('log', { status: 'noise' });
  expect(account([{ report, directories: [] }], NOW)).toMatchObject({ remainingShare: null, noise: { patches: 1 } });
});

test('rows come largest first, ages youngest first', () => {
  const at = (name: string, authorDate: string, insertions: number) => ({
    report: patch(name, {
      author: { name, email: '' },
      authorDate,
      size: { hunks: 1, insertions, deletions: 0, files: 1 },
    }),
    directories: [],
  });
  const patches = [
    at('Ada', '2023-12-20T00:00:00Z', 1),
    at('Bob', '2010-01-01T00:00:00Z', 50),
    at('Cyd', '2023-11-01T00:00:00Z', 9),
    at('Cyd', '2024-06-01T00:00:00Z', 1),
  ];
  const delta = account(patches, NOW);
  expect(delta.byAuthor.map(({ name }) => name)).toEqual(['Cyd', 'Bob', 'Ada']);
  expect(delta.byAge.map(({ name, tally }) => [name, tally.patches])).toEqual([
    ['under 30 days', 2],
    ['30 to 90 days', 1],
    ['3 years and over', 1],
  ]);
});

describe('directories', () => {
  const files = [fileOf('src/a.c', 2), fileOf('src/b.c'), fileOf('doc/x.txt'), fileOf('README')];

  test('a patch is shared out to the top directories of its files', () => {
    const rows = directoriesOf(patchOf({ files }), patch('x', { status: 'pending' }));
    expect(rows.map(({ name, size: { files: count, hunks } }) => [name, count, hunks])).toEqual([
      ['src', 2, 3],
      ['doc', 1, 1],
      ['.', 1, 1],
    ]);
  });

  test('of a partial patch only the uncovered hunks count', () => {
    const uncovered = [{ path: 'src/a.c', line: 60, section: '' }];
    const rows = directoriesOf(patchOf({ files }), patch('x', { status: 'partial', uncovered }));
    expect(rows).toEqual([{ name: 'src', size: { hunks: 1, insertions: 2, deletions: 1, files: 1 } }]);
  });
});
