// Mail archives as a source: a public-inbox, an mbox or a maildir of the list that patches are sent to.
import { mailedPatch, parseMail } from '../../mail/index.js';
import type { MailConfig } from '../../model/config.js';
import type { Notice } from '../../model/notice.js';
import type { Submission, SubmissionQuestion } from '../../model/submission.js';
import { MILLISECONDS_PER_DAY } from '../../model/time-units.js';
import { isoDate, isoDay } from '../../patch/iso-date.js';
import type { Desk, Found, Source, SourceAnswer } from '../source.js';
import { shortDay } from '../words.js';
import { type Archive, openArchive } from './archive.js';
import type { Sent } from '../candidates.js';
import { findPosted, type Posted } from '../find-posted.js';
import { firmest } from '../newest-version.js';
import type { IndexedMail } from './indexed-mail.js';
import { indexFolder, readMailIndex } from './mail-index.js';
import { threadState } from './thread-state.js';
import { Threads } from './threads.js';

/** Archives on this disk: never asked over the network. */
export const mail: Source<MailConfig> = {
  kind: 'mail',
  network: false,
  ask: async (config, question, desk) => {
    const archive = await openArchive(config.path, question.settings.submissions.mailBytes, question.signal);
    if (archive === null) return { found: [], notices: [missing(config)] };
    try {
      return await askArchive(config, question, desk, archive);
    } finally {
      await archive.close();
    }
  },
  stamp: async (config) => {
    const archive = await openArchive(config.path, 0, undefined);
    return archive === null ? 'missing' : archive.stamp().finally(() => archive.close());
  },
};

/** No failure: a project's file may name an archive that not everybody has. */
function missing({ path, list }: MailConfig): Notice {
  const what = list === null ? 'that list' : list;
  return {
    code: 'mail.no-archive',
    severity: 'info',
    message: `the mail archive ${path} is not there: what was sent to ${what} is not known`,
    hint: 'clone it there, or correct or remove `mail` in the config',
  };
}

async function askArchive(
  config: MailConfig,
  question: SubmissionQuestion,
  desk: Desk,
  archive: Archive,
): Promise<SourceAnswer> {
  const { changelog, generated } = question.settings.noise;
  const folder = indexFolder(desk.dir, config.path, JSON.stringify([changelog, generated]));
  const index = await readMailIndex(archive, folder, question.ignored, (done) =>
    question.progress('indexing mails', done, 0),
  );
  const threads = new Threads(index.mails);
  const mails = new Map(index.mails.filter(({ patch }) => patch).map((each) => [each.id, each]));
  const sent = [...mails.values()].map(sentOf);
  const posted = await findPosted(question, sent, (wanted, take) => readDiffs(archive, mails, wanted, take));
  const newest = index.mails.reduce((latest, { date }) => Math.max(latest, date ?? 0), 0);
  const found = [...posted].flatMap(([place, list]) => {
    const submission = submissionOf(list, threads, config, question.now, isoDate(newest));
    return submission === null ? [] : [{ place, submission } satisfies Found];
  });
  return { found, notices: noticesOf(config, index.broken, index.mails.length, newest, question.now) };
}

function sentOf({ id, subject, change, patch }: IndexedMail): Sent {
  return { key: id, subject, names: [id.toLowerCase(), ...(change === undefined ? [] : [change])], ...patch };
}

async function readDiffs(
  archive: Archive,
  mails: ReadonlyMap<string, IndexedMail>,
  wanted: readonly Sent[],
  take: (sent: Sent, diff: Buffer) => void,
): Promise<void> {
  const byPlace = new Map(wanted.map((sent) => [mails.get(sent.key)?.at ?? '', sent]));
  const read: { at: string; raw: Buffer }[] = [];
  await archive.readAt([...byPlace.keys()], (at, raw) => read.push({ at, raw: Buffer.from(raw) }));
  for (const { at, raw } of read) {
    const sent = byPlace.get(at);
    const patch = mailedPatch(await parseMail(raw));
    if (sent && patch) take(sent, patch.diff);
  }
}

function submissionOf(
  posted: readonly Posted[],
  threads: Threads,
  config: MailConfig,
  now: Date,
  asOf: string,
): Submission | null {
  const firm = firmest(posted);
  const best = firm.toSorted((a, b) => (b.share ?? 0) - (a.share ?? 0))[0];
  if (!best) return null;
  const versions = firm.flatMap(({ sent }) => threads.mail(sent.key) ?? []);
  const thread = threads.threadOf(versions);
  const link = (id: string) =>
    config.url === null ? null : `${config.url}${encodeURIComponent(id).replaceAll('%40', '@')}/`;
  const { patch } = thread;
  const ends = isStale(asOf, now);
  const told = threadState(thread, config.list, link, ends ? new Date(asOf) : now);
  const unanswered = told.state === 'waiting' || told.state === 'draft';
  return {
    source: 'mail',
    id: patch.id,
    url: link(patch.id),
    title: patch.subject,
    author: patch.by.name || patch.by.email,
    version: patch.series?.[0] ?? 1,
    sent: patch.date === null ? null : isoDate(patch.date),
    ...told,
    // Of the days since then the archive says nothing.
    says: ends && unanswered ? `${told.says} by ${shortDay(asOf)}, where the archive ends` : told.says,
    match: best.match,
    share: best.share,
    commit: null,
    asOf,
  };
}

/** An archive whose newest mail is older than this many days may have missed the answer. */
const STALE_DAYS = 14;

function isStale(newest: string, now: Date): boolean {
  return now.getTime() - Date.parse(newest) > STALE_DAYS * MILLISECONDS_PER_DAY;
}

function noticesOf(config: MailConfig, broken: number, mails: number, newest: number, now: Date): Notice[] {
  const notices: Notice[] = [];
  if (broken > 0)
    notices.push({
      code: 'mail.broken',
      severity: 'warning',
      message: `${broken} of ${mails + broken} mails in ${config.path} could not be read`,
      hint: null,
    });
  if (mails > 0 && isStale(isoDate(newest), now))
    notices.push({
      code: 'mail.old',
      severity: 'info',
      message: `the newest mail in ${config.path} is of ${isoDay(newest)}`,
      hint: 'fetch the archive, so that later answers are seen',
    });
  return notices;
}
