// Patchwork as a source, through its REST API 1.2 (later ones answer it too): the state that maintainers give each patch.
import type { PatchworkConfig } from '../../model/config.js';
import type { Submission, SubmissionQuestion } from '../../model/submission.js';
import { parsePatchSubject } from '../../mail/index.js';
import { authorsOf } from '../authors.js';
import { findPosted, type Posted, type Sent } from '../find-posted.js';
import { freshness } from '../freshness.js';
import { keptOf } from '../http/asker.js';
import { folderOfServer, type JsonServer, openServer } from '../http/json.js';
import type { Source } from '../source.js';
import { shortDay } from '../words.js';
import { type Entry, entryDetail, entryList } from './entry.js';
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
      const found = await match(question, server, entries);
      return { found, notices: freshness(`Patchwork ${config.url}`, 'patchwork', desk, server.asker) };
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
  return [...posted].flatMap(([place, list]) => {
    const newest = newestOf(list, byKey);
    return newest ? [{ place, submission: submissionOf(newest.entry, newest.posted, question.now, server) }] : [];
  });
}

/** Of several versions the last one counts; one known by more than its subject before all that are not. */
function newestOf(list: readonly Posted[], byKey: ReadonlyMap<string, Entry>) {
  const firm = list.filter(({ match: how }) => how !== 'subject');
  const dated = (firm.length > 0 ? firm : list).flatMap((posted) => {
    const entry = byKey.get(posted.sent.key);
    return entry ? [{ entry, posted }] : [];
  });
  return dated.toSorted((a, b) => a.entry.date.localeCompare(b.entry.date)).at(-1);
}

function submissionOf(entry: Entry, posted: Posted, now: Date, server: JsonServer): Submission {
  const sent = utc(entry.date);
  const delegate = entry.delegate?.username ?? null;
  const author = entry.submitter.name ?? entry.submitter.email;
  const told = patchworkState(entry, delegate, sent, now);
  return {
    source: 'patchwork',
    id: idOf(entry),
    url: entry.web_url,
    title: titleOf(entry),
    author,
    version: entry.series[0]?.version ?? parsePatchSubject(entry.name)?.series.version ?? 1,
    sent,
    ...told,
    since: told.state === 'waiting' ? sent : null,
    reviews: [],
    match: posted.match,
    share: posted.share,
    commit: entry.commit_ref,
    events: [
      {
        date: sent,
        who: author,
        says: `sent; Patchwork says ${entry.state} (${shortDay(server.asker.tally.oldest)})`,
        url: entry.web_url,
      },
    ],
    asOf: server.asker.tally.oldest,
  };
}

function titleOf({ name }: Entry): string {
  return parsePatchSubject(name)?.subject ?? name.replace(/^(?:\[[^\]]*\]\s*)+/, '');
}

function idOf({ msgid }: Entry): string {
  return msgid.replace(/^<|>$/g, '');
}

/** Patchwork's dates are in UTC and do not say so. */
function utc(date: string): string {
  return new Date(/(?:Z|[+-]\d\d:\d\d)$/.test(date) ? date : `${date}Z`).toISOString();
}
