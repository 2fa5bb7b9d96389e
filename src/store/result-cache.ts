// Keeps the last result of each project on disk, so that a run with nothing changed has nothing to do.
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf } from '../errors.js';
import type { OpenedProject } from '../gather/open-project.js';
import type { Project } from '../model/config.js';
import type { ProjectReport } from '../model/report.js';
import type { ResultCache } from '../track.js';
import { fileNameOf } from './file-name.js';
import { isWholeResult } from './is-whole-result.js';
import { stateKey } from './state-key.js';

/**
 * A cache below `dir` (Landfall's own folder), one file a project; `version` names Landfall's and git's. It never fails:
 * what cannot be read is a miss, and when a result cannot be kept `tell` gets one sentence that says why. `submissions`
 * names the state of what was sent.
 */
export function createResultCache(
  dir: string,
  version: string,
  tell: (problem: string) => void = () => undefined,
  submissions: (project: Project) => Promise<string> = () => Promise.resolve(''),
): ResultCache {
  return {
    read: async (opened, now) => {
      const file = fileOf(dir, opened);
      const content = await readFile(file).catch(() => null);
      return content === null
        ? null
        : unpack(content, stateKey(opened, version, now, await submissions(opened.project)));
    },
    write: async (opened, now, report) => {
      if (!isWholeResult(opened, report)) return;
      const file = fileOf(dir, opened);
      try {
        await save(file, pack(stateKey(opened, version, now, await submissions(opened.project)), report));
      } catch (error) {
        tell(`the result of ${opened.project.name} was not kept for the next run: ${messageOf(error)}`);
      }
    },
  };
}

function fileOf(dir: string, { project }: OpenedProject): string {
  return join(dir, 'results', `${fileNameOf(project)}.json`);
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

async function save(file: string, content: string): Promise<void> {
  // Loaded only to write: a run that finds its result must not pay for it.
  const { default: writeFileAtomic } = await import('write-file-atomic');
  await mkdir(dirname(file), { recursive: true, mode: OWN_FOLDER });
  // A result lost in a power cut is a miss: its checksum tells.
  await writeFileAtomic(file, content, { mode: OWN_FILE, fsync: false });
}

/** Results name the commits of repositories that others on the machine may not be allowed to read. */
const OWN_FOLDER = 0o700;
const OWN_FILE = 0o600;
