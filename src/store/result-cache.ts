// Keeps the last result of each project, so that a run with nothing changed has nothing to do.
import { messageOf } from '../errors.js';
import type { OpenedProject } from '../gather/open-project.js';
import { stampStores } from '../git/object-stores.js';
import type { Project } from '../model/config.js';
import type { ProjectReport } from '../model/report.js';
import type { ResultCache } from '../track.js';
import { fileNameOf } from './file-name.js';
import { isGoodOfItsObjects, isWholeResult, repositoriesOf } from './is-whole-result.js';
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
  // Taken before anything is read: an object that comes during a run was perhaps missed by it.
  const stamps = new WeakMap<OpenedProject, string>();
  const lookFor = async (opened: OpenedProject, now: Date) => {
    const [name, key] = [fileNameOf(opened.project), await keyOf(opened, now)];
    const whole = await shelf.read(name, key);
    if (whole) return whole;
    const stamp = await stampStores(repositoriesOf(opened).map(({ objectsDir }) => objectsDir));
    stamps.set(opened, stamp);
    return shelf.read(name, untilObjectsCome(key, stamp));
  };
  const told = (what: string) => (error: unknown) => {
    tell(`${what}: ${messageOf(error)}`);
    return null;
  };
  return {
    read: (opened, now) => lookFor(opened, now).catch(told(`the last result of ${opened.project.name} was not read`)),
    write: async (opened, now, report) => {
      const whole = isWholeResult(opened, report);
      const stamp = stamps.get(opened);
      if (!whole && (stamp === undefined || !isGoodOfItsObjects(report))) return;
      const { project } = opened;
      const key = await keyOf(opened, now);
      await shelf
        .write(fileNameOf(project), whole ? key : untilObjectsCome(key, stamp ?? ''), report)
        .catch(told(`the result of ${project.name} was not kept for the next run`));
    },
  };
}

/** The key of a result that lacks what was missing: good for the same refs on the same objects. */
function untilObjectsCome(key: string, stamp: string): string {
  return `${key}-${stamp}`;
}
