// What was said about a patch on Patchwork: its comments are the list's mails, so they are read as a thread is.
import type { SubmissionQuestion } from '../../model/submission.js';
import type { JsonServer } from '../http/json.js';
import type { IndexedMail } from '../mail/indexed-mail.js';
import { saidIn } from '../mail/said.js';
import { threadState, type ThreadState } from '../mail/thread-state.js';
import { shortDay } from '../words.js';
import { patchworkState } from './state.js';
import {
  type Check,
  checkList,
  commentList,
  type Comment,
  type Entry,
  idOf,
  titleOf,
  utc,
  versionOf,
} from './entry.js';

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
  const thread = threadOf(entry, comments.data, now);
  const checks = FAILED.includes(entry.check)
    ? await server.get(`${below}/checks/?per_page=${PAGE}`, checkList, over)
    : null;
  const steps = (checks?.data ?? []).filter(({ state: word }) => FAILED.includes(word)).map(stepOf);
  const events = [...thread.events, ...steps].sort((a, b) => (a.date ?? '').localeCompare(b.date ?? ''));
  return { ...thread, events };
}

/** Words of Patchwork for checks that are not well. */
const FAILED: readonly string[] = ['fail', 'warning'];

function threadOf(entry: Entry, comments: readonly Comment[], now: Date): ThreadState {
  const links = new Map(comments.map(({ msgid, web_url: url }) => [idOf({ msgid }), url ?? null]));
  const patch = {
    ...mailOf({ ...entry, subject: titleOf(entry), content: '' }),
    series: [versionOf(entry), 1, 1] as const,
  };
  const answers = comments
    .map((comment) => ({ mail: mailOf(comment), whole: false }))
    .sort((a, b) => (a.mail.date ?? 0) - (b.mail.date ?? 0));
  return threadState(
    { patch, versions: [patch], leftOutOf: null, answers },
    entry.delegate?.username ?? null,
    (id) => (id === idOf(entry) ? entry.web_url : (links.get(id) ?? null)),
    now,
  );
}

function stepOf({ state, context, description, date, user, target_url: url }: Check): ThreadState['events'][number] {
  const day = utc(date);
  return {
    date: day,
    who: user?.username ?? 'a check',
    says: `check ${context}: ${state}${description ? `, ${description}` : ''} (${shortDay(day)})`,
    url: url ?? null,
  };
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
