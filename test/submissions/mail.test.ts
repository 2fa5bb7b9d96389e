// Patches on a mailing list: found by what they change, followed through their versions, and what was said about them.
import { expect, test } from 'vitest';
import { diffOf, wantedOf } from './list.js';
import { answer, askList, patchMail, SOUND, stateOf } from './sound.js';

test('a patch that nobody has answered waits on the list', async () => {
  const later = { id: 'x', subject: 'something else', body: 'x', day: '02-28' };
  expect(await stateOf(later)).toMatchObject({
    source: 'mail',
    id: 'p1@example.org',
    url: 'https://lists.example.org/devel/p1@example.org/',
    state: 'waiting',
    since: '2023-01-02T10:00:00.000Z',
    waitingOn: 'them',
    who: 'devel@example.org',
    says: 'no answer for 58 days on devel@example.org',
    match: 'diff',
    share: 1,
  });
});

test('of the days after its last mail an archive says nothing', async () => {
  expect((await stateOf())?.says).toBe('no answer yet on devel@example.org by 2023-01-02, where the archive ends');
});

test.each([
  ['a tag', 'Reviewed-by: Bob <bob@example.org>', { state: 'approved', waitingOn: 'them', who: 'Bob' }],
  ['a tag for another', 'Acked-by: Carl <carl@example.org>', { state: 'approved', who: 'Carl' }],
  ['a request', 'Could you split this into two?', { state: 'changes-requested', waitingOn: 'you', who: 'Bob' }],
  ['thanks and queued', 'Thanks, queued for 9.0.', { state: 'queued', waitingOn: 'them' }],
  ['applied', 'Applied, thanks!', { state: 'queued', waitingOn: 'them' }],
  ['both patches', 'Hi Ann, both patches applied to audio.next, thanks.', { state: 'queued' }],
  ['a late word of a sentence', 'I did some cleanup and merged all.', { state: 'queued', waitingOn: 'them' }],
  ['a sentence over two lines', 'I fixed the problems that you pointed out\nand pushed, thanks.', { state: 'queued' }],
  ['for your information', 'Thanks! FYI merged.', { state: 'queued' }],
  ['for your information, of the patch', 'Hi,\nFYI fix merged.', { state: 'queued' }],
  ['what is not done yet', 'Once fixed and merged, the next one can follow.', { state: 'answered' }],
  ['what else was taken', 'This needs the helper I just merged.', { state: 'answered' }],
  ['closed', 'Fixed by other means, thus closing this in patchwork as handled elsewhere.', { state: 'refused' }],
  ['no', 'NACK, the kernel does this already.', { state: 'refused', waitingOn: 'nobody' }],
  ['talk', 'Interesting.', { state: 'answered', waitingOn: 'you', who: 'Bob' }],
  ['a quotation', '> Reviewed-by: Carl <carl@example.org>\n> Applied, thanks\n\nInteresting.', { state: 'answered' }],
  ['not yet applied', 'Was this ever applied?', { state: 'answered' }],
  ['applied as a base', 'Applied on top of master I get an oops.', { state: 'answered' }],
  ['a signature', 'Hm.\n-- \nApplied physics department', { state: 'answered' }],
])('an answer: %s', async (_, body, expected) => {
  expect(await stateOf(answer('a1', body))).toMatchObject(expected);
});

test('the words that say so are shown', async () => {
  const found = await stateOf(answer('a1', 'Looks nice.\n\nCould you split this into two?'));
  expect(found?.says).toBe('changes asked by Bob on 2023-01-05: “Could you split this into two?”');
  expect(found?.reviews).toEqual([
    { by: 'Bob', kind: 'changes', date: '2023-01-05T10:00:00.000Z', says: 'Could you split this into two?' },
  ]);
  expect(found?.events.map(({ date, who, says }) => [date?.slice(5, 10), who, says])).toEqual([
    ['01-02', 'Ann', 'sent version 1'],
    ['01-05', 'Bob', '“Could you split this into two?”'],
  ]);
});

test('who asked for changes and gave a tag later has got them; somebody else has not', async () => {
  const ask = answer('a1', 'Please rename the function.');
  expect(await stateOf(ask, answer('a2', 'Reviewed-by: Bob <bob@example.org>', { day: '01-07' }))).toMatchObject({
    state: 'approved',
  });
  const carl = answer('a3', 'Acked-by: Carl <carl@example.org>', { from: 'Carl <carl@example.org>', day: '01-07' });
  expect(await stateOf(ask, carl)).toMatchObject({ state: 'changes-requested', who: 'Bob' });
});

test('the author has the last word, pings, withdraws, or pushes it', async () => {
  const own = (body: string) => answer('own', body, { from: 'Ann <ann@example.org>', day: '01-09' });
  expect(await stateOf(answer('a1', 'Why?'), own('Because.'))).toMatchObject({
    state: 'answered',
    waitingOn: 'them',
    who: 'Bob',
  });
  expect(await stateOf(own('Please ignore this patch, I sent the wrong one.'))).toMatchObject({
    state: 'refused',
    waitingOn: 'nobody',
  });
  expect(await stateOf(own('Pushed.'))).toMatchObject({ state: 'queued' });
  expect(await stateOf(own('Ping?'))).toMatchObject({ state: 'waiting' });
});

test('versions are one submission: the newest counts, and what was said to older ones is history', async () => {
  const other = SOUND.replaceAll('* 17', '* 19');
  const { found } = await askList([
    patchMail(),
    answer('a1', 'Please rename the function.'),
    patchMail({ id: 'p2', subject: '[PATCH v2] sound: mix', day: '01-20', body: `Mixes.\n---\n${other}` }),
  ]);
  expect(found.get(0)?.[0]).toMatchObject({
    id: 'p2@example.org',
    version: 2,
    state: 'waiting',
    sent: '2023-01-20T10:00:00.000Z',
    match: 'diff',
  });
  expect(found.get(0)?.[0]?.events.map(({ says }) => says)).toEqual(['sent version 1', 'sent version 2']);
});

test('what is said to the cover letter is said to the whole series, other parts are none of its business', async () => {
  const series = [
    { id: 'c', subject: '[PATCH 0/2] sound', body: 'Two patches.' },
    patchMail({ subject: '[PATCH 1/2] sound: mix', to: 'c' }),
    patchMail({ id: 'p2', subject: '[PATCH 2/2] sound: more', to: 'c', body: `x\n---\n${diffOf('more.c', 'other')}` }),
    answer('a1', 'NACK', { to: 'p2' }),
    answer('a2', 'Series applied, thanks.', { to: 'c', day: '01-08' }),
  ];
  const { found } = await askList(series);
  expect(found.get(0)?.[0]).toMatchObject({ state: 'queued', id: 'p1@example.org' });
});

test('found by content under another subject, by its id whatever its content, and by its subject only as a hint', async () => {
  const renamed = patchMail({
    subject: '[PATCH] audio: other words',
    body: `x\n---\n${diffOf('sound.c', 'mixer', 8)}`,
  });
  expect((await askList([renamed])).found.get(0)?.[0]).toMatchObject({ match: 'content' });
  const stranger = patchMail({ subject: '[PATCH] x: y', body: `x\n---\n${diffOf('net.c', 'frames')}` });
  expect((await askList([stranger])).found.get(0)).toBeUndefined();
  const named = wantedOf(0, 'sound: mix', SOUND, { body: 'Message-Id: <p1@example.org>' });
  expect((await askList([stranger], [named])).found.get(0)?.[0]).toMatchObject({ match: 'named' });
  const linked = wantedOf(0, 'sound: mix', SOUND, { urls: ['https://lore.kernel.org/devel/p1@example.org/'] });
  expect((await askList([stranger], [linked])).found.get(0)?.[0]).toMatchObject({ match: 'named' });
  const namesake = patchMail({ body: `x\n---\n${diffOf('net.c', 'frames')}` });
  expect((await askList([namesake])).found.get(0)?.[0]).toMatchObject({ match: 'subject' });
});

test('the same lines in another file are a sibling, not the patch', async () => {
  const sibling = patchMail({ subject: '[PATCH] net: mix', body: `x\n---\n${SOUND.replaceAll('sound.c', 'net.c')}` });
  expect((await askList([sibling])).found.get(0)).toBeUndefined();
});
