// Where commits come into the default branch: along its first parents, oldest state first.
import { expect, test } from 'vitest';
import type { UpstreamCommit } from '../../src/model/history.js';
import { mainlineOf } from '../../src/search/mainline.js';

/** Children before parents, as in a History: each row is the places of its parents. */
function history(parents: readonly (readonly number[])[], next: readonly number[] = []) {
  const commits = parents.map((own, index) => ({
    index,
    parents: own,
    next: next.includes(index) ? 'refs/heads/next' : null,
  }));
  return { commits: commits as unknown as UpstreamCommit[] };
}

test('in a straight history every commit is a state of its own', () => {
  const { states, entry } = mainlineOf(history([[1], [2], []]));
  expect(states).toEqual([2, 1, 0]);
  expect([...entry]).toEqual([2, 1, 0]);
});

test('what a merge brings in comes in with it, also what branched off long before', () => {
  // 0 merges 2 into 1; 2 stands on 4; 1 on 3, 3 on 4.
  const { states, entry } = mainlineOf(history([[1, 2], [3], [4], [4], []]));
  expect(states).toEqual([4, 3, 1, 0]);
  expect([...entry]).toEqual([3, 2, 3, 1, 0]);
});

test('commits that only a next ref holds are in no state; parents outside the history are passed over', () => {
  const { states, entry } = mainlineOf(history([[1], [-1]], [0]));
  expect(states).toEqual([1]);
  expect([...entry]).toEqual([-1, 0]);
});
