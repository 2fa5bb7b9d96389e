// What people do with a patch, against what upstream's history holds: a request never makes a patch landed, and never hides that it did.
import { beforeAll, expect, test } from 'vitest';
import type { Facts } from '../../src/model/facts.js';
import type { VerdictSettings } from '../../src/model/settings.js';
import { SUBMISSION_STATES } from '../../src/model/submission.js';
import { decide } from '../../src/verdict/decide.js';
import { commitOf, coverOf, declaredAs, factsOf, holdsOf, submissionOf, verdictSettings } from './facts.js';

let settings: VerdictSettings;

beforeAll(async () => {
  settings = await verdictSettings();
});

const verdict = (given: Partial<Facts>) => decide(factsOf(given), settings).report;

test.each([
  ['draft', 'submitted'],
  ['waiting', 'submitted'],
  ['answered', 'submitted'],
  ['checks-failing', 'submitted'],
  ['changes-requested', 'submitted'],
  ['approved', 'submitted'],
  ['queued', 'queued'],
  ['merged', 'ambiguous'],
  ['refused', 'rejected'],
  ['replaced', 'ambiguous'],
  ['reverted', 'reverted'],
] as const)('%s makes it %s', (state, status) => {
  expect(verdict({ submission: submissionOf({ state }) }).status).toBe(status);
});

test.each(SUBMISSION_STATES)('a landing stays a landing when its request is %s', (state) => {
  const cover = coverOf([holdsOf(commitOf('landing'))]);
  expect(verdict({ cover, submission: submissionOf({ state }) }).status).toBe('landed');
});

test('a hint settles nothing, and is told', () => {
  for (const state of SUBMISSION_STATES) {
    const report = verdict({ submission: submissionOf({ state, match: 'subject', share: null }) });
    expect(report).toMatchObject({ status: 'pending', findings: [{ code: 'submission-hint' }] });
  }
});

test('a request that was closed does not answer for a patch that may have landed by hand', () => {
  const commit = commitOf('cited');
  const report = verdict({ citations: [{ oid: commit.oid, commit }], submission: submissionOf({ state: 'refused' }) });
  expect(report.status).toBe('ambiguous');
});

test('declared submitted, but it was closed', () => {
  const declared = declaredAs('submitted', { text: 'Upstream-Status: Submitted [https://x]' });
  const report = verdict({
    declared,
    submission: submissionOf({ state: 'refused', says: 'closed unmerged on 2023-02-03' }),
  });
  expect(report.status).toBe('rejected');
  expect(report.findings.map(({ says }) => says)).toEqual([
    'declared submitted (Upstream-Status: Submitted [https://x]), but github #7 is over: closed unmerged on 2023-02-03',
  ]);
});

test('declared pending, but it was sent and taken', () => {
  const submission = submissionOf({ state: 'queued', says: 'applied by Bob on 2023-01-05' });
  const report = verdict({ declared: declaredAs('pending', { text: 'Upstream-Status: Pending' }), submission });
  expect(report.status).toBe('queued');
  expect(report.findings[0]?.says).toBe(
    'declared pending (Upstream-Status: Pending), but it was sent as github #7: applied by Bob on 2023-01-05',
  );
});

test('declared rejected, but there is a request that is open', () => {
  const report = verdict({ declared: declaredAs('rejected'), submission: submissionOf() });
  expect(report).toMatchObject({ status: 'submitted', findings: [{ code: 'declared-differs' }] });
});

test('what was sent differs from what is carried', () => {
  const [finding] = verdict({ submission: submissionOf({ share: 0.6 }) }).findings;
  expect(finding).toMatchObject({ code: 'submission-differs', says: expect.stringContaining('60%') });
});

test('the next move is of whoever has to make it', () => {
  const mine = submissionOf({ state: 'changes-requested', waitingOn: 'you', who: 'Bob' });
  expect(verdict({ submission: mine }).action.says).toBe('answer Bob, or send the next version');
  expect(verdict({ submission: submissionOf({ who: 'devel@example.org' }) }).action.says).toBe(
    'wait for devel@example.org',
  );
});
