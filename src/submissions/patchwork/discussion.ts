// What was said about a patch on Patchwork: its comments are the list's mails, so they are read as a thread is.
import type { SubmissionQuestion } from '../../model/submission.js';
import type { JsonServer } from '../http/json.js';
import type { IndexedMail } from '../mail/indexed-mail.js';
import { saidIn } from '../mail/said.js';
import { threadState, type ThreadState } from '../mail/thread-state.js';
import { shortDay } from '../words.js';
import { patchworkState } from './state.js';
import { checkList, commentList, type Comment, type Entry, idOf, titleOf, utc, versionOf } from './entry.js';

/** Comments of one patch that are read, and checks. */
const PAGE = 100;

/** The thread of an entry, with the checks that failed among its steps; null where it was not asked for. */
export async function readDiscussion(
  entry: Entry,
  { now }: SubmissionQuestion,
  server: JsonServer,
): Promise<ThreadState | null> {
  const below = `api/1.2/patches/${entry.id}`;
  // What was said before it was over stays as it is.
  const { waitingOn, state } = patchworkState(entry, null, utc(entry.date), now);
  const over = waitingOn === 'nobody' || state === 'queued';
  const comments = await server.get(`${below}/comments/?per_page=${PAGE}`, commentList, over);
  if (!comments) return null;
  const links = new Map(comments.data.map(({ msgid, web_url: url }) => [idOf({ msgid }), url ?? null]));
  const patch = {
    ...mailOf({ ...entry, subject: titleOf(entry), content: '' }),
    series: [versionOf(entry), 1, 1] as const,
  };
  const answers = comments.data.map((comment) => ({ mail: mailOf(comment), whole: false }));
  const thread = threadState(
    {
      patch,
      versions: [patch],
      leftOutOf: null,
      answers: answers.sort((a, b) => (a.mail.date ?? 0) - (b.mail.date ?? 0)),
    },
    entry.delegate?.username ?? null,
    (id) => (id === idOf(entry) ? entry.web_url : (links.get(id) ?? null)),
    now,
  );
  const failed = ['fail', 'warning'].includes(entry.check)
    ? ((await server.get(`${below}/checks/?per_page=${PAGE}`, checkList, over))?.data ?? [])
    : [];
  const steps = failed
    .filter(({ state }) => state === 'fail' || state === 'warning')
    .map(({ state, context, description, date, user, target_url: url }) => ({
      date: utc(date),
      who: user?.username ?? 'a check',
      says: `check ${context}: ${state}${description ? `, ${description}` : ''} (${shortDay(utc(date))})`,
      url: url ?? null,
    }));
  const events = [...thread.events, ...steps].sort((a, b) => (a.date ?? '').localeCompare(b.date ?? ''));
  return { ...thread, events };
}

function mailOf({ msgid, submitter, date, subject, content }: Omit<Comment, 'web_url'>): IndexedMail {
  return {
    at: msgid,
    id: idOf({ msgid }),
    above: [],
    by: { name: submitter.name ?? '', email: submitter.email.toLowerCase() },
    date: Date.parse(utc(date)) / 1000,
    subject,
    said: saidIn(content),
  };
}
