// Keeps the last result of each project, so that a run with nothing changed has nothing to do.
import { messageOf } from '../errors.js';
import type { OpenedProject } from '../gather/open-project.js';
import type { Project } from '../model/config.js';
import type { ProjectReport } from '../model/report.js';
import type { ResultCache } from '../track.js';
import { fileNameOf } from './file-name.js';
import { isWholeResult } from './is-whole-result.js';
import { stateKey } from './state-key.js';

/** Where results are: the newest of each project (by a name of its own), with the key of the state it was made from. */
export interface ResultShelf {
  /** The result, if it was made from that very state. */
  readonly read: (name: string, key: string) => Promise<ProjectReport | null>;
  readonly write: (name: string, key: string, report: ProjectReport) => Promise<void>;
}

/**
 * A cache on a shelf; `version` names Landfall's and git's. It never fails: what cannot be read is a miss, and when the
 * shelf fails `tell` gets one sentence that says why. `submissions` names the state of what was sent.
 */
export function createResultCache(
  shelf: ResultShelf,
  version: string,
  tell: (problem: string) => void = () => undefined,
  submissions: (project: Project) => Promise<string> = () => Promise.resolve(''),
): ResultCache {
  const keyOf = async (opened: OpenedProject, now: Date) =>
    stateKey(opened, version, now, await submissions(opened.project));
  const told = (what: string) => (error: unknown) => {
    tell(`${what}: ${messageOf(error)}`);
    return null;
  };
  return {
    read: async (opened, now) => {
      const { project } = opened;
      const key = await keyOf(opened, now);
      return shelf.read(fileNameOf(project), key).catch(told(`the last result of ${project.name} was not read`));
    },
    write: async (opened, now, report) => {
      if (!isWholeResult(opened, report)) return;
      const { project } = opened;
      const key = await keyOf(opened, now);
      await shelf
        .write(fileNameOf(project), key, report)
        .catch(told(`the result of ${project.name} was not kept for the next run`));
    },
  };
}
