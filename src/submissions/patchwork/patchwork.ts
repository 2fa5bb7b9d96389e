// Patchwork as a source, through its REST API 1.2 (later ones answer it too): the state that maintainers give each patch.
import { LandfallError } from '../../errors.js';
import type { PatchworkConfig } from '../../model/config.js';
import type { Notice } from '../../model/notice.js';
import type { Submission, SubmissionQuestion } from '../../model/submission.js';
import { authorsOf } from '../authors.js';
import type { Sent } from '../candidates.js';
import { findPosted, type Posted } from '../find-posted.js';
import { freshness } from '../freshness.js';
import { keptOf } from '../http/asker.js';
import { folderOfServer, type JsonServer, openServer } from '../http/json.js';
import type { ThreadState } from '../mail/thread-state.js';
import { newestVersion } from '../newest-version.js';
import type { Found, Source } from '../source.js';
import { shortDay } from '../words.js';
import { readDiscussion } from './discussion.js';
import { type Entry, entryDetail, entryList, idOf, titleOf, utc, versionOf } from './entry.js';
import { patchworkState } from './state.js';

/** Entries of one author that are looked through. */
const PAGE = 100;
const MOST_PAGES = 3;

/** A Patchwork server: sourceware's, ozlabs', kernel.org's and others. */
export const patchwork: Source<PatchworkConfig> = {
  kind: 'patchwork',
  network: true,
  ask: async (config, question, desk) => {
    const { settings, signal } = question;
    const server = openServer(config.url, folderOfServer('patchwork', config.url), desk, settings.submissions, signal);
    try {
      const entries = await listEntries(config, question, server);
      const { found, problems } = await match(question, server, entries);
      return {
        found,
        notices: [...problems, ...freshness(`Patchwork ${config.url}`, 'patchwork', desk, server.asker)],
      };
    } finally {
      server.asker.close();
    }
  },
  stamp: (config, desk) => keptOf(desk, folderOfServer('patchwork', config.url)).stamp(),
};

/** The entries of the authors, and those the patches name. */
async function listEntries(
  { project }: PatchworkConfig,
  { wanted }: SubmissionQuestion,
  server: JsonServer,
): Promise<Entry[]> {
  const entries = new Map<number, Entry>();
  const read = async (first: string, pages: number) => {
    let next: string | null = first;
    for (let page = 0; next !== null && page < pages; page++) {
      const answer: Awaited<ReturnType<typeof server.get<Entry[]>>> = await server.get<Entry[]>(next, entryList);
      for (const entry of answer?.data ?? []) entries.set(entry.id, entry);
      next = answer?.next ?? null;
    }
  };
  const ids = wanted.flatMap(({ patch }) =>
    patch.facts.keys.filter((key) => key.startsWith('message-id:')).map((key) => key.slice('message-id:'.length)),
  );
  for (const author of authorsOf(wanted))
    await read(address({ project, submitter: author, order: '-date', per_page: String(PAGE) }), MOST_PAGES);
  for (const id of new Set(ids)) await read(address({ project, msgid: id }), 1);
  return [...entries.values()];
}

function address(question: Readonly<Record<string, string>>): string {
  return `api/1.2/patches/?${new URLSearchParams(question).toString()}`;
}

async function match(question: SubmissionQuestion, server: JsonServer, entries: readonly Entry[]) {
  const byKey = new Map(entries.map((entry) => [String(entry.id), entry]));
  const sent = entries.map(
    (entry): Sent => ({
      key: String(entry.id),
      subject: titleOf(entry),
      names: [idOf(entry).toLowerCase(), entry.web_url.toLowerCase()],
    }),
  );
  const posted = await findPosted(question, sent, async (wanted, take) => {
    for (const each of wanted) {
      const detail = await server.get(`api/1.2/patches/${each.key}/`, entryDetail, true);
      if (detail?.data.diff) take(each, Buffer.from(detail.data.diff));
    }
  });
  const found: Found[] = [];
  const problems = new Map<string, Notice>();
  for (const [place, list] of posted) {
    const newest = newestVersion(list, byKey, ({ date }) => Date.parse(utc(date)));
    if (!newest) continue;
    const discussion = await readDiscussion(newest.known, question, server).catch((error: unknown) => {
      if (!(error instanceof LandfallError) || error.kind === 'bug' || question.signal?.aborted) throw error;
      problems.set(error.message, {
        code: error.code,
        severity: 'warning',
        message: `what was said there is not fully known: ${error.message}`,
        hint: error.hint,
      });
      return null;
    });
    found.push({ place, submission: submissionOf(newest.known, newest.posted, discussion, question.now, server) });
  }
  return { found, problems: [...problems.values()] };
}

function submissionOf(
  entry: Entry,
  posted: Posted,
  discussion: ThreadState | null,
  now: Date,
  server: JsonServer,
): Submission {
  const sent = utc(entry.date);
  const delegate = entry.delegate?.username ?? null;
  const author = entry.submitter.name ?? entry.submitter.email;
  const said = patchworkState(entry, delegate, sent, now);
  const own = { ...said, since: said.state === 'waiting' ? sent : null };
  // The maintainers' word counts; while they have said nothing, what the list said does.
  const told = said.state === 'waiting' && discussion && discussion.state !== 'waiting' ? stateIn(discussion) : own;
  const words = `Patchwork says ${entry.state} (${shortDay(server.asker.tally.oldest)})${tagsOf(entry)}`;
  return {
    source: 'patchwork',
    id: idOf(entry),
    url: entry.web_url,
    title: titleOf(entry),
    author,
    version: versionOf(entry),
    sent,
    ...told,
    reviews: discussion?.reviews ?? [],
    match: posted.match,
    share: posted.share,
    commit: entry.commit_ref,
    events: [
      ...(discussion?.events ?? [{ date: sent, who: author, says: 'sent', url: entry.web_url }]),
      { date: null, who: 'Patchwork', says: words, url: entry.web_url },
    ],
    asOf: server.asker.tally.oldest,
  };
}

function stateIn({ state, since, waitingOn, who, says }: ThreadState) {
  return { state, since, waitingOn, who, says };
}

function tagsOf({ tags = {} }: Entry): string {
  const counted = Object.entries(tags).filter(([, count]) => count > 0);
  return counted.length === 0 ? '' : `, ${counted.map(([tag, count]) => `${count} ${tag}`).join(', ')}`;
}
