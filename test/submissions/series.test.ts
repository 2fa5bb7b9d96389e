// Versions of a series: held together by b4's change-id and by what was sent as an answer to what.
import { expect, test } from 'vitest';
import { parseMail } from '../../src/mail/index.js';
import { type IndexedMail, indexedMail } from '../../src/submissions/mail/indexed-mail.js';
import { threadState } from '../../src/submissions/mail/thread-state.js';
import { Threads } from '../../src/submissions/mail/threads.js';
import { diffOf, mailText, type Told } from './list.js';

const NOW = new Date('2023-03-01T12:00:00Z');

async function indexed(told: readonly Told[]): Promise<IndexedMail[]> {
  const mails = await Promise.all(told.map((each) => parseMail(Buffer.from(mailText(each)))));
  return mails.map((mail, at) => indexedMail(mail, String(at), () => false));
}

const cover = (id: string, series: string, given: Partial<Told> = {}): Told => ({
  id,
  subject: `[PATCH ${series}] sound`,
  body: 'About sound.',
  ...given,
});
const part = (id: string, series: string, subject: string, words: string, given: Partial<Told> = {}): Told => ({
  id,
  subject: `[PATCH ${series}] ${subject}`,
  body: `Words.\n---\n${diffOf(`${words}.c`, words)}`,
  ...given,
});
/** As b4 ends its mails. */
const named = (told: Told, name = '20230102-sound-topic-0123456789ab'): Told => ({
  ...told,
  body: `${told.body}\n---\nbase-commit: ${'a'.repeat(40)}\nchange-id: ${name}\n\nBest regards,\n`,
});

async function versionsOf(told: readonly Told[], id = 'a1'): Promise<string[]> {
  const mails = await indexed(told);
  const own = mails.filter((mail) => mail.id === `${id}@example.org`);
  return new Threads(mails).threadOf(own).versions.map((mail) => mail.id.replace('@example.org', ''));
}

const FIRST = [
  named(cover('c1', '0/2')),
  part('a1', '1/2', 'sound: mix', 'mixer', { to: 'c1' }),
  part('b1', '2/2', 'sound: play', 'player', { to: 'c1' }),
];

test('a version under another subject, sent by itself, is held by the name that b4 gives the series', async () => {
  const second = [
    cover('c2', 'v2 0/2', { day: '01-20' }),
    part('a2', 'v2 1/2', 'audio: mix well', 'mixer', { to: 'c2', day: '01-20' }),
    part('b2', 'v2 2/2', 'sound: play', 'player', { to: 'c2', day: '01-20' }),
  ];
  expect(await versionsOf([...FIRST, ...second])).toEqual(['a1']);
  expect(await versionsOf([...FIRST, named(second[0] as Told), ...second.slice(1)])).toEqual(['a1', 'a2']);
  expect(
    await versionsOf([...FIRST, named(second[0] as Told, '20230102-other-0123456789ab'), ...second.slice(1)]),
  ).toEqual(['a1']);
});

test('so is one that was sent as an answer, to the mail itself or to somebody who answered it', async () => {
  const asked: Told = {
    id: 'q',
    from: 'Bob <bob@example.org>',
    subject: 'Re: [PATCH] sound: mix',
    to: 'a1',
    body: 'Why?',
  };
  const next = (to: string) => part('a2', 'v2', 'audio: other words', 'other', { to, day: '01-20' });
  const single = part('a1', '', 'sound: mix', 'mixer');
  expect(await versionsOf([single, asked, next('a1')])).toEqual(['a1', 'a2']);
  expect(await versionsOf([single, asked, next('q')])).toEqual(['a1', 'a2']);
  // Somebody else's patch in the thread is another patch.
  expect(await versionsOf([single, asked, { ...next('q'), from: 'Bob <bob@example.org>' }])).toEqual(['a1']);
});

test('other parts of the later version are not taken for it, and that it came without the patch is said', async () => {
  const second = [
    named(cover('c2', 'v2 0/1', { day: '01-20' })),
    part('b2', 'v2 1/1', 'sound: play', 'player', { to: 'c2', day: '01-20' }),
  ];
  const mails = await indexed([...FIRST, ...second]);
  const thread = new Threads(mails).threadOf(mails.filter(({ id }) => id === 'a1@example.org'));
  expect(thread.versions.map(({ id }) => id)).toEqual(['a1@example.org']);
  const state = threadState(thread, null, () => null, NOW);
  expect(state.says).toBe('no answer for 58 days; version 2 of the series came without it');
  expect(state.events.map(({ says }) => says)).toEqual([
    'sent version 1, part 1 of 2',
    'version 2 of the series came without it',
  ]);
  const other = new Threads(mails).threadOf(mails.filter(({ id }) => id === 'b1@example.org'));
  expect([other.versions.length, other.leftOutOf]).toEqual([2, null]);
});

test('the name at the end of a single patch counts, and one that Gerrit gave names the patch', async () => {
  const first = named(part('a1', '', 'sound: mix', 'mixer'));
  expect(await versionsOf([first, named(part('a2', 'v2', 'audio: all new', 'other', { day: '01-20' }))])).toEqual([
    'a1',
    'a2',
  ]);
  const gerrit = part('g', '', 'x', 'mixer');
  const [mail] = await indexed([{ ...gerrit, body: `Change-Id: I${'0123456789'.repeat(4)}\n${gerrit.body}` }]);
  expect([mail?.change, mail?.chain]).toEqual([`i${'0123456789'.repeat(4)}`, undefined]);
});

test('parts that are much alike are told apart by their names in both versions', async () => {
  const alike = (id: string, series: string, subject: string, given: Partial<Told>) =>
    part(id, series, subject, 'mixer', given);
  const first = [
    named(cover('c1', '0/2')),
    alike('a1', '1/2', 'test one', { to: 'c1' }),
    alike('b1', '2/2', 'test two', { to: 'c1' }),
  ];
  const second = [
    named(cover('c2', 'v2 0/2', { day: '01-20' })),
    alike('a2', 'v2 1/2', 'test one renamed', { to: 'c2', day: '01-20' }),
    alike('b2', 'v2 2/2', 'test two', { to: 'c2', day: '01-20' }),
  ];
  expect(await versionsOf([...first, ...second], 'a1')).toEqual(['a1', 'a2']);
  expect(await versionsOf([...first, ...second], 'b1')).toEqual(['b1', 'b2']);
});

test('ids that lead round in a circle, and threads of any depth, come to an end', async () => {
  const round = [part('a1', '1/9', 'a', 'mixer', { to: 'a2' }), part('a2', '2/9', 'b', 'other', { to: 'a1' })];
  expect(await versionsOf(round)).toEqual(['a1']);
  const [first] = await indexed([part('m0', '1/9', 'a', 'mixer')]);
  const deep = Array.from({ length: 20_000 }, (_, at) => ({
    ...(first as IndexedMail),
    id: `m${at}`,
    above: [`m${at - 1}`],
  }));
  expect(new Threads(deep).threadOf(deep.slice(-1)).leftOutOf).toBeNull();
});
