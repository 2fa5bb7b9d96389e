// The upstream side, as far as it is read for every commit: metadata and touched paths, no contents.
import type { MessageFacts, Person } from './patch.js';

export interface UpstreamCommit {
  /** Place in History.commits: children before parents. */
  readonly index: number;
  readonly oid: string;
  /** Places of the parents; -1 for one outside what was read. */
  readonly parents: readonly number[];
  readonly subject: string;
  readonly author: Person;
  /** Seconds since 1970. */
  readonly authorDate: number;
  readonly commitDate: number;
  readonly facts: MessageFacts;
  /** Places in History.paths of the files it changed; empty for merges. */
  readonly paths: readonly number[];
  /** The next ref that holds it while the default branch does not, or null. */
  readonly next: string | null;
}

export interface History {
  readonly commits: readonly UpstreamCommit[];
  readonly byOid: ReadonlyMap<string, number>;
  readonly paths: readonly string[];
  /** For each blob change ("old..new") that a downstream patch makes: the commits that make the same one. */
  readonly sameBlobs: ReadonlyMap<string, readonly number[]>;
  /** Files that one commit deleted and added elsewhere with the same content: old and new path. */
  readonly renames: readonly (readonly [string, string])[];
  /** First release that holds a commit, by its place; null while none does. */
  readonly releases: readonly (string | null)[];
  /** Names of all releases, oldest first. */
  readonly releaseOrder: readonly string[];
  /** When each release was tagged, by its name, in seconds since 1970. */
  readonly releaseDates: ReadonlyMap<string, number>;
  /** Commits whose trees could not be read. */
  readonly unreadable: ReadonlySet<number>;
  /** From this place on stand commits that an earlier run has searched: only those that its evidence names. */
  readonly news: number;
  /** How many other commits of the range it has searched: they are left out. */
  readonly leftOut: number;
}
