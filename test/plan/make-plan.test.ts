// From verdicts to what is done with each patch: only what needs no more carrying is dropped, and only what nobody has to confirm.
import { expect, test } from 'vitest';
import type { Branch } from '../../src/model/stack.js';
import { type ActionKind, STATUSES, type Status } from '../../src/model/status.js';
import { planBranch } from '../../src/plan/make-plan.js';
import type { TakenBack } from '../../src/plan/taken-back.js';
import { patch } from '../report/fixtures.js';
import { patchOf } from '../verdict/facts.js';

const BRANCH: Branch = {
  repository: '/r',
  ref: 'refs/heads/x',
  tip: 'f'.repeat(40),
  base: null,
  paths: [],
  patches: [0],
  merges: [],
  kind: 'branch',
  state: null,
  follows: 'branch',
};

function decisionOf(status: Status, kind: ActionKind): string | undefined {
  const report = patch('x', { status, action: { kind, release: null, says: '' } });
  const commit = { oid: 'a'.repeat(40), parent: null, subject: 'x', patch: patchOf(), report };
  return planBranch(BRANCH, [commit]).steps[0]?.decision;
}

test('what landed, is there or is no delta is dropped; the rest stays in the stack', () => {
  const dropped = STATUSES.filter((status) => decisionOf(status, 'drop-now') === 'drop');
  expect(dropped).toEqual(['landed', 'absorbed', 'noise']);
});

test('what a person has to look at first is not dropped', () => {
  expect(decisionOf('noise', 'look')).toBe('look');
});

const BECAUSE = 'because';

function planOf(decided: readonly (readonly [string, Status])[], pairs: readonly TakenBack[]) {
  const commits = decided.map(([id, status]) => {
    const report = patch(id, { id, status, action: { kind: 'drop-now', release: null, says: '' }, says: BECAUSE });
    return { oid: 'a'.repeat(40), parent: null, subject: id, patch: patchOf(), report };
  });
  return planBranch(BRANCH, commits, pairs).steps;
}

test.each([
  {
    title: 'who takes back a patch that stays is not dropped: what it took back would stand',
    stack: [
      ['add', 'reverted'],
      ['remove', 'landed'],
    ],
    decided: ['look', 'look'],
    says: 'it takes back add, which stays: drop both or neither; because',
  },
  {
    title: 'two patches that take each other back are dropped together where upstream has both',
    stack: [
      ['add', 'landed'],
      ['remove', 'landed'],
    ],
    decided: ['drop', 'drop'],
    says: BECAUSE,
  },
  {
    title: 'who takes away what a later patch brings again does not take that back',
    stack: [
      ['remove', 'landed'],
      ['add', 'reverted'],
    ],
    decided: ['drop', 'look'],
    says: BECAUSE,
  },
] as const)('$title', ({ stack, decided, says }) => {
  const steps = planOf(stack, [['add', 'remove']]);
  expect(steps.map(({ decision }) => decision)).toEqual(decided);
  expect(steps[1]?.says).toBe(says);
});
