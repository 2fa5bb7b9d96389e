// What messages say of other commits and of their own fate, in every form people write; prose says nothing.
import { describe, expect, test } from 'vitest';
import { parseMessage, plainSubject, subjectOf } from '../../src/patch/message.js';

const OID = '1234567890abcdef1234567890abcdef12345678';
const LONG = `${OID}1234567890abcdef12345678`;

function facts(...lines: string[]) {
  return parseMessage(['subject', '', 'Some words.', '', ...lines].join('\n'));
}

describe('a citation', () => {
  test.each([
    `(cherry picked from commit ${OID})`,
    `cherry picked from commit ${OID}`,
    `[ cherry-picked from ${OID} ]`,
    `(backported from commit ${OID})`,
    `(backported from upstream commit ${OID})`,
    `[ Upstream commit ${OID} ]`,
    `[Upstream commit ${OID}]`,
    `Upstream commit: ${OID}`,
    `commit ${OID} upstream.`,
    `commit ${OID} upstream`,
    `[ commit ${OID} upstream ]`,
    `Upstream-commit: ${OID}`,
    `Git-commit: ${OID}`,
    `Applied-Upstream: 1.2, https://git.example.org/x/commit/${OID}`,
    `Applied-Upstream: commit:${OID}`,
    `Origin: upstream, https://git.example.org/x/commit/?id=${OID}`,
    `Origin: backport, commit:${OID}`,
    `Upstream-Status: Backport [https://git.example.org/x/commit/${OID}]`,
    `Upstream-Status: Backport [commit ${OID}]`,
    `Upstream-Status: Backport [${OID}]`,
    `(Cherry Picked From Commit ${OID.toUpperCase()})`,
  ])('%s', (line) => expect(facts(line).citations).toEqual([OID]));

  test.each([OID.slice(0, 7), OID.slice(0, 12), OID, LONG])('of %s, short or long', (oid) => {
    expect(facts(`(cherry picked from commit ${oid})`).citations).toEqual([oid]);
    expect(facts(`[ Upstream commit ${oid} ]`).citations).toEqual([oid]);
  });

  test('the last one wins, none is lost, none is named twice', () => {
    const other = OID.replace('1', '2');
    const lines = [OID, other, OID].map((oid) => `(cherry picked from commit ${oid})`);
    expect(facts(...lines.slice(0, 2)).citations).toEqual([other, OID]);
    expect(facts(...lines).citations).toEqual([OID, other]);
  });

  test.each([
    `We did what was cherry picked from commit ${OID}.`,
    `  (cherry picked from commit ${OID})`,
    `> (cherry picked from commit ${OID})`,
    `See commit ${OID} upstream.`,
    `commit ${OID} broke it`,
    `(cherry picked from commit ${OID.slice(0, 6)})`,
    `(cherry picked from commit nonsense)`,
    `This is like [ Upstream commit ${OID} ]`,
    'Upstream-Status: Submitted [https://lists.example.org/r/20200101120000.1234567-1-a@example.org]',
    'Upstream-Status: Pending [sent on 20200101]',
    'Origin: vendor, https://ftp.example.org/patches/20200101/fix.patch',
    'Origin: other, defaced',
  ])('is not: %s', (line) => expect(facts(line).citations).toEqual([]));

  test('in the subject counts for nothing', () => {
    expect(parseMessage(`(cherry picked from commit ${OID})\n\nbody`).citations).toEqual([]);
  });
});

describe('a revert', () => {
  test('names its commit in the body, its subject in the subject', () => {
    const found = parseMessage(`Revert "net: bound"\n\nThis reverts commit ${OID}.\n`);
    expect(found).toMatchObject({ reverts: [OID], revertsSubject: 'net: bound' });
  });

  test.each([
    ['Revert "a "quoted" word"', 'a "quoted" word'],
    ['Revert “curly quotes”', 'curly quotes'],
    ['revert: "net: bound"', 'net: bound'],
    ['Back out "net: bound".', 'net: bound'],
    ['Revert "Revert "net: bound""', 'Revert "net: bound"'],
  ])('%s', (subject, reverted) => expect(parseMessage(subject).revertsSubject).toBe(reverted));

  test.each(['Revert net: bound', 'net: revert "bound"', 'Reverting "x"', 'Reapply "x"'])('is not: %s', (subject) => {
    expect(parseMessage(subject).revertsSubject).toBeNull();
  });

  test.each([`as it was when this reverts commit ${OID}`, `This reverts commit number ${OID}`])(
    'is not: %s',
    (line) => {
      expect(facts(line).reverts).toEqual([]);
    },
  );

  test('of several commits names them all', () => {
    const other = OID.replace('1', '2');
    expect(facts(`This reverts commit ${OID}.`, `This reverts commit ${other}.`).reverts).toEqual([OID, other]);
  });
});

describe('an identity', () => {
  test.each([
    ['Message-Id: <20200101.1-a@Example.org>', 'message-id:20200101.1-a@example.org'],
    ['Message-ID: 20200101.1-a@example.org', 'message-id:20200101.1-a@example.org'],
    ['Link: https://lore.example.org/r/20200101.1-a@example.org', 'message-id:20200101.1-a@example.org'],
    ['Link: https://patch.example.org/msgid/20200101.1-a@example.org/', 'message-id:20200101.1-a@example.org'],
    ['Change-Id: I1234567890abcdef', 'change-id:i1234567890abcdef'],
    ['PR-URL: https://github.com/nodejs/node/pull/1', 'pr:https://github.com/nodejs/node/pull/1'],
  ])('%s', (line, key) => expect(facts(line).keys).toEqual([key]));

  test.each(['The Message-Id: <a@b> is', 'Link: https://bugs.example.org/12', 'Change-Id: none', 'PR-URL:'])(
    'is not: %s',
    (line) => expect(facts(line).keys).toEqual([]),
  );
});

test('fixes are remembered', () => {
  expect(facts(`Fixes: ${OID.slice(0, 12)} ("net: bound")`, 'Fixes: #12').fixes).toEqual([OID.slice(0, 12)]);
});

describe('a declaration', () => {
  test.each([
    ['Upstream-Status: Pending', 'pending'],
    ['Upstream-Status: Backport [from 1.2]', 'landed'],
    ['Upstream-Status: Submitted [https://lists.example.org/1]', 'submitted'],
    ['Upstream-Status: Inappropriate [oe specific]', 'local'],
    ['Upstream-Status: Denied', 'rejected'],
    ['Upstream-Status: Accepted', 'landed'],
    ['Patch-mainline: v5.4-rc1', 'landed'],
    ['Patch-mainline: Never, vendor only', 'local'],
    ['Patch-mainline: Submitted, 2020-01-01', 'submitted'],
    ['Patch-mainline: Queued in subsystem maintainer repository', 'queued'],
    ['Patch-mainline: No, not sent yet', 'pending'],
    ['Patch-mainline: No, rejected', 'rejected'],
    ['Patch-mainline: Not yet, testing', 'pending'],
    ['Forwarded: no', 'pending'],
    ['Forwarded: not-needed', 'local'],
    ['Forwarded: https://bugs.example.org/1', 'submitted'],
    ['Applied-Upstream: 1.2', 'landed'],
    ['Superseded-by: the new queue', 'superseded'],
    ['upstream-status: pending', 'pending'],
  ])('%s', (line, status) => expect(facts(line).declared).toMatchObject({ status, by: 'trailer' }));

  test.each([
    ['UPSTREAM: fix', 'landed'],
    ['BACKPORT: fix', 'landed'],
    ['UPSTREAM: <carry>: fix', 'local'],
    ['FROMGIT: fix', 'queued'],
    ['FROMLIST: fix', 'submitted'],
    ['ANDROID: fix', 'local'],
    ['CHROMIUM: fix', 'local'],
    ['UBUNTU: SAUCE: fix', 'local'],
  ])('%s', (subject, status) => expect(parseMessage(subject).declared).toMatchObject({ status, by: 'prefix' }));

  test('a trailer wins over a prefix, and the last trailer over the others', () => {
    expect(parseMessage('FROMLIST: x\n\nUpstream-Status: Denied').declared?.status).toBe('rejected');
    expect(facts('Upstream-Status: Pending', 'Upstream-Status: Backport').declared?.status).toBe('landed');
  });

  test('a reason, a commit and an address are taken out of it', () => {
    const line = `Upstream-Status: Backport [https://git.example.org/c/${OID}]`;
    expect(facts(line).declared).toEqual({
      status: 'landed',
      by: 'trailer',
      text: line,
      commit: OID,
      url: `https://git.example.org/c/${OID}`,
      reason: `https://git.example.org/c/${OID}`,
      hold: false,
    });
  });

  test.each([
    'The Upstream-Status: Pending',
    ' Upstream-Status: Pending',
    'Upstream-Status:',
    'Upstream-Status: Whatever',
  ])('is not: %j', (line) => expect(facts(line).declared).toBeNull());
});

describe('subjects', () => {
  test.each([
    ['net: Fix the Ring', 'NET/fix: the ring!'],
    ['[PATCH v3 2/7] net: fix', 'net: fix'],
    ['[RFC] [PATCH] net: fix', 'net fix'],
    ['UPSTREAM: net: fix', 'net: fix'],
    ['UPSTREAM: <carry>: net: fix', 'net: fix'],
    ['UBUNTU: SAUCE: net: fix', 'net: fix'],
    ['fixup! net: fix', 'net: fix'],
    ['squash! net: fix', 'net: fix'],
    ['Reapply "net: fix"', 'net: fix'],
    ['naïve été', 'Naïve, Été'],
  ])('%s is %s', (one, other) => expect(plainSubject(one)).toBe(plainSubject(other)));

  test.each([
    ['net: fix', 'net: fix 2'],
    ['Revert "net: fix"', 'net: fix'],
    ['upstream the fix', 'the fix'],
  ])('%s is not %s', (one, other) => expect(plainSubject(one)).not.toBe(plainSubject(other)));

  test('the first line is the subject, whatever follows', () => {
    expect(['one\ntwo', 'one', 'one\r\n\r\nbody', '', '\n'].map(subjectOf)).toEqual(['one', 'one', 'one', '', '']);
  });

  test('blank lines before it are passed over, as git does', () => {
    const message = '\n \nBACKPORT: one\n\nFixes: 0123456789ab ("x")\n';
    expect(subjectOf(message)).toBe('BACKPORT: one');
    expect(parseMessage(message)).toMatchObject({ declared: { status: 'landed' }, fixes: ['0123456789ab'] });
  });
});

test('a line of megabytes is no trailer and takes no time', () => {
  const began = performance.now();
  expect(parseMessage(`s\n\nlink: /${'@'.repeat(1_000_000)} x\norigin: ${'['.repeat(1_000_000)}`).keys).toEqual([]);
  expect(performance.now() - began).toBeLessThan(1000);
});
