// Results on disk, one file a project.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProjectReport } from '../model/report.js';
import { seal, unseal } from './checked-file.js';
import { replacePrivateFile } from './replace-file.js';
import type { ResultShelf } from './result-cache.js';

/** Keeps results below `dir`, Landfall's own folder. A file that is damaged or cannot be read is a miss. */
export function resultFiles(dir: string): ResultShelf {
  const fileOf = (name: string) => join(dir, 'results', `${name}.json`);
  return {
    read: async (name, key) => {
      const content = await readFile(fileOf(name)).catch(() => null);
      return content === null ? null : unpack(content, key);
    },
    write: (name, key, report) => replacePrivateFile(fileOf(name), seal(key, JSON.stringify(report))),
  };
}

/** A file's first line is the state that it is good for. */
function unpack(content: Buffer, key: string): ProjectReport | null {
  const found = unseal(content);
  return found?.head === key ? (JSON.parse(found.body.toString('utf8')) as ProjectReport) : null;
}
