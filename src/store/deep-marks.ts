// Which projects have a deep index, and how far back it reaches: one small file a project, written once the index is whole.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../errors.js';
import type { Project } from '../model/config.js';
import { seal, unseal } from './checked-file.js';
import { fileNameOf } from './file-name.js';
import { LINES } from './encode-known.js';
import { replacePrivateFile } from './replace-file.js';

/** The folder of all marks, below Landfall's own. */
export const DEEP = 'deep';
/** How its files end. */
export const DEEP_ENDING = '.deep';

/** The marks below Landfall's own folder. */
export interface DeepMarks {
  /** The commit date (seconds) from which on the lines of all commits were indexed for a project; null where they were not. Never fails. */
  readonly read: (project: Project) => Promise<number | null>;
  /** Marks the index of a project as whole from that date on; one that reaches further back stays. Never fails: what cannot be written is told. */
  readonly write: (project: Project, since: number) => Promise<void>;
}

/** Opens the marks; `tell` gets a sentence for one that cannot be used, or written. */
export function deepMarks(dir: string, tell: (problem: string) => void): DeepMarks {
  const fileOf = (project: Project) => join(dir, DEEP, `${fileNameOf(project)}${DEEP_ENDING}`);
  const look = async (project: Project) => {
    const content = await readFile(fileOf(project)).catch(() => null);
    return content && unpackMark(content);
  };
  return {
    read: async (project) => {
      const found = await look(project);
      if (found === null || typeof found === 'number') return found;
      const why = found === 'damaged' ? 'is damaged' : 'is of another Landfall and left alone';
      tell(`the deep index of ${project.name} ${why}: landfall index --deep ${project.name} makes it anew`);
      return null;
    },
    write: async (project, since) => {
      const found = await look(project);
      const reaches = typeof found === 'number' ? Math.min(found, since) : since;
      await replacePrivateFile(fileOf(project), seal(HEAD, String(reaches))).catch((error: unknown) =>
        tell(`that the deep index of ${project.name} is whole is not kept: ${messageOf(error)}`),
      );
    },
  };
}

/** The date in a mark; where there is none that can be used, whether it is damaged or another Landfall's. */
export function unpackMark(content: Buffer): number | 'damaged' | 'other' {
  const found = unseal(content);
  if (found === null) return 'damaged';
  return found.head === HEAD ? Number(found.body.toString('latin1')) : 'other';
}

/** A mark goes with the signatures it is about. */
const HEAD = `landfall-deep ${LINES.version}`;
