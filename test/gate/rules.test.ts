// What each rule asks, at its edges; what is not known never passes.
import { describe, expect, test } from 'vitest';
import { patch } from '../report/fixtures.js';
import { checkOf, excuse, gate, landedIn, projectOf } from './cases.js';

const HINT = 'fetch it';
const broken = { code: 'git.failed', severity: 'error', message: 'a pack is damaged', hint: HINT } as const;
/** 30 lines each, two of three to be carried. */
const three = [patch('a'), patch('b'), patch('c', { status: 'absorbed' })];

describe('budgets', () => {
  test.each([
    ['max-patches', 2, 'pass', '2 patches to carry; at most 2'],
    ['max-patches', 1, 'fail', '2 patches to carry; at most 1'],
    ['max-lines', 60, 'pass', '60 lines to carry; at most 60'],
    ['max-lines', 59, 'fail', '60 lines to carry; at most 59'],
    ['max-share', 0.67, 'pass', '66% of the patches to carry; at most 67%'],
    ['max-share', 0.5, 'fail', '66% of the patches to carry; at most 50%'],
  ] as const)('%s of %d: %s', (rule, most, outcome, says) => {
    expect(checkOf(rule, most, { patches: three })).toMatchObject({ outcome, says, most });
  });

  test('what is over budget is told with what would make it smaller', () => {
    const patches = [...three, patch('d', { status: 'ambiguous' }), patch('e', { status: 'queued' })];
    expect(checkOf('max-patches', 0, { patches }).fix).toBe('there are 2 to send, 1 to look at, 1 waiting upstream');
    expect(checkOf('max-patches', 0, { patches: [patch('l', { status: 'local' })] }).fix).toContain('raise the limit');
  });

  test('an empty stack is within every budget', () => {
    for (const rule of ['max-patches', 'max-lines', 'max-share'] as const)
      expect(checkOf(rule, 0, {}).outcome).toBe('pass');
  });
});

describe('patches', () => {
  test('a landed patch may be carried for some days after its release', () => {
    const held = landedIn('gdb-17', '2026-11-15T00:00:00Z');
    expect(checkOf('max-days-carried', 10, held).outcome).toBe('pass');
    const late = checkOf('max-days-carried', 9, held);
    expect(late).toMatchObject({ outcome: 'fail', measured: 1 });
    expect(late.violations[0]).toMatchObject({ says: 'landed; in gdb-17 for 10 days', fix: 'drop it: move to gdb-17' });
  });

  test('a release whose date is not known does not pass', () => {
    const { patches = [] } = landedIn('gdb-17', '');
    expect(checkOf('max-days-carried', 9, { patches }).violations[0]?.says).toContain('whose date is not known');
  });

  test('what no release holds is not late', () => {
    const patches = [patch('landed, unreleased', { status: 'landed' })];
    expect(checkOf('max-days-carried', 0, { patches }).outcome).toBe('pass');
  });

  test('a pending patch has to be sent in time; one that was sent, or is not meant to be, has not', () => {
    const authorDate = '2026-11-20T00:00:00Z';
    const of = (status: 'pending' | 'submitted' | 'local') => ({ patches: [patch('a', { status, authorDate })] });
    expect(checkOf('max-days-unsent', 5, of('pending')).outcome).toBe('pass');
    expect(checkOf('max-days-unsent', 4, of('pending')).violations[0]?.says).toBe('5 days old and not sent');
    expect(checkOf('max-days-unsent', 0, of('submitted')).outcome).toBe('pass');
    expect(checkOf('max-days-unsent', 0, of('local')).outcome).toBe('pass');
  });

  test('a declaration that does not hold is told in the words of its finding', () => {
    const findings = [
      { code: 'citation-unknown', says: 'it names 0123456789ab' },
      { code: 'declared-differs', says: 'declared pending, but landed as 0123456789ab' },
    ];
    const patches = [patch('a', { findings }), patch('b', { findings: findings.slice(0, 1) })];
    expect(checkOf('contradicted', null, { patches }).violations.map(({ says }) => says)).toEqual([
      'declared pending, but landed as 0123456789ab',
    ]);
  });

  test('a pending patch says why, unless the baseline has it already', () => {
    const declared = {
      by: 'trailer',
      text: 'Upstream-Status: Pending [x]',
      commit: null,
      url: null,
      hold: false,
    } as const;
    const why = patch('says why', { declared: { ...declared, status: 'pending', reason: 'needs a test' } });
    const bare = patch('says pending', { declared: { ...declared, status: 'pending', reason: null } });
    const old = patch('old one');
    const known = new Set([old.patchId ?? '']);
    const baselines = new Map([['gdb', { recordedAt: '2026-11-01T00:00:00Z', patches: 1, lines: 30, known }]]);
    const subjects = (held: Parameters<typeof checkOf>[2]) =>
      checkOf('undeclared', null, held).violations.map(({ subject }) => subject);
    const patches = [why, bare, old, patch('not pending', { status: 'ambiguous' })];
    expect(subjects({ patches })).toEqual(['says pending', 'old one']);
    expect(subjects({ patches, baselines })).toEqual(['says pending']);
  });
});

describe('an annotation', () => {
  const patches = [patch('a', { authorDate: '2020-01-01T00:00:00Z' })];

  test.each([
    ['counts on its last day', '2026-11-25', 'warn'],
    ['counts no more on the day after it', '2026-11-24', 'fail'],
  ])('that excuses a patch %s', (_, expires, outcome) => {
    const check = checkOf('max-days-unsent', 30, { patches, annotations: [excuse('a', expires)] });
    expect(check.outcome).toBe(outcome);
    expect(check.violations[0]?.excuse?.reason ?? null).toBe(outcome === 'warn' ? 'the maintainer is away' : null);
  });

  test('excuses one patch, not the others', () => {
    const annotations = [excuse('a', '2027-01-01')];
    const both = [...patches, patch('b', { authorDate: '2020-01-01T00:00:00Z' })];
    const check = checkOf('max-days-unsent', 30, { patches: both, annotations });
    expect([check.outcome, check.violations.map(({ outcome }) => outcome)]).toEqual(['fail', ['warn', 'fail']]);
  });

  test('is taken out of budgets: what is over without it still fails', () => {
    const annotations = [excuse('a', '2027-01-01')];
    const held = { patches: three, annotations };
    expect(checkOf('max-patches', 1, held).outcome).toBe('warn');
    expect(checkOf('max-patches', 0, held).outcome).toBe('fail');
    expect(checkOf('max-lines', 30, held).outcome).toBe('warn');
    expect(checkOf('max-share', 0.34, held).outcome).toBe('warn');
    expect(checkOf('max-share', 0.33, held).outcome).toBe('fail');
  });
});

describe('what is not known does not pass', () => {
  test('no data fails, whatever the rules', () => {
    const held = { given: { state: 'no-data', notices: [broken] } } as const;
    const found = projectOf({ 'max-patches': { level: 'warn', most: 9 } }, held);
    expect(found.outcome).toBe('fail');
    expect(found.checks.map(({ rule, says, fix }) => [rule, says, fix])).toEqual([
      ['no-data', 'no data: a pack is damaged', HINT],
    ]);
  });

  test('a part that could not be read fails beside a budget that is kept', () => {
    const found = projectOf(
      { 'max-patches': { level: 'fail', most: 9 } },
      { patches: three, given: { notices: [broken] } },
    );
    expect(found.checks.map(({ rule, outcome }) => [rule, outcome])).toEqual([
      ['incomplete', 'fail'],
      ['max-patches', 'pass'],
    ]);
  });

  test('a project without rules warns', () => {
    expect(projectOf({}, { patches: three }).checks).toMatchObject([{ rule: 'no-rules', outcome: 'warn' }]);
  });
});

test('a rule that warns does not fail, and the worst counts', () => {
  const rules = { 'max-patches': { level: 'warn', most: 1 }, 'max-lines': { level: 'fail', most: 60 } } as const;
  expect(gate(rules, { patches: three }).outcome).toBe('warn');
  expect(gate({ ...rules, 'max-lines': { level: 'fail', most: 1 } }, { patches: three }).outcome).toBe('fail');
});
