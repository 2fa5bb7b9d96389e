// What happens to a stack from point to point, and where that leads.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { follow } from '../../src/trend/follow.js';
import { trendOf } from '../../src/trend/trend-of.js';
import type { HistoryPoint } from '../../src/model/history-point.js';
import { runs } from '../support/property-tests.js';
import { carried, landed, point } from './points.js';

const QUERY = { project: 'demo', upstreamAsOf: 'commit-date', since: null, days: 90 } as const;

function steps(...points: readonly HistoryPoint[]) {
  return trendOf(points, QUERY).steps;
}

describe('who dropped what', () => {
  const others = ['one', 'two', 'three'].map((subject) => carried(subject));

  test('a patch that upstream had by then was dropped after landing', () => {
    const [step] = steps(point('2020-01-01', [...others, landed('fix', '2019-12-01')]), point('2020-02-01', others));
    expect(step?.dropped).toMatchObject([{ subject: 'fix', fate: 'after-landing' }]);
    expect(step).toMatchObject({ added: [], rewritten: [], returned: [], reset: false });
  });

  test('a patch of which no landing is known is lost', () => {
    const [step] = steps(point('2020-01-01', [...others, carried('fix')]), point('2020-02-01', others));
    expect(step?.dropped).toMatchObject([{ subject: 'fix', fate: 'lost', judged: '2020-01-01T00:00:00.000Z' }]);
  });

  test('a replay knows that it landed later', () => {
    const [step] = steps(
      point('2020-01-01', [...others, carried('fix')]),
      point('2020-02-01', others, { dropped: [{ ...carried('fix'), later: landed('fix', '2020-03-01') }] }),
    );
    expect(step?.dropped).toMatchObject([
      { fate: 'before-landing', judged: '2020-02-01T00:00:00.000Z', landing: { date: '2020-03-01T00:00:00.000Z' } },
    ]);
  });

  test('where the commit that drops it names an upstream commit, a person says that it landed', () => {
    const change = { oid: '1'.repeat(40), by: 'Packager', subject: 'drop it', cites: ['2'.repeat(40)] };
    const [step] = steps(point('2020-01-01', [...others, carried('fix')]), point('2020-02-01', others, { change }));
    expect(step?.dropped).toMatchObject([{ subject: 'fix', fate: 'declared' }]);
  });

  test.each([
    ['noise', 'noise'],
    ['local', 'local'],
    ['superseded', 'uncertain'],
    ['partial', 'uncertain'],
    ['rejected', 'lost'],
  ] as const)('of a patch that was %s it says %s', (status, fate) => {
    const [step] = steps(point('2020-01-01', [...others, carried('fix', { status })]), point('2020-02-01', others));
    expect(step?.dropped).toMatchObject([{ fate }]);
  });

  test('a landing is told while the patch is still carried', () => {
    const [step] = steps(
      point('2020-01-01', others),
      point('2020-02-01', [landed('one', '2020-01-15'), ...others.slice(1)]),
    );
    expect(step).toMatchObject({ landed: [{ subject: 'one' }], dropped: [], rewritten: [] });
  });

  test('a rebase drops nothing', () => {
    const rebased = others.map((patch, at) => ({ ...patch, id: `rebased${at}`, key: `other ${at}` }));
    expect(steps(point('2020-01-01', others), point('2020-02-01', rebased))).toEqual([]);
  });

  test('other content under the same key is a rewrite', () => {
    const [step] = steps(
      point('2020-01-01', others),
      point('2020-02-01', [carried('one', { id: 'other', patchId: 'other' }), ...others.slice(1)]),
    );
    expect(step).toMatchObject({ dropped: [], rewritten: [{ subject: 'one' }], added: [] });
  });

  test('a patch that was carried before comes back', () => {
    const [, step] = steps(
      point('2020-01-01', others),
      point('2020-02-01', others.slice(1)),
      point('2020-03-01', others),
    );
    expect(step).toMatchObject({ returned: [{ subject: 'one' }], added: [] });
  });

  test('where all go at once, the stack was reset, and what landed is told all the same', () => {
    const [step] = steps(point('2020-01-01', [...others, landed('fix', '2019-12-01')]), point('2020-02-01', []));
    expect(step?.reset).toBe(true);
    expect(step?.dropped.map(({ fate }) => fate)).toEqual(['reset', 'reset', 'reset', 'after-landing']);
  });

  test('for any two states, each patch is told of once on its side', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 });
    const contents = fc.constantFrom('x', 'y', null);
    const stack = fc.array(
      fc.tuple(
        names.map((all) => all.join('')),
        contents,
      ),
      { maxLength: 6 },
    );
    const patches = stack.map((list) =>
      list.map(([name, content]) => carried(name, { id: `${name} ${content}`, patchId: content })),
    );
    fc.assert(
      fc.property(patches, patches, (before, after) => {
        const { same, rewritten, gone, come } = follow(before, after);
        const pairs = [...same, ...rewritten];
        expect([...pairs.map(([patch]) => patch), ...gone].toSorted(byKey)).toEqual(before.toSorted(byKey));
        expect([...pairs.map(([, patch]) => patch), ...come].toSorted(byKey)).toEqual(after.toSorted(byKey));
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('where it leads', () => {
  const stack = (size: number) => Array.from({ length: size }, (_, at) => carried(`patch ${at}`));
  const patches = (...points: readonly HistoryPoint[]) =>
    trendOf(points, QUERY).forecasts.find(({ measure }) => measure === 'patches');

  test('a slope downwards has an end', () => {
    const found = patches(point('2020-01-01', stack(30)), point('2020-01-31', stack(20)));
    expect(found).toMatchObject({ days: 30, from: 30, to: 20, done: '2020-03-31T00:00:00.000Z' });
    expect(found?.slope).toBeCloseTo(-1 / 3);
  });

  test('a stack that grows or stays is never done', () => {
    expect(patches(point('2020-01-01', stack(2)), point('2020-01-31', stack(2)))?.done).toBeNull();
    expect(patches(point('2020-01-01', stack(2)), point('2020-01-31', stack(9)))?.done).toBeNull();
  });

  test('only the last days count, and a stack stays as it was between two points', () => {
    const long = [point('2019-01-01', stack(90)), point('2019-06-01', stack(40)), point('2020-01-01', stack(40))];
    expect(patches(...long)).toMatchObject({ days: 90, from: 40, to: 40, done: null });
  });

  test('two points of one week make no forecast', () => {
    expect(patches(point('2020-01-01', stack(30)), point('2020-01-03', stack(20)))).toBeUndefined();
  });
});

describe('which points count', () => {
  test('of one state the one recorded last, others by date; other projects and views not at all', () => {
    const first = point('2020-01-01', [carried('a')], { source: 'replay' });
    const trend = trendOf(
      [
        point('2020-03-01', []),
        first,
        { ...first, patches: [], remaining: point('2020-01-01', []).remaining },
        point('2020-02-01', [], { project: 'other' }),
        point('2020-02-01', [], { upstreamAsOf: 'today' }),
      ],
      QUERY,
    );
    expect(trend.points.map(({ date, patches }) => [date.slice(0, 10), patches])).toEqual([
      ['2020-01-01', 0],
      ['2020-03-01', 0],
    ]);
  });

  test('what is older than `since` is left out, but not forgotten', () => {
    const since = '2020-02-01T00:00:00.000Z';
    const points = [point('2020-01-01', [carried('a')]), point('2020-02-01', []), point('2020-03-01', [carried('a')])];
    const trend = trendOf(points, { ...QUERY, since });
    expect(trend.points).toHaveLength(2);
    expect(trend.steps).toMatchObject([{ dropped: [{ subject: 'a' }] }, { returned: [{ subject: 'a' }] }]);
  });
});

function byKey(one: { readonly key: string; readonly patchId: string | null }, other: typeof one): number {
  const [a, b] = [`${one.key} ${one.patchId}`, `${other.key} ${other.patchId}`];
  return a < b ? -1 : a > b ? 1 : 0;
}
