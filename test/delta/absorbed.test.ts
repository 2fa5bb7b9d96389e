// What a move to a newer release takes away: what older ones hold among it, parts of patches by their hunks.
import { expect, test } from 'vitest';
import { absorbedByReleases, absorbedByTip } from '../../src/delta/absorbed.js';
import type { PatchReport } from '../../src/model/report.js';
import { commit, landing, patch } from '../report/fixtures.js';

const SIZE = { hunks: 2, insertions: 10, deletions: 4, files: 1 };
const NONE = { hunks: 0, insertions: 0, deletions: 0, files: 0 };

function held(status: PatchReport['status'], release: string | null, left = NONE): PatchReport {
  const at = status === 'absorbed' ? null : landing([commit('it', { release })]);
  return patch(`${status} ${release}`, { status, size: SIZE, remaining: left, landing: at });
}

const HALF = { hunks: 1, insertions: 4, deletions: 0, files: 1 };
const STACK = [
  held('landed', '1.1'),
  held('landed', '1.2'),
  held('partial', '1.2', HALF),
  held('landed', null),
  held('absorbed', null),
  held('reverted', '1.1', SIZE),
  patch('never sent', { size: SIZE, remaining: SIZE }),
];

test('each release holds what the ones before it hold', () => {
  expect(absorbedByReleases(STACK, ['1.1', '1.2'])).toEqual([
    { patches: 1, hunks: 2, insertions: 10, deletions: 4, files: 1 },
    { patches: 2, hunks: 5, insertions: 26, deletions: 12, files: 2 },
  ]);
});

test('the default branch holds what no release has yet, and what no commit can be named for', () => {
  expect(absorbedByTip(STACK)).toEqual({ patches: 4, hunks: 9, insertions: 46, deletions: 20, files: 4 });
});
