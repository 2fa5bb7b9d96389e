// Patchew as a source (QEMU's patches are there): series with flags for what became of them.
import { z } from 'zod';
import { type Mail, mailedPatch, parseMail, splitMbox } from '../../mail/index.js';
import type { PatchewConfig } from '../../model/config.js';
import type { Submission, SubmissionQuestion } from '../../model/submission.js';
import { isoDate } from '../../patch/iso-date.js';
import { authorsOf } from '../authors.js';
import type { Sent } from '../candidates.js';
import { findPosted, type Posted } from '../find-posted.js';
import { freshness } from '../freshness.js';
import { keptOf } from '../http/asker.js';
import { folderOfServer, type JsonServer, openServer } from '../http/json.js';
import { newestVersion } from '../newest-version.js';
import type { Source } from '../source.js';
import { daysSince } from '../words.js';

/** Series of one author that are looked through. */
const SERIES = 50;

const seriesList = z.object({
  results: z.array(
    z.object({
      message_id: z.string(),
      mbox_uri: z.string(),
      is_merged: z.boolean().nullish(),
      is_obsolete: z.boolean().nullish(),
      is_reviewed: z.boolean().nullish(),
      is_tested: z.boolean().nullish(),
      reviewers: z.array(z.object({ name: z.string().nullish(), address: z.string() })).nullish(),
      obsoleted_by: z.string().nullish(),
    }),
  ),
});
type Series = z.infer<typeof seriesList>['results'][number];

interface Part {
  readonly series: Series;
  readonly mail: Mail;
  readonly diff: Buffer;
  readonly title: string;
  readonly version: number;
}

/** A Patchew server, such as patchew.org. */
export const patchew: Source<PatchewConfig> = {
  kind: 'patchew',
  network: true,
  ask: async (config, question, desk) => {
    const { settings, signal } = question;
    const server = openServer(config.url, folderOfServer('patchew', config.url), desk, settings.submissions, signal);
    try {
      const parts = await readParts(config, question, server);
      const byKey = new Map(parts.map((part) => [part.mail.messageId ?? '', part]));
      const sent = [...byKey].map(
        ([key, { title }]): Sent => ({ key, subject: title, names: [key.toLowerCase()], leads: 'any' }),
      );
      const posted = await findPosted(question, sent, async (wanted, take) => {
        for (const each of wanted) take(each, byKey.get(each.key)?.diff ?? Buffer.alloc(0));
      });
      const found = [...posted].flatMap(([place, list]) => {
        const newest = newestVersion(list, byKey, ({ mail }) => mail.date ?? 0);
        return newest
          ? [{ place, submission: submissionOf(config, newest.known, newest.posted, question.now, server) }]
          : [];
      });
      return { found, notices: freshness(`Patchew ${config.url}`, 'patchew', desk, server.asker) };
    } finally {
      server.asker.close();
    }
  },
  stamp: (config, desk) => keptOf(desk, folderOfServer('patchew', config.url)).stamp(),
};

/** The patches of the authors' series, from the mails that Patchew keeps. */
async function readParts(
  { project }: PatchewConfig,
  { wanted }: SubmissionQuestion,
  server: JsonServer,
): Promise<Part[]> {
  const parts: Part[] = [];
  for (const author of authorsOf(wanted)) {
    const question = new URLSearchParams({ q: `from:${author}`, limit: String(SERIES) });
    const path = `api/v1/projects/by-name/${encodeURIComponent(project)}/series/?${question.toString()}`;
    for (const series of (await server.get(path, seriesList))?.data.results ?? []) {
      const mbox = await server.text(series.mbox_uri);
      for await (const { raw } of splitMbox(chunksOf(mbox ?? ''))) {
        const mail = await parseMail(raw).catch(() => null);
        const patch = mail && mailedPatch(mail);
        if (patch) parts.push({ series, mail, diff: patch.diff, title: patch.subject, version: patch.series.version });
      }
    }
  }
  return parts;
}

async function* chunksOf(text: string) {
  yield Buffer.from(text);
}

function submissionOf(
  { url, project }: PatchewConfig,
  part: Part,
  posted: Posted,
  now: Date,
  server: JsonServer,
): Submission {
  const { series, mail } = part;
  const sent = mail.date === null ? null : isoDate(mail.date);
  const page = `${url}/${encodeURIComponent(project)}/${encodeURIComponent(series.message_id)}/`;
  return {
    source: 'patchew',
    id: mail.messageId ?? series.message_id,
    url: page,
    title: part.title,
    author: mail.from.name || mail.from.email,
    version: part.version,
    sent,
    ...stateOf(series, sent, now),
    reviews: (series.reviewers ?? []).map(({ name, address }) => ({
      by: name || address,
      kind: 'reviewed',
      date: null,
      says: '',
    })),
    match: posted.match,
    share: posted.share,
    commit: null,
    events: [{ date: sent, who: mail.from.name || mail.from.email, says: `sent version ${part.version}`, url: page }],
    asOf: server.asker.tally.oldest,
  };
}

function stateOf(
  series: Series,
  sent: string | null,
  now: Date,
): Pick<Submission, 'state' | 'since' | 'waitingOn' | 'who' | 'says'> {
  const none = { since: null, who: null };
  if (series.is_merged) return { ...none, state: 'merged', waitingOn: 'nobody', says: 'Patchew says merged' };
  if (series.is_obsolete)
    return {
      ...none,
      state: 'replaced',
      waitingOn: 'nobody',
      says: `Patchew says a newer version was sent${newer(series)}`,
    };
  const tested = series.is_tested ? ' and tested' : '';
  if (series.is_reviewed)
    return { ...none, state: 'approved', waitingOn: 'them', says: `Patchew says reviewed${tested}${by(series)}` };
  return {
    state: 'waiting',
    since: sent,
    who: null,
    waitingOn: 'them',
    says: `not reviewed ${daysSince(sent, now)}, says Patchew`,
  };
}

function by({ reviewers }: Series): string {
  const names = (reviewers ?? []).map(({ name, address }) => name || address);
  return names.length === 0 ? '' : ` by ${names.join(', ')}`;
}

/** The Message-Id of the newer version, which ends the address of its series. */
function newer({ obsoleted_by: address }: Series): string {
  const id = address?.replace(/\/+$/, '').split('/').at(-1) ?? '';
  return id === '' ? '' : `: ${id}`;
}
