// The trend of many projects is the sum of theirs, at each time at which one of them has a point.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TrendPoint } from '../../src/model/trend.js';
import { sumPoints, trendOfAll } from '../../src/trend/sum-points.js';

const DAY = 86_400_000;

function point(day: number, patches: number): TrendPoint {
  const sizes = { patches, hunks: patches * 2, lines: patches * 10 };
  const date = new Date(day * DAY).toISOString();
  return { date, source: 'status', change: null, total: patches + 1, ...sizes, noise: { ...sizes, patches: 1 } };
}

test('between two points a project stays as it was', () => {
  const sums = sumPoints([
    [point(1, 5), point(3, 2)],
    [point(2, 1), point(3, 1)],
  ]);
  expect(sums.map(({ date, patches, total, noise }) => [date.slice(8, 10), patches, total, noise.patches])).toEqual([
    ['02', 5, 6, 1],
    ['03', 6, 8, 2],
    ['04', 3, 5, 2],
  ]);
});

test('law: whatever the order of points and projects, the last sum is that of the newest of each', () => {
  const projects = fc.array(fc.array(fc.tuple(fc.nat(30), fc.nat(50)), { minLength: 1 }), { minLength: 1 });
  fc.assert(
    fc.property(projects, (written) => {
      const all = written.map((days) => [...new Map(days)].map(([day, patches]) => point(day, patches)));
      const sums = sumPoints(all);
      const newest = all.map((points) => points.reduce((a, b) => (a.date > b.date ? a : b)));
      expect(sums.at(-1)?.lines).toBe(newest.reduce((sum, { lines }) => sum + lines, 0));
      expect(sumPoints(all.toReversed().map((points) => points.toReversed()))).toEqual(sums);
      expect(sums.map(({ date }) => date)).toEqual([...new Set(all.flat().map(({ date }) => date))].toSorted());
    }),
  );
});

test('what is older than asked for is left out of the chart, not of the sum', () => {
  const trend = trendOfAll('all', [[point(1, 5)], [point(9, 2)]], { since: new Date(5 * DAY).toISOString(), days: 90 });
  expect(trend.points.map(({ patches }) => patches)).toEqual([7]);
});
