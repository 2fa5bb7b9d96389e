// Patchwork and Patchew: states in our words, versions, offline, and servers that misbehave.
import { expect, test } from 'vitest';
import type { SubmissionConfig } from '../../src/model/config.js';
import { openDesk } from '../../src/submissions/ask.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { fakePatchwork, type ToldEntry } from './fake-patchwork.js';
import { diffOf, mailText, mailsAsMbox, questionOf, wantedOf } from './list.js';
import { type Answer, type Asked, loopback } from './loopback.js';

const FRAME = diffOf('net.c', 'frame');
const held = wantedOf(0, 'net: bound the frame', FRAME);
const MINE: ToldEntry = { id: 11, msgid: 'p1@example.org', name: '[v2,1/3] net: bound the frame', diff: FRAME };

async function serverWith(kind: 'patchwork' | 'patchew', answer: (asked: Asked) => Answer | null) {
  const server = await loopback(answer);
  const { path: dir } = await temporaryDirectory();
  const config: SubmissionConfig = { kind, url: server.url, project: kind === 'patchwork' ? 'gdb' : 'QEMU' };
  const ask = async (online = true, limits = {}, wanted = [held]) => {
    const question = await questionOf(config, wanted);
    const submissions = { ...question.settings.submissions, ...limits };
    return openDesk({ dir, online, env: {}, patience: 0 }).ask({
      ...question,
      settings: { ...question.settings, submissions },
    });
  };
  return { server, ask };
}

async function patchworkWith(...entries: readonly ToldEntry[]) {
  let base = '';
  const made = await serverWith('patchwork', (asked) => fakePatchwork(entries, () => base)(asked));
  base = made.server.url;
  return made;
}

test.each([
  ['new', { state: 'waiting', waitingOn: 'them', says: 'Patchwork says new, sent 58 days ago' }],
  ['under-review', { state: 'waiting' }],
  ['changes-requested', { state: 'changes-requested', waitingOn: 'you' }],
  ['accepted', { state: 'queued', waitingOn: 'them' }],
  ['awaiting-upstream', { state: 'queued' }],
  ['mainlined', { state: 'merged' }],
  ['rejected', { state: 'refused', waitingOn: 'nobody' }],
  ['not-applicable', { state: 'refused' }],
  ['superseded', { state: 'replaced' }],
  ['rfc', { state: 'draft' }],
  ['our-own-word', { state: 'waiting', says: expect.stringContaining('our-own-word') }],
])('Patchwork: %s', async (state, expected) => {
  const { ask } = await patchworkWith({ ...MINE, state });
  expect((await ask()).found.get(0)?.[0]).toMatchObject({
    source: 'patchwork',
    id: 'p1@example.org',
    version: 1,
    match: 'diff',
    sent: '2023-01-02T10:00:00.000Z',
    ...expected,
  });
});

test('Patchwork: checks that fail and a delegate are told', async () => {
  const failing = await patchworkWith({ ...MINE, check: 'fail' });
  expect((await failing.ask()).found.get(0)?.[0]).toMatchObject({ state: 'checks-failing', waitingOn: 'you' });
  const held = await patchworkWith({ ...MINE, delegate: 'carl' });
  expect((await held.ask()).found.get(0)?.[0]).toMatchObject({
    who: 'carl',
    says: expect.stringContaining('with carl'),
  });
});

const BOB = { by: 'Bob', date: '2023-01-04T10:00:00', words: 'Reviewed-by: Bob <bob@example.org>' };

test('Patchwork: comments are reviews, and say more than a state that nobody set', async () => {
  const asked = { ...BOB, words: '> int x;\n\nPlease use a bound here.' };
  const { ask } = await patchworkWith({ ...MINE, tags: { 'Acked-by': 0, 'Reviewed-by': 1 }, comments: [BOB] });
  const found = (await ask()).found.get(0)?.[0];
  expect(found).toMatchObject({ state: 'approved', waitingOn: 'them', who: 'Bob' });
  expect(found?.reviews).toEqual([{ by: 'Bob', kind: 'reviewed', date: '2023-01-04T10:00:00.000Z', says: BOB.words }]);
  expect(found?.events.map(({ who, says }) => `${who}: ${says}`)).toEqual([
    'Ada: sent version 1',
    `Bob: “${BOB.words}”`,
    expect.stringMatching(/^Patchwork: Patchwork says new \(.*\), 1 Reviewed-by$/),
  ]);
  const changes = await patchworkWith({ ...MINE, comments: [asked] });
  expect((await changes.ask()).found.get(0)?.[0]).toMatchObject({
    state: 'changes-requested',
    waitingOn: 'you',
    who: 'Bob',
  });
  const taken = await patchworkWith({ ...MINE, state: 'accepted', comments: [asked] });
  expect((await taken.ask()).found.get(0)?.[0]).toMatchObject({ state: 'queued', reviews: [{ kind: 'changes' }] });
});

test('Patchwork: of what is over the comments are asked for once', async () => {
  const over = await patchworkWith({ ...MINE, state: 'accepted', comments: [BOB] });
  const open = await patchworkWith({ ...MINE, comments: [BOB] });
  for (const { ask, server } of [over, open]) {
    for (const run of ['first', 'second']) expect((await ask()).found.get(0)?.[0]?.reviews, run).toHaveLength(1);
    const asked = server.asked.filter(({ path }) => path.includes('/comments/')).length;
    expect(asked).toBe(server === over.server ? 1 : 2);
  }
});

test('Patchwork: which check failed stands on the time line; comments that cannot be read are a notice', async () => {
  const { ask } = await patchworkWith({
    ...MINE,
    check: 'fail',
    checks: [
      { state: 'success', context: 'style', says: 'fine' },
      { state: 'fail', context: 'build', says: 'no rule' },
    ],
  });
  const events = (await ask()).found.get(0)?.[0]?.events.map(({ who, says }) => `${who}: ${says}`) ?? [];
  expect(events.filter((text) => text.includes('check'))).toEqual(['builder: check build: fail, no rule (2023-01-03)']);
  let base = '';
  const broken = await serverWith('patchwork', (asked) =>
    asked.path.includes('/comments/') ? { status: 500, body: 'x' } : fakePatchwork([MINE], () => base)(asked),
  );
  base = broken.server.url;
  const { found, notices } = await broken.ask();
  expect(found.get(0)?.[0]).toMatchObject({ state: 'waiting', reviews: [] });
  expect(notices).toEqual([expect.objectContaining({ message: expect.stringContaining('not fully known') })]);
});

test('Patchwork: the last version counts, across pages', async () => {
  const versions = [1, 2, 3].map((version) => ({
    ...MINE,
    id: version,
    msgid: `v${version}@example.org`,
    version,
    date: `2023-01-0${version}T10:00:00`,
    state: version < 3 ? 'superseded' : 'new',
  }));
  const { ask } = await patchworkWith(...versions);
  expect((await ask()).found.get(0)?.[0]).toMatchObject({ id: 'v3@example.org', version: 3, state: 'waiting' });
});

test('Patchwork: found by the Message-Id a patch names, whoever sent it', async () => {
  const { ask } = await patchworkWith({
    ...MINE,
    submitter: 'eve@example.org',
    diff: diffOf('x.c', 'else'),
    name: 'other words',
  });
  const named = wantedOf(0, 'net: bound the frame', FRAME, { body: 'Message-Id: <p1@example.org>' });
  expect((await ask(true, {}, [named])).found.get(0)?.[0]).toMatchObject({ match: 'named' });
  expect((await ask()).found.get(0)).toBeUndefined();
});

test('Patchwork: offline the kept answers are all there is, and their day is said', async () => {
  const { ask, server } = await patchworkWith(MINE);
  expect((await ask(false)).notices).toEqual([expect.objectContaining({ code: 'patchwork.not-asked' })]);
  await ask();
  const asked = server.asked.length;
  const kept = await ask(false);
  expect(kept.found.get(0)?.[0]).toMatchObject({ state: 'waiting' });
  expect(kept.notices).toEqual([expect.objectContaining({ code: 'patchwork.kept' })]);
  expect(server.asked.length).toBe(asked);
});

const MISBEHAVING: readonly (readonly [string, () => Answer | null])[] = [
  ['is down', () => ({ status: 503, body: 'x' })],
  ['asks for less', () => ({ status: 429, body: 'x' })],
  ['speaks HTML', () => ({ body: '<html>' })],
  ['has another shape', () => ({ body: [{ id: 'x' }] })],
  ['answers without end', () => ({ body: JSON.stringify(['x'.repeat(5000)]) })],
  ['says nothing', () => null],
];

test.each(MISBEHAVING)('a server that %s is a notice', async (_, answer) => {
  for (const kind of ['patchwork', 'patchew'] as const) {
    const { ask } = await serverWith(kind, answer);
    const { found, notices } = await ask(true, { requestSeconds: 0.05, sourceSeconds: 0.3, answerBytes: 4096 });
    expect(found.size).toBe(0);
    expect(notices).toEqual([
      expect.objectContaining({ severity: 'warning', message: expect.stringContaining('was not asked') }),
    ]);
  }
});

test.each([
  [{ is_merged: true }, { state: 'merged' }],
  [
    { is_obsolete: true, obsoleted_by: 'http://127.0.0.1/api/v1/projects/1/series/p2@example.org/' },
    { state: 'replaced', says: 'Patchew says a newer version was sent: p2@example.org' },
  ],
  [
    { is_reviewed: true, reviewers: [{ name: 'Bob', address: 'bob@example.org' }] },
    {
      state: 'approved',
      says: 'Patchew says reviewed by Bob',
      reviews: [{ by: 'Bob', kind: 'reviewed', date: null, says: '' }],
    },
  ],
  [{}, { state: 'waiting', reviews: [] }],
])('Patchew: %j', async (flags, expected) => {
  const mail = mailText({ id: 'p1', subject: '[PATCH v2 1/1] net: bound the frame', body: `x\n---\n${FRAME}` });
  const answer = ({ path }: Asked): Answer => {
    if (path.startsWith('/api/v1/projects/by-name/QEMU/series/'))
      return { status: 307, headers: { location: path.replace('by-name/QEMU', '1') } };
    if (path.startsWith('/api/v1/projects/1/series/'))
      return {
        body: {
          next: null,
          previous: null,
          results: [
            {
              message_id: 'p1@example.org',
              subject: 'x',
              mbox_uri: '/QEMU/p1@example.org/mbox',
              is_complete: true,
              ...flags,
            },
          ],
        },
      };
    return { body: mailsAsMbox([mail]) };
  };
  const { ask, server } = await serverWith('patchew', answer);
  expect((await ask()).found.get(0)?.[0]).toMatchObject({
    source: 'patchew',
    id: 'p1@example.org',
    ...expected,
    match: 'diff',
    version: 2,
    url: `${server.url}/QEMU/p1%40example.org/`,
  });
});
