// The one sentence a list shows for a patch, chosen from evidence as the verdict writes it.
import { describe, expect, test } from 'vitest';
import type { Evidence, PatchReport } from '../../src/model/report.js';
import { evidenceWords, placeOf, reasonOf } from '../../src/report/reason.js';
import { commit, landing, oid, patch } from './fixtures.js';

const COMMIT = oid('c');
const NAME = COMMIT.slice(0, 12);

describe('the reason', () => {
  test.each<[string, Partial<PatchReport>, string]>([
    [
      'of a landing is its best proof, without the id that stands before it',
      {
        status: 'landed',
        evidence: [evidence('compare', `${NAME}: holds 90%`), evidence('patch-id', `${NAME}: the same diff`)],
      },
      'the same diff',
    ],
    [
      'of a split is what its commits hold together',
      {
        status: 'landed',
        landing: landing([commit('a'), commit('b')], { shape: 'split' }),
        evidence: [
          evidence('lines', `${NAME}: the same lines`),
          evidence('cover', '2 commits together hold 97% of it'),
        ],
      },
      '2 commits together hold 97% of it',
    ],
    [
      'of a revert is the revert that stands',
      {
        status: 'reverted',
        evidence: [
          evidence('patch-id', `${NAME}: the same diff`),
          { ...evidence('revert', 'b takes a back, and was itself undone'), speaks: 'neither' },
          { ...evidence('revert', 'd takes c back'), speaks: 'against' },
        ],
      },
      'd takes c back',
    ],
    ['of noise is said even where nothing speaks', { status: 'noise', noise: 'whitespace' }, 'white space only'],
    ['of a pending patch is empty, whatever lies nearest', { candidates: [candidate()] }, ''],
    [
      'of an open question is the nearest candidate',
      { status: 'ambiguous', candidates: [candidate()] },
      `nearest is ${NAME}: half`,
    ],
  ])('%s', (_name, given, reason) => {
    expect(reasonOf(patch('p', given))).toBe(reason);
  });
});

test('evidence names its commit once', () => {
  expect(evidenceWords(evidence('compare', `${NAME}: holds 90%`))).toBe(`${NAME}: holds 90%`);
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

function candidate() {
  return {
    oid: COMMIT,
    subject: 's',
    date: '2022-01-02T00:00:00Z',
    containment: 0.5,
    similarity: 0.3,
    bits: 20,
    says: 'half',
  };
}
