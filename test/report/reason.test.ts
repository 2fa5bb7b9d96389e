// The one sentence a list shows for a patch, chosen from evidence as the verdict writes it.
import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/model/report.js';
import { evidenceWords, placeOf, reasonOf } from '../../src/report/reason.js';
import { commit, landing, oid, patch } from './fixtures.js';

const COMMIT = oid('c');
const NAME = COMMIT.slice(0, 12);

describe('the reason', () => {
  test('is what the rule said that answered', () => {
    expect(reasonOf(patch('p', { status: 'landed', says: 'the same diff' }))).toBe('the same diff');
  });

  test('of a pending patch is empty, whatever lies nearest', () => {
    expect(reasonOf(patch('p', { says: 'the likest upstream commit has 12% of it' }))).toBe('');
  });
});

test('evidence names its commit once', () => {
  expect(evidenceWords({ ...evidence('compare', 'holds 90%'), bits: 4.24 })).toBe(`${NAME}: holds 90% (4.2 bits)`);
});

test('a place names two commits, the shape, and the release unless it was said already', () => {
  const three = landing([commit('a', { coverage: 0.2 }), commit('b'), commit('c', { coverage: 0.5 })], {
    shape: 'split',
    release: 'v2',
  });
  const names = ['b', 'c'].map((subject) => commit(subject).oid.slice(0, 12)).join(', ');
  expect(placeOf(three)).toBe(`${names} and 1 more (split) in v2`);
  expect(placeOf(three, 'v2')).toBe(`${names} and 1 more (split)`);
  expect(placeOf({ ...three, inBase: true }, 'v2')).toBe(`${names} and 1 more (split) in your base`);
});

function evidence(rung: Evidence['rung'], says: string): Evidence {
  return { rung, speaks: 'for', commit: COMMIT, says, bits: null };
}
