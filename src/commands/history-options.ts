// The options that say where histories are kept, and what they come to.
import { resolve } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { expandHome } from '../config/expand.js';
import { stateDir } from '../config/locations.js';
import { LandfallError } from '../errors.js';
import type { Project } from '../model/config.js';
import { type HistoryPlace, STATE_BRANCH } from '../model/history-place.js';
import { fileNameOf } from '../store/file-name.js';
import { historyAt, type HistoryShelf, ownPlace } from '../store/history.js';
import type { Database } from '../store/postgres/connect.js';
import type { World } from './command.js';
import { storeAddress, type StoreOptions } from './store-option.js';

/** A file of the user's choice, for all projects of the run. */
export const HISTORY = new Option(
  '--history <file>',
  "history file (default: `history` in the config, else the store, else a file in Landfall's state folder)",
);

/** A repository that Landfall may write one branch of; stands beside HISTORY. */
export const STATE_REPOSITORY = new Option(
  '--state-repository <path>',
  'keep the history on a branch of this repository instead',
);

/** That branch. */
export const STATE_BRANCH_NAME = new Option('--state-branch <name>', 'that branch').default(STATE_BRANCH);

export interface HistoryOptions {
  readonly history?: string | undefined;
  readonly stateRepository?: string | undefined;
  readonly stateBranch: string;
}

/** Where the options or the config put the history of a project; null where neither does. Throws LandfallError `usage` when the options name two places. */
function placeFor(world: World, project: Project, options: HistoryOptions): HistoryPlace | null {
  const { history, stateRepository, stateBranch } = options;
  const absolute = (path: string) => resolve(world.cwd, expandHome(path, world.env));
  if (history !== undefined && stateRepository !== undefined) {
    const says = '--history and --state-repository name two places';
    throw new LandfallError('usage', 'history.two-places', says, 'leave one of them out');
  }
  if (history !== undefined) return { kind: 'file', file: absolute(history) };
  if (stateRepository !== undefined)
    return { kind: 'branch', repository: absolute(stateRepository), branch: stateBranch };
  return project.history;
}

/**
 * Opens the histories of projects for some work: where options or config put them, else in the store that is named,
 * else in Landfall's own state folder. Throws LandfallError when a store that is needed does not answer: a point that is lost looks like progress.
 */
export async function withHistories<T>(
  world: World,
  options: HistoryOptions & StoreOptions,
  work: (historyOf: (project: Project) => Promise<HistoryShelf>) => Promise<T>,
): Promise<T> {
  let store: Promise<Database> | undefined;
  try {
    return await work(async (project) => {
      const place = placeFor(world, project, options);
      const address = storeAddress(world, options);
      if (place !== null) return historyAt(place);
      if (address === undefined) return historyAt(ownPlace(project, stateDir(world.env)));
      // Loaded where a store is used: the driver is an optional package.
      const { sharedHistory } = await import('../store/postgres/histories.js');
      const { openStore } = await import('../store/postgres/open.js');
      // Awaited at once: a failure that nobody waits for would end the process.
      store ??= openStore(address);
      return sharedHistory(await store, fileNameOf(project));
    });
  } finally {
    const opened = await store?.catch(() => undefined);
    await opened?.close();
  }
}
