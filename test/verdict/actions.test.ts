// What the reader is told to do, and what else a person should know.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Facts } from '../../src/model/facts.js';
import type { VerdictSettings } from '../../src/model/settings.js';
import { ACTIONS, STATUSES } from '../../src/model/status.js';
import { decide } from '../../src/verdict/decide.js';
import { declare } from '../../src/verdict/declare.js';
import { commitOf, coverOf, declaredAs, factsOf, holdsOf, patchOf, tipOf, verdictSettings } from './facts.js';
import { annotationOf } from '../support/annotation.js';

let settings: VerdictSettings;

beforeAll(async () => {
  settings = await verdictSettings();
});

const LANDING = commitOf('landing');
const LANDED = coverOf([holdsOf(LANDING)]);

function verdict(given: Partial<Facts>) {
  return decide(factsOf(given), settings).report;
}

describe('the action', () => {
  test.each([
    ['on a branch', { follows: 'branch' }, 'drop-now', null, 'not in a release yet'],
    ['on a branch, released', { follows: 'branch', releaseOf: () => 'v2' }, 'drop-now', 'v2', 'in release v2'],
    ['on releases', { follows: 'releases', releaseOf: () => 'v2' }, 'drop-at-release', 'v2', 'in release v2'],
    ['on releases, unreleased', { follows: 'releases' }, 'drop-at-release', null, 'no release holds it yet'],
    ['in its own base', { follows: 'releases', inBase: () => true }, 'drop-now', null, "downstream's own history"],
  ] as const)('of a landing %s', (_, given, kind, release, says) => {
    const { action } = verdict({ cover: LANDED, ...given });
    expect(action).toEqual({ kind, release, says: expect.stringContaining(says) });
  });

  test('of noise is to drop it, but for what brings back older code: that may be meant', () => {
    expect(verdict({ noise: 'whitespace' })).toMatchObject({ confidence: 1, action: { kind: 'drop-now' } });
    const backwards = verdict({ noise: 'backwards' });
    expect(backwards.action).toMatchObject({ kind: 'look', says: expect.stringContaining('on purpose') });
    expect(backwards.confidence).toBeLessThan(1);
  });

  test('is there for every status, in words', () => {
    const kinds = STATUSES.map((status) => verdict({ declared: declaredAs(status, { hold: true }) }).action);
    expect(kinds.every(({ kind, says }) => ACTIONS.includes(kind) && says.length > 10)).toBe(true);
    expect(new Set(kinds.map(({ kind }) => kind))).toEqual(
      new Set(ACTIONS.filter((kind) => kind !== 'drop-at-release')),
    );
  });
});

describe('a finding', () => {
  const codes = (given: Partial<Facts>) => verdict(given).findings.map(({ code }) => code);

  test.each([
    ['declared pending, but landed', { cover: LANDED, declared: declaredAs('pending') }, ['declared-differs']],
    ['declared submitted, but landed', { cover: LANDED, declared: declaredAs('submitted') }, ['declared-differs']],
    ['declared local, but landed', { cover: LANDED, declared: declaredAs('local') }, ['declared-differs']],
    ['declared landed, and landed', { cover: LANDED, declared: declaredAs('landed') }, []],
    ['declared landed, but nothing found', { declared: declaredAs('landed') }, ['declared-differs']],
    ['declared landed, and noise', { noise: 'empty', declared: declaredAs('landed') }, []],
    ['declared pending, and pending', { declared: declaredAs('pending') }, []],
    [
      'declared local, and at the tip',
      { tip: tipOf({ addedShare: 1, removedShare: 1 }), declared: declaredAs('local') },
      ['declared-differs'],
    ],
    ['names an unknown commit', { citations: [{ oid: 'c0ffee00', commit: null }] }, ['citation-unknown']],
    ['names another commit', { citations: [{ oid: LANDING.oid, commit: LANDING }] }, ['citation-differs']],
    ['names the commit it is', { cover: LANDED, citations: [{ oid: LANDING.oid, commit: LANDING }] }, []],
    ['taken back downstream', { cancelledBy: ['abc'] }, ['cancelled-downstream']],
    ['not readable', { patch: patchOf({ unreadable: true, files: [] }) }, ['unreadable']],
  ] as const)('%s', (_, given, wanted) => {
    expect(codes(given)).toEqual(wanted);
  });

  test('of a patch that is held still tells what differs', () => {
    // model/config.ts: "Leave the verdict as declared here, whatever is observed (the difference is still a finding)".
    expect(codes({ cover: LANDED, declared: declaredAs('local', { hold: true, by: 'annotation' }) })).toEqual([
      'declared-differs',
    ]);
  });
});

describe('a declaration', () => {
  const patch = patchOf({ facts: { ...patchOf().facts, declared: declaredAs('pending') } });

  test('of the message holds where no annotation names the patch', () => {
    expect(declare(patch, [])?.status).toBe('pending');
    expect(declare(patch, [annotationOf({ subject: 'another', status: 'local' })])?.status).toBe('pending');
  });

  test.each([
    ['commit', { commit: patch.commit.slice(0, 8) }],
    ['commit in capitals', { commit: patch.commit.slice(0, 8).toUpperCase() }],
    ['patch-id', { patchId: patch.patchId }],
    ['subject', { subject: patch.subject }],
  ])('by annotation names the patch by %s', (_, name) => {
    expect(declare(patch, [annotationOf({ ...name, status: 'local' })])).toMatchObject({
      status: 'local',
      by: 'annotation',
    });
  });

  test('the last annotation that names the patch holds', () => {
    const by = (status: 'local' | 'rejected') => annotationOf({ subject: patch.subject, status });
    expect(declare(patch, [by('local'), by('rejected')])?.status).toBe('rejected');
  });

  test('one that only speaks to the gate leaves the declaration alone', () => {
    const excuse = annotationOf({ subject: patch.subject, gate: 'warn', reason: 'in review', expires: '2026-12-31' });
    expect(declare(patch, [excuse])?.by).toBe('trailer');
    const decision = annotationOf({ subject: patch.subject, status: 'local' });
    expect(declare(patch, [decision, excuse])).toMatchObject({ status: 'local', by: 'annotation' });
  });

  test('an upstream commit or address alone says that it landed', () => {
    const upstream = (value: string) => declare(patch, [annotationOf({ subject: patch.subject, upstream: value })]);
    expect(upstream('abcdef1234')).toMatchObject({ status: 'landed', commit: 'abcdef1234', url: null });
    expect(upstream('https://example.org/c/1')).toMatchObject({
      status: 'landed',
      commit: null,
      url: 'https://example.org/c/1',
    });
  });
});
