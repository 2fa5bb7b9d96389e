// Answers of servers, kept on disk: a second question costs a line, and none at all without the network.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { seal, unseal } from '../../store/checked-file.js';
import { replacePrivateFile } from '../../store/replace-file.js';

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
    const content = await readFile(this.file(key)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    const found = content && unseal(content);
    return found?.head === HEAD ? (JSON.parse(found.body.toString('utf8')) as Kept) : null;
  }

  async write(key: string, kept: Kept): Promise<void> {
    await replacePrivateFile(this.file(key), seal(HEAD, JSON.stringify(kept)));
    // The date of this file is the state of what is kept.
    await replacePrivateFile(join(this.folder, 'last'), kept.at);
  }

  /** Changes with every answer that is kept. */
  async stamp(): Promise<string> {
    const found = await stat(join(this.folder, 'last')).catch(() => null);
    return found === null ? 'never' : String(found.mtimeMs);
  }

  private file(key: string): string {
    const name = createHash('sha256').update(key).digest('hex').slice(0, NAME_DIGITS);
    return join(this.folder, `${name}.json`);
  }
}

/** The headers of an answer that are kept. */
export function keptHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(HEADERS.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? '']] : [])));
}

/** The number is raised with every change of what is kept of an answer. */
const HEAD = 'landfall-answer 1';
/** 128 bits: no two questions meet. */
const NAME_DIGITS = 32;
