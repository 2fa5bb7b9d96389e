// Results on disk, one file a project.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProjectReport } from '../model/report.js';
import { replaceFile } from './replace-file.js';
import type { ResultShelf } from './result-cache.js';

/** Keeps results below `dir`, Landfall's own folder. A file that is damaged or cannot be read is a miss. */
export function resultFiles(dir: string): ResultShelf {
  const fileOf = (name: string) => join(dir, 'results', `${name}.json`);
  return {
    read: async (name, key) => {
      const content = await readFile(fileOf(name)).catch(() => null);
      return content === null ? null : unpack(content, key);
    },
    write: (name, key, report) => replaceFile(fileOf(name), pack(key, report)),
  };
}

/** First line: the state it is good for, and a checksum of the rest, which is the report. */
function pack(key: string, report: ProjectReport): string {
  const body = JSON.stringify(report);
  return `${key} ${checksum(body)}\n${body}`;
}

function unpack(content: Buffer, key: string): ProjectReport | null {
  const end = content.indexOf('\n');
  const body = content.subarray(end + 1);
  const head = content.toString('latin1', 0, Math.max(0, end));
  // Only our own JSON can bear the checksum, so it needs no other check.
  return head === `${key} ${checksum(body)}` ? (JSON.parse(body.toString('utf8')) as ProjectReport) : null;
}

function checksum(body: string | Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}
