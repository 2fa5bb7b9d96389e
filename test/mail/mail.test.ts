// Mail as it comes: encoded, mangled, in attachments, broken, hostile. What is read is what was sent.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Mail, mailedPatch, parseMail, parsePatchSubject, splitMbox, withoutReply } from '../../src/mail/index.js';
import { parseDiff } from '../../src/patch/parse-diff.js';

const DIFF = `diff --git a/sound.c b/sound.c
index 1111111..2222222 100644
--- a/sound.c
+++ b/sound.c
@@ -1,4 +1,4 @@ int play(void)
 int play(void)
 {
-    return open_device("/dev/audio", FLAGS_FOR_READING, 0);
+    return open_device("/dev/sound/0", FLAGS_FOR_READING | FLAGS_FOR_WRITING, 0);
 }
`;
const BODY = `Old names of devices are gone.\n\nSigned-off-by: Ann <ann@example.org>\n---\nv2: both directions\n\n sound.c | 2 +-\n\n${DIFF}-- \n2.39.5\n`;
const HEAD = [
  'From: Ann Author <Ann@Example.org>',
  'To: devel@example.org',
  'Cc: "Bob, the builder" <bob@example.org>',
  'Subject: [PATCH v2 2/3] sound: open the new device',
  'Date: Mon, 02 Jan 2023 15:04:05 +0100',
  'Message-Id: <two@example.org>',
  'In-Reply-To: <zero@example.org>',
  'References: <old@example.org> <zero@example.org>',
];

function mail(head: readonly string[], body: string | Buffer): Promise<Mail> {
  return parseMail(Buffer.concat([Buffer.from(`${head.join('\n')}\n\n`, 'latin1'), Buffer.from(body as string)]));
}

function added(found: ReturnType<typeof mailedPatch>): string[] {
  return parseDiff(found?.diff ?? Buffer.alloc(0)).flatMap((file) =>
    file.hunks.flatMap((hunk) => hunk.lines.filter((line) => line.sign === '+').map((line) => line.text)),
  );
}

const ADDED = ['    return open_device("/dev/sound/0", FLAGS_FOR_READING | FLAGS_FOR_WRITING, 0);'];

test('a patch as git send-email sends it', async () => {
  const read = await mail(HEAD, BODY);
  expect(read).toMatchObject({
    messageId: 'two@example.org',
    inReplyTo: 'zero@example.org',
    references: ['old@example.org', 'zero@example.org'],
    from: { name: 'Ann Author', email: 'ann@example.org' },
    to: ['devel@example.org', 'bob@example.org'],
    date: Date.UTC(2023, 0, 2, 14, 4, 5) / 1000,
  });
  const patch = mailedPatch(read);
  expect(patch).toMatchObject({
    subject: 'sound: open the new device',
    message: 'sound: open the new device\n\nOld names of devices are gone.\n\nSigned-off-by: Ann <ann@example.org>',
    series: { version: 2, part: 2, of: 3, tags: [] },
  });
  expect(added(patch)).toEqual(ADDED);
});

test.each([
  ['CRLF', [], BODY.replaceAll('\n', '\r\n')],
  ['base64', ['Content-Transfer-Encoding: base64'], Buffer.from(BODY).toString('base64')],
  [
    'quoted-printable',
    ['Content-Transfer-Encoding: quoted-printable'],
    BODY.replaceAll('=', '=3D').replace('FLAGS_FOR_READING |', 'FLAGS_FOR_READI=\nNG |'),
  ],
  ['a wrapped line', [], BODY.replace(' | FLAGS', ' |\nFLAGS')],
  ['hard blanks', [], BODY.replaceAll('    return', '\u00a0\u00a0\u00a0 return')],
  [
    'a header of another tool',
    [],
    BODY.replace(/diff --git.*\nindex.*\n/, '').replace('+++ b/sound.c', '+++ b/sound.c\t2023-01-01 00:00:00'),
  ],
  ['flowed text', ['Content-Type: text/plain; format=flowed'], BODY.replace(/^ /gm, '  ')],
] as const)('%s changes nothing', async (_, head, body) => {
  expect(added(mailedPatch(await mail([...HEAD, ...head], body)))).toEqual(ADDED);
});

test('a patch in an attachment, with its own header', async () => {
  const file = `From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\nFrom: Ann <ann@example.org>\nSubject: [PATCH] x\n\n${BODY}`;
  const parts = ['text/plain', 'text/x-patch; name=0001.patch'].map(
    (type, at) => `--edge\nContent-Type: ${type}\n\n${at === 0 ? 'Please see the file.' : file}\n`,
  );
  const read = await mail(
    [...HEAD, 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=edge'],
    `${parts.join('')}--edge--\n`,
  );
  const patch = mailedPatch(read);
  expect(added(patch)).toEqual(ADDED);
  expect(patch?.message).toContain('Old names of devices are gone.');
});

test.each([
  ['UTF-8 that claims to be ASCII', 'us-ascii', Buffer.from(BODY.replace('Old', 'Größe'))],
  ['Latin-1 without a word about it', null, Buffer.from(BODY.replace('Old', 'Größe'), 'latin1')],
  ['a charset that nobody knows', 'x-klingon', Buffer.from(BODY.replace('Old', 'Größe'))],
  ['Windows', 'windows-1252', Buffer.from(BODY.replace('Old', 'Größe'), 'latin1')],
] as const)('%s is read as what it is', async (_, charset, body) => {
  const head = charset === null ? HEAD : [...HEAD, `Content-Type: text/plain; charset=${charset}`];
  expect((await mail(head, body)).text).toContain('Größe names');
});

test('headers in the body, and talk above the scissors', async () => {
  const patch = mailedPatch(
    await mail(HEAD, `Hello,\n\n-- >8 --\nFrom: Carl <carl@example.org>\nSubject: sound: other words\n\n${BODY}`),
  );
  expect(patch).toMatchObject({ author: { name: 'Carl', email: 'carl@example.org' }, subject: 'sound: other words' });
  expect(patch?.message).not.toContain('Hello');
});

test('no date, no id, encoded words, a sender rewritten by the list', async () => {
  const read = await mail(
    [
      'From: =?utf-8?q?J=C3=BCrgen?= via devel <devel@example.org>',
      'Reply-To: juergen@example.org',
      'Subject: =?utf-8?b?R3LDvMOfZQ==?=',
    ],
    'x',
  );
  expect(read).toMatchObject({
    from: { name: 'Jürgen', email: 'juergen@example.org' },
    subject: 'Grüße',
    date: null,
    messageId: null,
  });
  expect(mailedPatch(read)).toBeNull();
});

test('an answer that quotes a patch is no patch; a bare diff in a new mail is one', async () => {
  const others = HEAD.filter((line) => !line.startsWith('Subject'));
  expect(mailedPatch(await mail([...others, 'Subject: Re: [PATCH] x'], BODY))).toBeNull();
  expect(mailedPatch(await mail([...others, 'Subject: please apply'], BODY))?.subject).toBe('please apply');
});

test.each([
  ['[PATCH] a: b', { version: 1, part: 1, of: 1, tags: [] }],
  ['[RFC PATCH v10 03/12 for-9.0] a: b', { version: 10, part: 3, of: 12, tags: ['RFC', 'for-9.0'] }],
  ['[list] [PATCHv2 0/4] a: b', { version: 2, part: 0, of: 4, tags: ['list'] }],
  ['[list] [v7,2/2] a: b', { version: 7, part: 2, of: 2, tags: ['list'] }],
  ['[Qemu-devel] [RESEND][PATCH 1/1] a: b', { version: 1, part: 1, of: 1, tags: ['Qemu-devel', 'RESEND'] }],
])('%s', (subject, series) => {
  expect(parsePatchSubject(subject)).toEqual({ subject: 'a: b', series });
});

test('other subjects are no patches, and answers lose their marks', () => {
  for (const subject of ['[ANNOUNCE] x', 'Re: [PATCH] x', '[PULL 1/2] x', '[GIT PULL] x', ''])
    expect(parsePatchSubject(subject)).toBeNull();
  expect(withoutReply('Re: AW: Re[2]: [PATCH] x')).toBe('[PATCH] x');
});

test('hostile mails neither hang nor run away', async () => {
  const deep = Array.from(
    { length: 2000 },
    (_, at) => `--b${at}\nContent-Type: multipart/mixed; boundary=b${at + 1}\n\n`,
  ).join('');
  await expect(mail([...HEAD, 'Content-Type: multipart/mixed; boundary=b0'], deep)).rejects.toThrow();
  await expect(parseMail(Buffer.alloc(0))).rejects.toThrow('no header');
  const rules = [
    '-'.repeat(200_000),
    '[ '.repeat(100_000),
    `@@ -1,999999999 +1,999999999 @@\n${'x\n'.repeat(1000)}`,
    '> '.repeat(100_000),
  ];
  for (const rule of rules) expect(mailedPatch(await mail(HEAD, `${rule}\n${BODY}`))).not.toBeUndefined();
  expect(parsePatchSubject('['.repeat(100_000))).toBeNull();
});

async function* chunks(text: Buffer, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.subarray(at, at + size);
}

test('an mbox is cut into its mails, however its chunks fall', async () => {
  const line = 'From ann@example.org Mon Jan  2 15:04:05 2023\n';
  const bodies = [
    'Subject: a\n\nx\n>From me\n>>From you\n\n',
    'Subject: b\n\nFrom here on it is prose\n\n',
    'Subject: c\n\ny',
  ];
  const whole = Buffer.from(`junk\n\n${bodies.map((body) => line + body).join('')}`);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: whole.length }), async (size) => {
      const found = [];
      for await (const each of splitMbox(chunks(whole, size))) found.push(each);
      expect(found.map(({ raw }) => raw.toString())).toEqual([
        bodies[0]?.replace('>From me', 'From me').replace('>>From', '>From'),
        bodies[1],
        bodies[2],
      ]);
      expect(found.map(({ start, end }) => whole.toString('latin1', start, end))).toEqual(
        bodies.map((body) => line + body),
      );
    }),
    { numRuns: 50 },
  );
});
