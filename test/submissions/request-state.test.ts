// What a pull request says, held against upstream's history: how it was taken, and whether that was taken back.
import { expect, test } from 'vitest';
import type { History, UpstreamCommit } from '../../src/model/history.js';
import type { PullRequest } from '../../src/submissions/github/pull-request.js';
import { requestState } from '../../src/submissions/github/request-state.js';
import { parseMessage } from '../../src/patch/message.js';
import { commitOf } from '../verdict/facts.js';
import { EMPTY_HISTORY } from './list.js';

const NOW = new Date('2023-03-01T12:00:00Z');
const MERGED = '2023-01-20T10:00:00Z';
/** A day after that. */
const LATER = Date.parse('2023-01-21T10:00:00Z') / 1000;

function request(given: Partial<PullRequest> = {}): PullRequest {
  return {
    number: 7,
    title: 'net: bound the frame',
    url: 'https://github.com/up/stream/pull/7',
    author: 'ann',
    open: false,
    draft: false,
    created: '2023-01-02T10:00:00Z',
    updated: '2023-01-03T10:00:00Z',
    closed: MERGED,
    merged: MERGED,
    mergeCommit: null,
    commits: 1,
    head: 'ann:topic',
    headOid: 'f'.repeat(40),
    repository: 'up/stream',
    reviews: [],
    comments: [],
    asked: [],
    checks: null,
    ...given,
  };
}

function historyOf(...commits: readonly UpstreamCommit[]): History {
  return { ...EMPTY_HISTORY, commits, byOid: new Map(commits.map(({ oid }, at) => [oid, at])) };
}

const taken = commitOf('taken', { subject: 'net: bound the frame' });
test.each([
  ['merge', { parents: [1, 2] }, { commits: 3 }],
  ['squash', { subject: 'net: bound the frame (#7)' }, { commits: 1 }],
  ['squash', { subject: 'net: bound the frame (#7)' }, { commits: 3 }],
  ['rebase', {}, { commits: 3 }],
  ['push', {}, { headOid: taken.oid }],
] as const)('how it was taken: %s', (method, commit, given) => {
  const landed = { ...taken, ...commit };
  const found = requestState(request({ ...given, mergeCommit: landed.oid }), historyOf(landed), NOW);
  expect(found).toMatchObject({ state: 'merged', waitingOn: 'nobody', says: `merged on 2023-01-20 (${method})` });
});

test('one commit by itself may have been squashed or rebased, and one that is not there any way: then nothing is said', () => {
  const one = requestState(request({ mergeCommit: taken.oid }), historyOf(taken), NOW);
  expect(one.says).toBe('merged on 2023-01-20');
  expect(requestState(request({ mergeCommit: taken.oid }), historyOf(), NOW).says).toBe('merged on 2023-01-20');
});

test.each([
  ['its commit', `Revert "x"\n\nThis reverts commit ${taken.oid}.`],
  ['its title', 'Revert "net: bound the frame"\n\nBad.'],
  ['its title and number', 'Revert "net: bound the frame (#7)"\n\nBad.'],
])('taken out again, by a revert that names %s', (_, message) => {
  const revert = commitOf('revert', { subject: 'Revert', facts: parseMessage(message), commitDate: LATER });
  const found = requestState(request({ mergeCommit: taken.oid }), historyOf(revert, taken), NOW);
  expect(found).toMatchObject({
    state: 'reverted',
    waitingOn: 'you',
    says: expect.stringContaining('taken out again'),
  });
});

test('a revert of an earlier try, before it was merged, takes nothing out', () => {
  const facts = parseMessage('Revert "net: bound the frame"\n\nBad.');
  const earlier = commitOf('revert', { subject: 'Revert', facts, commitDate: LATER - 30 * 86_400 });
  const found = requestState(request({ mergeCommit: taken.oid }), historyOf(taken, earlier), NOW);
  expect(found.state).toBe('merged');
});
