// The delta against a recorded state: it must not grow, and no state is no pass.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedRules } from '../../src/gate/ask.js';
import { baselinesOfHistory, baselinesOfReport } from '../../src/gate/baseline.js';
import type { PatchReport } from '../../src/model/report.js';
import { json } from '../../src/report/json.js';
import { PLAIN } from '../../src/report/index.js';
import { pointOf } from '../../src/trend/point-of.js';
import { patch, project, report } from '../report/fixtures.js';
import { checkOf, excuse } from './cases.js';

const recordedOf = (patches: readonly PatchReport[]) =>
  baselinesOfReport(JSON.parse(json.report(report([project('gdb', patches)]), PLAIN)));
const against = (before: readonly PatchReport[], patches: readonly PatchReport[]) =>
  checkOf('ratchet', null, { patches, baselines: recordedOf(before) });
const [a, b, c] = [patch('a'), patch('b'), patch('c')];

describe('the ratchet', () => {
  test('holds while nothing is added', () => {
    expect(against([a, b], [a, b])).toMatchObject({
      outcome: 'pass',
      says: '2 patches and 60 lines to carry; 2 and 60 on 2026-11-23',
    });
    expect(
      against(
        [a, b],
        [a, { ...b, status: 'landed', remaining: { ...b.remaining, hunks: 0, insertions: 0, deletions: 0 } }],
      ).outcome,
    ).toBe('pass');
  });

  test('names what was added; a rebase or an edit adds nothing', () => {
    const rebased = { ...a, id: 'ffffffffffff' };
    const edited = { ...b, id: 'eeeeeeeeeeee', patchId: 'e'.repeat(40) };
    const grown = against([a, b], [rebased, edited, c]);
    expect([grown.outcome, grown.violations.map(({ subject }) => subject)]).toEqual(['fail', ['c']]);
  });

  test('counts lines too: a patch that grew is a larger delta', () => {
    const size = { ...a.size, insertions: a.size.insertions + 1 };
    expect(against([a], [{ ...a, size, remaining: size }])).toMatchObject({ outcome: 'fail', violations: [] });
  });

  test('warns when an annotation excuses all that was added', () => {
    const held = { patches: [a, c], baselines: recordedOf([a]), annotations: [excuse('c', '2027-01-01')] };
    expect(checkOf('ratchet', null, held).outcome).toBe('warn');
    expect(checkOf('ratchet', null, { ...held, patches: [a, b, c] }).outcome).toBe('fail');
  });

  test.each([
    ['there is no baseline', null],
    ['the baseline does not know the project', new Map()],
  ])('does not hold when %s', (_, baselines) => {
    expect(checkOf('ratchet', null, { patches: [a], baselines })).toMatchObject({ outcome: 'fail', measured: null });
  });

  test('never fails for a stack that is part of what was recorded', () => {
    const some = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 10 });
    fc.assert(
      fc.property(some, fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }), (numbers, kept) => {
        const before = numbers.map((number) => patch(`number ${number}`));
        expect(
          against(
            before,
            before.filter((_, at) => kept[at]),
          ).outcome,
        ).toBe('pass');
      }),
    );
  });
});

describe('a recorded state', () => {
  const frame = {
    tool: { name: 'landfall', version: '1' },
    date: '2026-11-20T00:00:00Z',
    source: 'status',
    upstreamAsOf: 'commit-date',
    change: null,
    dropped: [],
  } as const;
  const point = (patches: readonly PatchReport[], more: object = {}) => {
    const made = pointOf(project('gdb', patches), { ...frame, ...more });
    if (!made) throw new Error('a whole report makes a point');
    return made;
  };

  test('is the newest of a history, wherever it stands in the file', () => {
    const points = [point([a, b, c]), point([a], { date: '2026-11-19T00:00:00Z' })];
    const baselines = baselinesOfHistory(points);
    expect(baselines.get('gdb')).toMatchObject({ recordedAt: frame.date, patches: 3, lines: 90 });
    expect(checkOf('ratchet', null, { patches: [{ ...a, id: 'x', patchId: null }, b], baselines }).outcome).toBe(
      'pass',
    );
  });

  test("is not what a replay saw with today's upstream", () => {
    expect(baselinesOfHistory([point([a], { upstreamAsOf: 'today' })]).size).toBe(0);
  });

  test('of a project that was not whole does not count', () => {
    const notices = [{ code: 'x', severity: 'error', message: 'x', hint: null }] as const;
    const half = report([project('gdb', [a], { notices }), project('none', [], { state: 'no-data' })]);
    expect(baselinesOfReport(JSON.parse(json.report(half, PLAIN)))?.size).toBe(0);
  });

  test('is not found in anything else', () => {
    for (const value of [null, [], 'x', {}, { schemaVersion: 2 }]) expect(baselinesOfReport(value)).toBeNull();
  });
});

describe('what a command line asks', () => {
  const nothing = { limits: {}, warn: [], hasBaseline: false } as const;

  test('is laid over the config, which keeps its level', () => {
    const gate = { 'max-patches': { level: 'warn', most: 9 } } as const;
    expect(askedRules(gate, { ...nothing, limits: { 'max-patches': 3, undeclared: null } })).toEqual({
      'max-patches': { level: 'warn', most: 3 },
      undeclared: { level: 'fail', most: null },
    });
  });

  test('softens rules, and sets none by that', () => {
    const gate = { 'max-patches': { level: 'fail', most: 9 } } as const;
    expect(askedRules(gate, { ...nothing, warn: ['max-patches', 'max-lines'] })).toEqual({
      'max-patches': { level: 'warn', most: 9 },
    });
  });

  test('a baseline that is given is held', () => {
    expect(askedRules({}, { ...nothing, hasBaseline: true })).toEqual({ ratchet: { level: 'fail', most: null } });
    expect(askedRules({}, { ...nothing, hasBaseline: true, warn: ['ratchet'] })).toEqual({
      ratchet: { level: 'warn', most: null },
    });
  });
});
