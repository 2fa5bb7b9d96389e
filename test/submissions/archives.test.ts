// Archives of mails on disk: every kind of them, what comes and goes, what is broken or not there.
import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDesk } from '../../src/submissions/ask.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import {
  maildirOf,
  mailText,
  mailsAsMbox,
  mboxFile,
  oldPublicInbox,
  publicInbox,
  questionOf,
  wantedOf,
} from './list.js';
import { answer, configOf, patchMail, SOUND } from './sound.js';

test('the archive may be a public-inbox of either version, an mbox or a maildir', async () => {
  const mails = [patchMail(), answer('a1', 'Applied, thanks!')].map(mailText);
  const { path } = await temporaryDirectory();
  const paths = [
    await publicInbox(mails, join(path, 'v2')),
    await oldPublicInbox(mails, join(path, 'v1')),
    await mboxFile(mails, join(path, 'mbox')),
    await maildirOf(mails, join(path, 'maildir')),
  ];
  const desk = openDesk({ dir: join(path, 'cache'), online: false, env: {}, patience: 0 });
  for (const each of paths) {
    const config = configOf(each);
    for (const run of ['first', 'second']) {
      const { found, notices } = await desk.ask(await questionOf(config, [wantedOf(0, 'sound: mix', SOUND)]));
      expect(found.get(0)?.[0], `${each}, ${run} run`).toMatchObject({ state: 'queued', match: 'diff' });
      expect(notices.map(({ code }) => code)).toEqual(['mail.old']);
    }
  }
});

test('mails that come later are read on, mails that go are forgotten, and one that is rewritten is read anew', async () => {
  const { path } = await temporaryDirectory();
  const file = join(path, 'mbox');
  const config = configOf(file);
  const desk = openDesk({ dir: join(path, 'cache'), online: false, env: {}, patience: 0 });
  const ask = async () =>
    (await desk.ask(await questionOf(config, [wantedOf(0, 'sound: mix', SOUND)]))).found.get(0)?.[0]?.state;
  await writeFile(file, mailsAsMbox([mailText(patchMail())]));
  expect(await ask()).toBe('waiting');
  await appendFile(file, mailsAsMbox([mailText(answer('a1', 'Please fix the typo.'))]));
  expect(await ask()).toBe('changes-requested');
  await writeFile(file, mailsAsMbox([mailText({ id: 'x', subject: 'x', body: 'x' }), mailText(patchMail())]));
  expect(await ask()).toBe('waiting');

  const maildir = await maildirOf([mailText(patchMail()), mailText(answer('a1', 'Applied.'))], join(path, 'maildir'));
  Object.assign(config, { path: maildir });
  expect(await ask()).toBe('queued');
  await rename(join(maildir, 'cur/0.host:2,S'), join(maildir, 'cur/0.host:2,RS'));
  await rm(join(maildir, 'new/1.host'));
  expect(await ask()).toBe('waiting');
});

test('a run that was stopped in the middle leaves nothing that counts', async () => {
  const { path } = await temporaryDirectory();
  const file = await mboxFile([mailText(patchMail())], join(path, 'mbox'));
  const desk = openDesk({ dir: join(path, 'cache'), online: false, env: {}, patience: 0 });
  const question = await questionOf(configOf(file), [wantedOf(0, 'sound: mix', SOUND)]);
  await desk.ask(question);
  const { readdir } = await import('node:fs/promises');
  const [folder = ''] = await readdir(join(path, 'cache/submissions'));
  await appendFile(join(path, 'cache/submissions', folder, 'mails.jsonl'), '{"half');
  expect((await desk.ask(question)).found.get(0)?.[0]).toMatchObject({ state: 'waiting' });
});

test('broken mails are counted and told, duplicates count once, mails without date or id do not matter', async () => {
  const lonely = mailText({ id: 'z', subject: 'Re: x', body: 'hm' }).replace(/^(?:Date|Message-Id):.*\n/gm, '');
  const { path } = await temporaryDirectory();
  const broken = `Content-Type: multipart/mixed; boundary=b0\n\n${Array.from({ length: 99 }, (_, at) => `--b${at}\nContent-Type: multipart/mixed; boundary=b${at + 1}\n\n`).join('')}`;
  const mails = [mailText(patchMail()), mailText(patchMail()), lonely, broken];
  const desk = openDesk({ dir: join(path, 'cache'), online: false, env: {}, patience: 0 });
  const config = configOf(await publicInbox(mails, join(path, 'v2')));
  const { found, notices } = await desk.ask(await questionOf(config, [wantedOf(0, 'sound: mix', SOUND)]));
  expect(found.get(0)).toHaveLength(1);
  expect(notices[0]).toMatchObject({ code: 'mail.broken', message: expect.stringContaining('1 of ') });
});

test('an archive that is not there is a notice that says what to do', async () => {
  const desk = openDesk({ dir: '/nonexistent', online: false, env: {}, patience: 0 });
  const { found, notices } = await desk.ask(await questionOf(configOf('/nonexistent/list'), [wantedOf(0, 'x', SOUND)]));
  expect(found.size).toBe(0);
  expect(notices).toEqual([
    expect.objectContaining({ code: 'mail.no-archive', severity: 'info', hint: expect.stringContaining('config') }),
  ]);
});
