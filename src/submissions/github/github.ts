// GitHub as a source: the pull requests of patches, and what became of them.
import { LandfallError, messageOf } from '../../errors.js';
import type { GitHubConfig } from '../../model/config.js';
import type { Notice } from '../../model/notice.js';
import type { Submission, SubmissionMatch, SubmissionQuestion } from '../../model/submission.js';
import { isUnasked, keptOf } from '../http/asker.js';
import type { Sent } from '../candidates.js';
import { findPosted, type Posted } from '../find-posted.js';
import type { Found, Source } from '../source.js';
import { folderOf, type GitHub, openGitHub } from './client.js';
import { findLeads, type Leads } from './find-requests.js';
import { readRequests } from './graphql.js';
import { githubNotices } from './notices.js';
import type { PullRequest } from './pull-request.js';
import { eventsOf, requestState, reviewsOf } from './request-state.js';
import { diffOfRequest, readRequest } from './rest.js';

/** GitHub and GitHub Enterprise, through octokit. */
export const github: Source<GitHubConfig> = {
  kind: 'github',
  network: true,
  ask: async (config, question, desk) => {
    const client = await openGitHub(config, desk, question.settings.submissions, question.signal);
    const notices: Notice[] = [];
    try {
      const found = await collect(config, question, client, notices);
      return { found, notices: [...notices, ...githubNotices(config, desk, client)] };
    } finally {
      client.asker.close();
    }
  },
  stamp: (config, desk) => keptOf(desk, folderOf(config)).stamp(),
};

/** What could be found out before something went wrong counts; what went wrong is told beside it. */
async function collect(
  config: GitHubConfig,
  question: SubmissionQuestion,
  client: GitHub,
  notices: Notice[],
): Promise<Found[]> {
  const failed = (error: unknown) => {
    if (question.signal?.aborted || isOurs(error)) throw error;
    if (!isUnaskedError(error)) notices.push(failure(config, error));
  };
  const none: Leads = {
    named: new Map(),
    byCommit: new Map(),
    ofBranches: new Set(),
    ofAuthors: new Set(),
    unasked: 0,
  };
  const leads = await findLeads(config, question, client).catch((error: unknown) => (failed(error), none));
  if (leads.unasked > 0) notices.push(unaskedNotice(config, leads.unasked));
  const numbers = [
    ...new Set([...listed(leads.named), ...listed(leads.byCommit), ...leads.ofBranches, ...leads.ofAuthors]),
  ];
  const requests = await readAll(client, numbers, failed);
  return match(question, client, leads, requests, failed);
}

async function readAll(
  client: GitHub,
  numbers: readonly number[],
  failed: (error: unknown) => void,
): Promise<PullRequest[]> {
  if (client.authorized) return readRequests(client, numbers).catch((error: unknown) => (failed(error), []));
  const requests: PullRequest[] = [];
  for (const number of numbers) {
    const request = await readRequest(client, number).catch((error: unknown) => (failed(error), null));
    if (request) requests.push(request);
  }
  return requests;
}

async function match(
  question: SubmissionQuestion,
  client: GitHub,
  leads: Leads,
  requests: readonly PullRequest[],
  failed: (error: unknown) => void,
): Promise<Found[]> {
  const byKey = new Map(requests.map((request) => [String(request.number), request]));
  const sent = requests.map(
    (request): Sent => ({
      key: String(request.number),
      subject: request.title,
      names: [],
      // A branch carries several patches, and its request all of them.
      holdsMore: request.commits > 1,
      leads: placesOf(leads, request.number, question),
    }),
  );
  const posted = await findPosted(question, sent, async (wanted, take) => {
    for (const each of wanted) {
      const request = byKey.get(each.key);
      if (!request) continue;
      const diff = await diffOfRequest(client, request.number, request.headOid).catch(
        (error: unknown) => (failed(error), null),
      );
      if (diff !== null) take(each, Buffer.from(diff));
    }
  });
  return [...posted].flatMap(([place, list]) =>
    list.flatMap((each) => {
      const request = byKey.get(each.sent.key);
      const how = howOf(each, leads, place, request);
      return request && how ? [{ place, submission: submissionOf(request, each, how, question, client) }] : [];
    }),
  );
}

/** Patches a request may be of: those that name it or whose commits it holds; one of a branch or an author may be of any. */
function placesOf(leads: Leads, number: number, { wanted }: SubmissionQuestion): readonly number[] | 'any' {
  if (leads.ofBranches.has(number) || leads.ofAuthors.has(number)) return 'any';
  return wanted.flatMap(({ place }) =>
    leads.named.get(place)?.has(number) || leads.byCommit.get(place)?.has(number) ? [place] : [],
  );
}

/** How the match is known, surest first; a title alone is a hint, and only for requests that were looked for. */
function howOf(posted: Posted, leads: Leads, place: number, request: PullRequest | undefined): SubmissionMatch | null {
  const number = request?.number ?? -1;
  if (posted.match === 'diff' || posted.match === 'lines') return posted.match;
  if (leads.named.get(place)?.has(number)) return 'named';
  if (leads.byCommit.get(place)?.has(number)) return 'commit';
  return posted.match === 'named' ? null : posted.match;
}

function submissionOf(
  request: PullRequest,
  posted: Posted,
  match: SubmissionMatch,
  { history, now }: SubmissionQuestion,
  client: GitHub,
): Submission {
  return {
    source: 'github',
    id: `#${request.number}`,
    url: request.url,
    title: request.title,
    author: request.author,
    version: 1,
    sent: request.created,
    ...requestState(request, history, now),
    reviews: reviewsOf(request),
    match,
    share: posted.share,
    commit: request.mergeCommit,
    events: eventsOf(request),
    asOf: client.asker.tally.oldest,
  };
}

function listed(map: ReadonlyMap<number, ReadonlySet<number>>): number[] {
  return [...map.values()].flatMap((set) => [...set]);
}

function isUnaskedError(error: unknown): boolean {
  const response = (error as { response?: { headers?: Record<string, unknown> } }).response;
  return response?.headers !== undefined && isUnasked(response.headers);
}

/** Our own mistakes are no notices. */
function isOurs(error: unknown): boolean {
  return (
    error instanceof TypeError ||
    error instanceof RangeError ||
    (error instanceof LandfallError && error.kind === 'bug')
  );
}

function failure(config: GitHubConfig, error: unknown): Notice {
  const status = (error as { status?: number }).status;
  const hint =
    status === 401
      ? 'the token is not valid: correct GITHUB_TOKEN, or log in with gh'
      : 'run landfall sync again later';
  return {
    code: 'github.failed',
    severity: 'warning',
    message: `GitHub ${config.repository}: ${messageOf(error)}`,
    hint,
  };
}

function unaskedNotice(config: GitHubConfig, patches: number): Notice {
  const message = `GitHub ${config.repository} was not asked which requests hold the commits of ${patches} patches: without a token that takes too many questions`;
  return { code: 'github.no-token', severity: 'info', message, hint: 'set GITHUB_TOKEN, or log in with gh' };
}
