// The one way to a server: conditional requests, kept answers, time-outs and budgets.
import { join } from 'node:path';
import type { SubmissionSettings } from '../../model/settings.js';
import type { Desk } from '../source.js';
import { follow, textOf, type Token } from './follow.js';
import { type Kept, KeptAnswers, keptHeaders } from './kept-answers.js';

/** Statuses that are answers, and kept: what is not there is an answer too. */
const KEPT_STATUSES = [200, 404, 410];
/** The status under which a question that was not asked comes back: one that no client tries again. */
const NOT_ASKED = 410;
const MARK = 'x-landfall-not-asked';

/** Header of a question whose answer never changes: once it is kept, it is not asked again. It is not sent. */
export const LASTING = 'x-landfall-lasting';

export interface AskerTerms extends Token {
  /** Name of the folder for its answers: letters, digits and dashes. */
  readonly name: string;
  /** Kept answers younger than this many milliseconds are not asked for again: where requests are few, the next run goes on to others. */
  readonly freshFor?: number;
  readonly limits: Pick<SubmissionSettings, 'requests' | 'requestSeconds' | 'sourceSeconds' | 'answerBytes'>;
  readonly signal: AbortSignal | undefined;
}

/** What it came to. */
export interface AskerTally {
  /** Requests that were sent; of these, answered with "not modified". */
  sent: number;
  unchanged: number;
  /** Questions that were not asked: offline without a kept answer, or over a budget. */
  unasked: number;
  /** The oldest of the kept answers that were used, as ISO 8601. */
  oldest: string | null;
}

export interface Asker {
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly tally: AskerTally;
  /** True when a budget or the overall time ran out. */
  readonly isSpent: () => boolean;
  readonly close: () => void;
}

/** The kept answers of a server. */
export function keptOf(desk: Desk, name: string): KeptAnswers {
  return new KeptAnswers(join(desk.dir, 'submissions', name));
}

/** True for the stand-in answer of a question that was not asked. */
export function isUnasked(headers: Readonly<Record<string, unknown>> | Headers): boolean {
  return headers instanceof Headers ? headers.has(MARK) : headers[MARK] !== undefined;
}

/** An open way: what its questions share. */
interface Way {
  readonly online: boolean;
  readonly terms: AskerTerms;
  readonly kept: KeptAnswers;
  readonly tally: AskerTally;
  /** Aborted when the overall time is over. */
  readonly overall: AbortSignal;
  readonly isSpent: () => boolean;
}

/** Opens the way to a server. Close it when done: its clock keeps the process alive. */
export function openAsker(desk: Desk, terms: AskerTerms): Asker {
  const tally: AskerTally = { sent: 0, unchanged: 0, unasked: 0, oldest: null };
  const overall = new AbortController();
  const clock = setTimeout(() => overall.abort(), terms.limits.sourceSeconds * 1000);
  const isSpent = () => overall.signal.aborted || tally.sent >= terms.limits.requests;
  const kept = keptOf(desk, terms.name);
  const way: Way = { online: desk.online, terms, kept, tally, overall: overall.signal, isSpent };
  const ask: Asker['fetch'] = (input, init = {}) => answerTo(questionOf(input, init), way);
  return { fetch: ask, tally, isSpent, close: () => clearTimeout(clock) };
}

type Question = ReturnType<typeof questionOf>;

/** The kept answer where it will do, else the server's; a stand-in where it may not be asked. */
async function answerTo(question: Question, way: Way): Promise<Response> {
  const { online, terms, kept, tally } = way;
  const known = await kept.read(question.key);
  const fresh = known !== null && Date.now() - Date.parse(known.at) < (terms.freshFor ?? 0);
  if (known && (question.lasting || fresh || !online)) return use(known, tally);
  if (!online || way.isSpent()) {
    tally.unasked += 1;
    return notAsked();
  }
  const response = await send(question, known, way);
  if (response.status !== 304 || !known) return take(response, question, way);
  await response.body?.cancel();
  tally.unchanged += 1;
  const renewed = { ...known, at: new Date().toISOString() };
  await kept.write(question.key, renewed);
  return use(renewed, tally);
}

/** Sends a question, with the mark of the answer that is known: if that still holds, the server says no more than so. */
async function send({ url, method, headers, body }: Question, known: Kept | null, way: Way): Promise<Response> {
  const { terms, tally, overall } = way;
  const etag = known?.headers.etag;
  if (etag !== undefined) headers.set('if-none-match', etag);
  const patience = AbortSignal.timeout(terms.limits.requestSeconds * 1000);
  const signal = AbortSignal.any([overall, patience, ...(terms.signal ? [terms.signal] : [])]);
  return follow(url, { method, headers, body, signal }, terms, () => (tally.sent += 1));
}

/** Reads an answer, and keeps it where it is one that is kept. */
async function take(response: Response, { url, key }: Question, { terms, kept, tally }: Way): Promise<Response> {
  const at = new Date().toISOString();
  const { status, headers } = response;
  const body = await textOf(response, terms.limits.answerBytes, url);
  if (!KEPT_STATUSES.includes(status)) return new Response(body, { status, headers });
  const answer: Kept = { url: url.href, status, headers: keptHeaders(headers), body, at };
  await kept.write(key, answer);
  return use(answer, tally);
}

function use(found: Kept, tally: AskerTally): Response {
  if (tally.oldest === null || found.at < tally.oldest) tally.oldest = found.at;
  return responseOf(found);
}

/** A question without its token: that is for one origin and stands in no key. */
function questionOf(input: string | URL | Request, init: RequestInit) {
  const url = new URL(input instanceof Request ? input.url : input);
  const { method = 'GET' } = init;
  const headers = new Headers(init.headers as Record<string, string>);
  headers.delete('authorization');
  const lasting = headers.has(LASTING);
  headers.delete(LASTING);
  const body = typeof init.body === 'string' ? init.body : '';
  const key = [method, url.href, headers.get('accept') ?? '', body].join('\n');
  return { url, method, headers, body, lasting, key };
}

function notAsked(): Response {
  const headers = { [MARK]: '1', 'content-type': 'application/json' };
  return new Response('{"message":"not asked"}', { status: NOT_ASKED, headers });
}

function responseOf({ status, headers, body }: Kept): Response {
  const { etag: _, ...rest } = headers;
  return new Response(body, { status, headers: rest });
}
