// How rows become figures.
import { expect, test } from 'vitest';
import { judge, type Said } from '../../src/accuracy/judge.js';
import { calibrationOf, confusionOf, score } from '../../src/accuracy/score.js';
import type { TruthRow } from '../../src/accuracy/truth.js';

const row = (statuses: TruthRow['statuses'], commits: TruthRow['commits'] = []): TruthRow => ({
  half: 'report',
  repository: 'r',
  upstream: 'u',
  branch: 'b',
  patch: 'p',
  statuses,
  commits,
  also: ['also'],
  slices: [],
  note: '',
});
const said = (status: Said['status'], commits: string[], confidence = 0.95): Said => ({
  status,
  commits,
  confidence,
  says: '',
});

test('either of two alternatives will do, what may be named is not wrong, anything else is', () => {
  const truth = row(['landed'], [['a', 'b'], ['c']]);
  expect(judge(truth, said('landed', ['b', 'c', 'also']))).toMatchObject({
    found: 2,
    missed: [],
    wrong: [],
    right: true,
  });
  expect(judge(truth, said('landed', ['a', 'x']))).toMatchObject({
    found: 1,
    missed: [['c']],
    wrong: ['x'],
    right: false,
  });
});

test('absorbed names no commit: the status is right, the links are missed', () => {
  const judged = judge(row(['landed', 'absorbed'], [['a']]), said('absorbed', []));
  expect(judged).toMatchObject({ statusRight: true, right: true, found: 0 });
  expect(score([judged]).links).toMatchObject({ recall: 0, precision: null });
});

test('landed said of what never landed is a false landing; partial is wrong, but drops nothing', () => {
  const never = row(['pending', 'ambiguous']);
  const figures = score(
    [said('landed', ['x']), said('partial', ['x']), said('ambiguous', [])].map((s) => judge(never, s)),
  );
  expect(figures).toMatchObject({ neverLanded: 3, falseLandings: 1, asked: 1, statusRight: 1 });
  expect(figures.links).toMatchObject({ wrong: 2, precision: 0, recall: null, f1: null });
});

test('calibration counts claims by tenths; ambiguous claims nothing', () => {
  const truth = row(['landed'], [['a']]);
  const judged = [
    said('landed', ['a'], 0.91),
    said('landed', ['x'], 0.99),
    said('landed', ['a'], 1),
    said('ambiguous', [], 0.5),
  ];
  const [bin, ...others] = calibrationOf(judged.map((s) => judge(truth, s)));
  expect(others).toEqual([]);
  expect(bin?.rows).toBe(3);
  expect(bin?.confidence).toBeCloseTo(0.9667, 3);
  expect(bin?.right).toBeCloseTo(2 / 3, 3);
});

test('the matrix counts what each label was called', () => {
  const judged = [judge(row(['partial']), said('landed', [])), judge(row(['partial']), said('partial', []))];
  expect(confusionOf(judged)).toEqual({ partial: { landed: 1, partial: 1 } });
});
