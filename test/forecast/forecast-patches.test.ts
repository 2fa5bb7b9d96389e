// A conflict that only dropping brings about names the dropped patches it stands on.
import { expect, test } from 'vitest';
import { forecastPatches, type StepAhead } from '../../src/forecast/forecast-patches.js';
import type { Outcome, Rehearsed } from '../../src/model/forecast.js';

const went = (outcome: Outcome, files: readonly string[] = []): Rehearsed => ({ outcome, files, behind: [] });

function forecastOf(asIs: readonly Rehearsed[], afterPlan: readonly Rehearsed[]) {
  const paths = [['a.c'], ['b.c'], ['a.c'], ['a.c']];
  const steps = afterPlan.map(
    (after, place): StepAhead => ({
      step: {
        id: `p${place}`,
        subject: '',
        status: 'landed',
        decision: after.outcome === 'dropped' ? 'drop' : 'keep',
      },
      paths: paths[place] ?? [],
      asIs: asIs[place] ?? after,
      afterPlan: after,
      touches: [],
    }),
  );
  return forecastPatches(steps, 0).map(({ standsOn }) => standsOn);
}

const CLEAN = went('clean');
const DROPPED = went('dropped');

test('only dropped patches that applied before it, in the files where it conflicts', () => {
  const after = [DROPPED, DROPPED, went('conflicts', ['a.c']), DROPPED];
  expect(forecastOf([CLEAN, CLEAN, CLEAN, CLEAN], after)).toEqual([[], [], ['p0'], []]);
  expect(forecastOf([went('empty'), CLEAN, CLEAN, CLEAN], after)[2]).toEqual([]);
});

test('a patch that conflicts in any case stands on nothing that was dropped', () => {
  const stuck = went('conflicts', ['a.c']);
  expect(forecastOf([CLEAN, CLEAN, stuck, CLEAN], [DROPPED, DROPPED, stuck, DROPPED])[2]).toEqual([]);
});
