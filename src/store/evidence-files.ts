// Evidence on disk, one file a project: the newest, in the binary form that V8 gives plain data.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { messageOf } from '../errors.js';
import type { OpenedProject } from '../gather/open-project.js';
import type { KeptEvidence } from '../model/kept.js';
import type { EvidenceShelf } from '../track.js';
import { seal, unseal } from './checked-file.js';
import { fileNameOf } from './file-name.js';
import { isReadThrough } from './is-whole-result.js';
import { replacePrivateFile } from './replace-file.js';
import { evidenceKey } from './state-key.js';

/** The folder of all evidence, below Landfall's own. */
export const EVIDENCE = 'evidence';
/** How its files end. */
export const EVIDENCE_ENDING = '.evidence';

/** Shelves for the evidence of projects below Landfall's own folder `dir`; `version` names Landfall's and git's. */
export function evidenceFiles(
  dir: string,
  version: string,
  tell: (problem: string) => void,
): (opened: OpenedProject) => EvidenceShelf {
  return (opened) => shelfOf(dir, opened, version, tell);
}

function shelfOf(dir: string, opened: OpenedProject, version: string, tell: (problem: string) => void): EvidenceShelf {
  const file = join(dir, EVIDENCE, `${fileNameOf(opened.project)}${EVIDENCE_ENDING}`);
  return {
    read: async () => {
      const content = await readFile(file).catch(() => null);
      const found = content && unpackEvidence(content);
      return typeof found === 'string' ? null : found;
    },
    stackOf: (walked) => evidenceKey(opened, walked, version),
    write: async (evidence, report) => {
      if (!isReadThrough(opened, report)) return;
      try {
        await replacePrivateFile(file, seal(HEAD, serialize(evidence)));
      } catch (error) {
        tell(`what was found out is not kept for the next run: ${messageOf(error)}`);
      }
    },
  };
}

/** The evidence in a file; where there is none that can be used, whether it is damaged or another Node's or Landfall's. */
export function unpackEvidence(content: Buffer): KeptEvidence | 'damaged' | 'other' {
  const found = unseal(content);
  if (found === null) return 'damaged';
  return found.head === HEAD ? (deserialize(found.body) as KeptEvidence) : 'other';
}

/** The number is raised with every change of what is kept. */
const HEAD = `landfall-evidence 5 ${process.versions.v8}`;
