// A mailing list told in a few lines: mails with ids and dates, written as a public-inbox, an mbox or a maildir.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packagedSettings } from '../../src/config/load.js';
import type { SubmissionConfig } from '../../src/model/config.js';
import type { History } from '../../src/model/history.js';
import type { Patch } from '../../src/model/patch.js';
import type { SubmissionQuestion, Wanted } from '../../src/model/submission.js';
import { parseDiff } from '../../src/patch/parse-diff.js';
import { parseMessage } from '../../src/patch/message.js';
import { history, tinyRepo } from '../support/tiny-repo.js';
import { patchOf } from '../verdict/facts.js';

const NOW = new Date('2023-03-01T12:00:00Z');

export interface Told {
  readonly id: string;
  readonly from?: string;
  readonly subject: string;
  /** Day of 2023, as in 01-31. */
  readonly day?: string;
  readonly to?: string;
  readonly head?: readonly string[];
  readonly body: string;
}

/** The bytes of a mail. */
export function mailText({
  id,
  from = 'Ann <ann@example.org>',
  subject,
  day = '01-02',
  to,
  head = [],
  body,
}: Told): string {
  const reply = to === undefined ? [] : [`In-Reply-To: <${to}@example.org>`];
  const lines = [
    `From: ${from}`,
    `Subject: ${subject}`,
    `Date: ${new Date(`2023-${day}T10:00:00Z`).toUTCString()}`,
    `Message-Id: <${id}@example.org>`,
    'To: devel@example.org',
    ...reply,
    ...head,
  ];
  return `${lines.join('\n')}\n\n${body}\n`;
}

/** A diff that adds telling lines to one file; `words` are in each of them. */
export function diffOf(path: string, words: string, lines = 6): string {
  const added = Array.from({ length: lines }, (_, at) => `+    ${words}_${at} = configure_${words}_unit(${at} * 17);`);
  return [
    `diff --git a/${path} b/${path}`,
    'index 1111111..2222222 100644',
    `--- a/${path}`,
    `+++ b/${path}`,
    `@@ -10,2 +10,${lines + 2} @@ int start(void)`,
    ' {',
    ...added,
    ' }',
    '',
  ].join('\n');
}

/** A patch of the stack as git would have it. */
export function wantedOf(
  place: number,
  subject: string,
  diff: string,
  given: { body?: string; urls?: string[] } & Partial<Patch> = {},
): Wanted {
  const { body = '', urls = [], ...rest } = given;
  const message = `${subject}\n\n${body}\n`;
  const patch = patchOf({
    subject,
    message,
    facts: parseMessage(message),
    files: parseDiff(Buffer.from(diff)),
    ...rest,
  });
  return { place, patch, urls };
}

/** What is asked, with the packaged settings. */
export async function questionOf(
  source: SubmissionConfig,
  wanted: readonly Wanted[],
  given: Partial<SubmissionQuestion> = {},
): Promise<SubmissionQuestion> {
  return {
    project: 'story',
    sources: [source],
    wanted,
    branches: ['local'],
    history: EMPTY_HISTORY,
    settings: await packagedSettings(),
    ignored: () => false,
    now: NOW,
    signal: undefined,
    progress: () => undefined,
    ...given,
  };
}

/** An upstream of which nothing is known. */
export const EMPTY_HISTORY: History = {
  commits: [],
  byOid: new Map(),
  paths: [],
  sameBlobs: new Map(),
  renames: [],
  releases: [],
  releaseOrder: [],
  releaseDates: new Map(),
  unreadable: new Set(),
  news: 0,
  leftOut: 0,
};

/** A public-inbox of version 2 with one epoch; gives its folder. */
export async function publicInbox(mails: readonly string[], directory: string): Promise<string> {
  const teller = history({ branch: 'master' });
  for (const [at, raw] of mails.entries()) teller.commit({ message: `mail ${at}`, files: { m: raw } });
  await mkdir(join(directory, 'git'), { recursive: true });
  await tinyRepo(teller, { directory: join(directory, 'git', '0.git') });
  return directory;
}

/** A public-inbox of version 1: one file a mail. */
export async function oldPublicInbox(mails: readonly string[], directory: string): Promise<string> {
  const teller = history({ branch: 'master' });
  for (const [at, raw] of mails.entries())
    teller.commit({ message: `mail ${at}`, files: { [`0${at}/${'ab'.repeat(19)}`]: raw } });
  await tinyRepo(teller, { directory });
  return directory;
}

export async function mboxFile(mails: readonly string[], file: string): Promise<string> {
  await writeFile(file, mailsAsMbox(mails));
  return file;
}

export function mailsAsMbox(mails: readonly string[]): string {
  return mails
    .map((raw) => `From ann@example.org Mon Jan  2 15:04:05 2023\n${raw.replace(/^(>*From )/gm, '>$1')}\n`)
    .join('');
}

export async function maildirOf(mails: readonly string[], directory: string): Promise<string> {
  for (const name of ['cur', 'new', 'tmp']) await mkdir(join(directory, name), { recursive: true });
  for (const [at, raw] of mails.entries())
    await writeFile(join(directory, at % 2 ? 'new' : 'cur', `${at}.host${at % 2 ? '' : ':2,S'}`), raw);
  return directory;
}
