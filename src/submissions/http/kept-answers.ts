// Answers of servers, kept on disk: a second question costs a line, and none at all without the network.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../../store/replace-file.js';

/** An answer as it is kept: never what was sent, so no token can be in it. */
export interface Kept {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** When the server last said so: ISO 8601 in UTC. */
  readonly at: string;
}

/** Headers of an answer that are needed again; cookies and the like are not kept. */
const HEADERS = ['content-type', 'etag', 'last-modified', 'link'];

/** Keeps answers in a folder, one file each. What cannot be read is a miss. */
export class KeptAnswers {
  constructor(private readonly folder: string) {}

  async read(key: string): Promise<Kept | null> {
    const text = await readFile(this.file(key), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (text === null) return null;
    const [sum, body] = [text.slice(0, SUM_DIGITS), text.slice(SUM_DIGITS + 1)];
    // Only our own text bears the sum, so it needs no other check.
    return sum === digest(body) ? (JSON.parse(body) as Kept) : null;
  }

  async write(key: string, kept: Kept): Promise<void> {
    const body = JSON.stringify(kept);
    await replaceFile(this.file(key), `${digest(body)} ${body}`);
    // The date of this file is the state of what is kept.
    await replaceFile(join(this.folder, 'last'), kept.at);
  }

  /** Changes with every answer that is kept. */
  async stamp(): Promise<string> {
    const found = await stat(join(this.folder, 'last')).catch(() => null);
    return found === null ? 'never' : String(found.mtimeMs);
  }

  private file(key: string): string {
    return join(this.folder, `${digest(key)}.json`);
  }
}

/** The headers of an answer that are kept. */
export function keptHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(HEADERS.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? '']] : [])));
}

const SUM_DIGITS = 32;

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, SUM_DIGITS);
}
