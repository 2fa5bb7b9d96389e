// The options that say where histories are kept, and what they come to.
import { resolve } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { expandHome } from '../config/expand.js';
import { stateDir } from '../config/locations.js';
import { LandfallError } from '../errors.js';
import type { Project } from '../model/config.js';
import { type HistoryPlace, STATE_BRANCH } from '../model/history-place.js';
import { historyPlace } from '../store/history.js';
import type { World } from './command.js';

/** A file of the user's choice, for all projects of the run. */
export const HISTORY = new Option(
  '--history <file>',
  "history file (default: `history` in the config, else a file in Landfall's state folder)",
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

/** Where the history of a project is. Throws LandfallError `usage` when the options name two places. */
export function placeFor(world: World, project: Project, options: HistoryOptions): HistoryPlace {
  const { history, stateRepository, stateBranch } = options;
  const absolute = (path: string) => resolve(world.cwd, expandHome(path, world.env));
  if (history !== undefined && stateRepository !== undefined) {
    const says = '--history and --state-repository name two places';
    throw new LandfallError('usage', 'history.two-places', says, 'leave one of them out');
  }
  if (history !== undefined) return { kind: 'file', file: absolute(history) };
  if (stateRepository !== undefined)
    return { kind: 'branch', repository: absolute(stateRepository), branch: stateBranch };
  return historyPlace(project, stateDir(world.env));
}
