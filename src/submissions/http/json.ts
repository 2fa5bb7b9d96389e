// Servers of JSON without a client of their own: one address, one answer, its shape checked at the door.
import type { z } from 'zod';
import { LandfallError, messageOf } from '../../errors.js';
import type { SubmissionSettings } from '../../model/settings.js';
import type { Desk } from '../source.js';
import { type Asker, isUnasked, LASTING, openAsker } from './asker.js';

/** Milliseconds before a server in trouble is asked once more. */
const ONCE_MORE = 1000;

export interface JsonServer {
  readonly asker: Asker;
  /** The answer, or null when there is none of that address, or the question was not asked. Throws LandfallError `world` for any other. */
  readonly get: <T>(
    path: string,
    shape: z.ZodType<T>,
    lasting?: boolean,
  ) => Promise<{ readonly data: T; readonly next: string | null } | null>;
  /** The same for text. */
  readonly text: (path: string) => Promise<string | null>;
}

/** Opens a server by its base address; `name` is that of the folder for its answers. Close its asker when done. */
export function openServer(
  base: string,
  name: string,
  desk: Desk,
  limits: SubmissionSettings,
  signal: AbortSignal | undefined,
): JsonServer {
  const asker = openAsker(desk, { name, origin: new URL(base).origin, authorization: null, limits, signal });
  const ask = async (path: string, lasting: boolean): Promise<Response | null> => {
    const url = new URL(path, `${base}/`);
    const headers = { accept: 'application/json', 'user-agent': 'landfall', ...(lasting ? { [LASTING]: '1' } : {}) };
    const once = () => asker.fetch(url, { headers }).catch((error: unknown) => failed(url, messageOf(error), error));
    const first = await once();
    const response = first.status >= 500 ? await pause(desk, once) : first;
    if (isUnasked(response.headers) || response.status === 404) return null;
    if (response.status === 429 || response.status === 403)
      failed(url, 'it asks to be asked less often, or not at all');
    if (!response.ok) failed(url, `it answers with ${response.status}`);
    return response;
  };
  return {
    asker,
    get: async (path, shape, lasting = false) => {
      const response = await ask(path, lasting);
      if (!response) return null;
      const url = new URL(path, `${base}/`);
      const body: unknown = await response
        .json()
        .catch((error: unknown) => failed(url, 'its answer is no JSON', error));
      const parsed = shape.safeParse(body);
      if (!parsed.success)
        return failed(url, `its answer is not what was expected: ${parsed.error.issues[0]?.message ?? ''}`);
      const next = /<([^>]+)>;\s*rel="?next"?/.exec(response.headers.get('link') ?? '')?.[1] ?? null;
      return { data: parsed.data, next };
    },
    text: async (path) => (await ask(path, true))?.text() ?? null,
  };
}

async function pause<T>(desk: Desk, again: () => Promise<T>): Promise<T> {
  await new Promise((resolve) => setTimeout(resolve, ONCE_MORE * desk.patience));
  return again();
}

function failed(url: URL, why: string, cause?: unknown): never {
  throw new LandfallError('world', 'submissions.failed', `${url.host}: ${why}`, 'run landfall sync again later', cause);
}

/** The folder for a server's answers. */
export function folderOfServer(kind: string, url: string): string {
  return `${kind}-${new URL(url).host}`.replace(/[^\w.-]/g, '-').toLowerCase();
}
