// One patch on a list and answers to it: the story that the tests of mail archives tell.
import { join } from 'node:path';
import type { MailConfig } from '../../src/model/config.js';
import type { Submission, SubmissionAnswer } from '../../src/model/submission.js';
import { openDesk } from '../../src/submissions/ask.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { diffOf, mailText, mboxFile, questionOf, type Told, wantedOf } from './list.js';

/** The diff. */
export const SOUND = diffOf('sound.c', 'mixer');
/** The patch as it is mailed. */
export const patchMail = (given: Partial<Told> = {}) => ({
  id: 'p1',
  subject: '[PATCH] sound: mix',
  body: `Mixes.\n---\n${SOUND}`,
  ...given,
});
/** Somebody's answer. */
export const answer = (id: string, body: string, given: Partial<Told> = {}): Told => ({
  id,
  from: 'Bob <bob@example.org>',
  subject: 'Re: [PATCH] sound: mix',
  day: '01-05',
  to: 'p1',
  body,
  ...given,
});

/** Asks an mbox of these mails. */
export async function askList(
  told: readonly Told[],
  wanted = [wantedOf(0, 'sound: mix', SOUND)],
): Promise<SubmissionAnswer> {
  const { path } = await temporaryDirectory();
  const config = configOf(await mboxFile(told.map(mailText), join(path, 'list.mbox')));
  const desk = openDesk({ dir: join(path, 'cache'), online: false, env: {}, patience: 0 });
  return desk.ask(await questionOf(config, wanted));
}

/** The archive as a project names it. */
export function configOf(path: string): MailConfig {
  return { kind: 'mail', path, list: 'devel@example.org', url: 'https://lists.example.org/devel/' };
}

/** What became of the patch. */
export async function stateOf(...told: readonly Told[]): Promise<Submission | undefined> {
  return (await askList([patchMail(), ...told])).found.get(0)?.[0];
}
