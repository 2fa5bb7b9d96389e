// The table of rules: each answers when it should, and the order decides between them; and what remains of a patch then.
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../src/model/facts.js';
import { STATUSES } from '../../src/model/status.js';
import { decide } from '../../src/verdict/decide.js';
import { RULES } from '../../src/verdict/rules.js';
import { commitOf, coverOf, declaredAs, factsOf, holdsOf, hunkOf, revertOf, submissionOf, tipOf } from './facts.js';
import { ABSORBED, HALF, LANDED, LANDING, settings, verdict } from './stated.js';

const NEXT = coverOf([holdsOf(commitOf('queued', { next: 'refs/heads/next' }))]);
const GONE = tipOf({ goneBy: [commitOf('deleted')] });

describe('each rule answers', () => {
  const cases: readonly (readonly [string, string, Partial<Facts>])[] = [
    ['held', 'rejected', { declared: declaredAs('rejected', { by: 'annotation', hold: true }) }],
    ['noise', 'noise', { noise: 'whitespace' }],
    ['ancestry', 'landed', { ancestor: LANDING }],
    ['same content', 'landed', { provenByBlobs: LANDING }],
    ['reverted', 'reverted', { cover: LANDED, reverts: [revertOf(LANDING, commitOf('revert', { index: 3 }))] }],
    ['landed', 'landed', { cover: LANDED }],
    ['absorbed', 'absorbed', { tip: ABSORBED }],
    ['partial', 'partial', { cover: HALF }],
    ['queued', 'queued', { coverInNext: NEXT }],
    ['submitted', 'submitted', { submission: submissionOf() }],
    ['declared', 'submitted', { declared: declaredAs('submitted') }],
    ['superseded', 'superseded', { tip: GONE }],
    ['ambiguous', 'ambiguous', { citations: [{ oid: LANDING.oid, commit: LANDING }] }],
    ['refused', 'rejected', { submission: submissionOf({ state: 'refused', waitingOn: 'nobody' }) }],
    ['pending', 'pending', {}],
  ];
  test.each(cases)('%s', (rule, status, given) => {
    const { report, reasoning } = decide(factsOf(given), settings);
    expect(report.status).toBe(status);
    expect(reasoning.at(-1)).toMatchObject({ name: rule, applied: true });
  });

  test('and there is a case here for every rule', () => {
    expect(cases.map(([rule]) => rule)).toEqual(RULES.map(({ name }) => name));
  });

  // These rules ask after the others themselves: a revert is checked against the diffs, and against the tip; a declaration
  // that something was sent does not hold when that came to nothing.
  const elsewhere = new Set(['same content before reverted', 'reverted before absorbed', 'declared before refused']);
  // Each row's facts together with those of a row further down: the upper row wins.
  const pairs = cases.flatMap(([upper, status, one], place) =>
    cases
      .slice(place + 1)
      .filter(
        ([lower, , other]) =>
          !elsewhere.has(`${upper} before ${lower}`) && Object.keys(other).every((key) => !(key in one)),
      )
      .map(([lower, , other]) => [upper, lower, status, { ...other, ...one }] as const),
  );
  test.each(pairs)('%s before %s', (_, _lower, status, given) => {
    expect(verdict(given).status).toBe(status);
  });
});

describe('nothing found', () => {
  test('is less sure where a commit has something of it in its own files', () => {
    const at = (kin: number) => verdict({ candidates: [holdsOf(LANDING, { containment: 0.1, kin })] }).confidence;
    expect(at(1)).toBeLessThan(at(0));
  });
});

describe('what remains', () => {
  test('of a partial patch: its uncovered hunks, by file', () => {
    const hunks = [hunkOf(1), hunkOf(0, { line: 60, insertions: 5 }), hunkOf(0.2, { path: 'net/x.c', deletions: 7 })];
    const patch = verdict({ cover: { ...HALF, hunks } });
    expect(patch.status).toBe('partial');
    expect(patch.remaining).toEqual({ hunks: 2, insertions: 7, deletions: 8, files: 2 });
    expect(patch.uncovered.map(({ path, line }) => [path, line])).toEqual([
      ['net/ring.c', 60],
      ['net/x.c', 10],
    ]);
  });

  test.each(['landed', 'absorbed', 'noise'])('of %s: nothing', (status) => {
    const declared = declaredAs(status as 'landed', { hold: true });
    expect(verdict({ declared }).remaining).toEqual({ hunks: 0, insertions: 0, deletions: 0, files: 0 });
  });

  test.each(STATUSES.filter((status) => !['landed', 'absorbed', 'noise', 'partial'].includes(status)))(
    'of %s: all of it',
    (status) => {
      const patch = verdict({ declared: declaredAs(status, { hold: true }) });
      expect(patch.remaining).toEqual(patch.size);
    },
  );
});
