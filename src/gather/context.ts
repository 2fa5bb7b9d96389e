// What every step of gathering evidence works on.
import type { Workspace } from '../git/workspace.js';
import type { Matcher } from '../match/matcher.js';
import type { PatchLines } from '../match/patch-lines.js';
import type { Answers } from '../model/answers.js';
import type { History } from '../model/history.js';
import type { Ranked } from '../model/kept.js';
import type { KnownCommits } from '../model/known.js';
import type { Settings } from '../model/settings.js';
import type { Stack } from '../model/stack.js';
import type { Kinship } from '../search/kinship.js';
import type { RevertIndex } from '../search/reverts.js';
import type { Standing } from '../search/standing.js';
import type { KeptDiffs } from './kept-diffs.js';

/** Called as work goes on: what is being read, how much of it is done. */
export type Progress = (stage: string, done: number, total: number) => void;

/** Tells it with a project's name before it, should there be anybody to tell. */
export function progressOf(project: string, tell: Progress | undefined): Progress {
  return (stage, done, total) => tell?.(`${project}: ${stage}`, done, total);
}

/** What all reading is done with. */
export interface Means {
  readonly workspace: Workspace;
  readonly settings: Settings;
  readonly processes: number;
  readonly progress: Progress;
  /** What earlier runs learnt of upstream's commits. */
  readonly known: KnownCommits;
  /** What git answered in them. */
  readonly answers: Answers;
  /** The commit date (seconds) from which on the lines of all upstream commits were indexed for the project; null where they were not. */
  readonly indexedSince: number | null;
}

export interface GatherContext extends Means {
  readonly stack: Stack;
  /** One for each patch of the stack; noise has no lines. */
  readonly layouts: readonly PatchLines[];
  readonly history: History;
  readonly standing: Standing;
  /** How paths are related by upstream's moves. */
  readonly kinship: Kinship;
  /** Finds the upstream commit an abbreviated id names: its place, or null. */
  readonly resolve: (oid: string) => number | null;
  /** Which upstream commits say that they take back which. */
  readonly reverts: RevertIndex;
  readonly matcher: Matcher;
  /** Upstream commits whose diff was read, or could not be: each is read once. */
  readonly read: Set<number>;
  /** Texts of diffs that were read. */
  readonly texts: KeptDiffs;
  /** How many others earlier runs read, of commits that the history leaves out. */
  readonly readBefore: number;
  /** For the patches (places in the stack) for which upstream was searched, how its commits were ranked. */
  readonly searched: Map<number, Ranked>;
  /** For patches (places in the stack) the upstream commits that only their lines led to. */
  readonly byLines: Map<number, ReadonlySet<number>>;
  /** What earlier runs could not read for want of objects, to be tried again. */
  readonly missing: readonly number[];
  /** Upstream commits whose content was missing or too large. */
  readonly unread: Set<number>;
  /** Those of them that were too large: they will be so in every run. */
  readonly large: Set<number>;
}
