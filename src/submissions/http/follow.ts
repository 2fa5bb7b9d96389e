// One request and its answer: redirects, a token that goes to one origin only, and no more bytes than are wanted.
import { LandfallError } from '../../errors.js';

/** GitHub answers once moved; more hops than this are a loop. */
const MOST_HOPS = 5;

/** What opens a server, and where it may be shown. */
export interface Token {
  /** The server's origin: the only place the token goes to. */
  readonly origin: string;
  /** Value of the Authorization header, or null. */
  readonly authorization: string | null;
}

/** A request without its token; the body is '' where it has none. */
export interface Sending {
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
  readonly signal: AbortSignal;
}

/**
 * Sends a request and follows redirects by hand: what belongs to one origin must not go along to another. Throws where it is
 * sent round or astray.
 */
export async function follow(
  start: URL,
  { method, headers, body, signal }: Sending,
  { origin, authorization }: Token,
  onSent: () => void,
): Promise<Response> {
  let url = start;
  for (let hop = 0; hop <= MOST_HOPS; hop++) {
    const own = new Headers(headers);
    if (url.origin === origin && authorization !== null) own.set('authorization', authorization);
    onSent();
    const response = await fetch(url, {
      method,
      headers: own,
      signal,
      redirect: 'manual',
      ...(body === '' ? {} : { body }),
    });
    const location = response.headers.get('location');
    if (![301, 302, 307, 308].includes(response.status) || location === null) return response;
    await response.body?.cancel();
    const next = new URL(location, url);
    const safe = next.protocol === 'https:' || next.origin === url.origin;
    if (method !== 'GET' || !safe)
      throw new Error(`${url.host} sends the question on to ${next.origin}, which is not asked`);
    url = next;
  }
  throw new Error(`${start.host} sends the question round in a circle`);
}

/** The text of an answer. Throws LandfallError `world` when it has more bytes than `most`. */
export async function textOf(response: Response, most: number, url: URL): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > most)
      throw new LandfallError(
        'world',
        'submissions.too-large',
        `the answer of ${url.host} has more than ${most} bytes`,
      );
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString('utf8');
}
