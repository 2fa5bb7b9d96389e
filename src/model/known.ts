// What earlier runs learnt of upstream commits. An object id names its content, so nothing of it is ever stale.
import type { MessageFacts, Person } from './patch.js';

/** A commit as far as searching needs it: what `git log` says and what it touches. */
export interface KnownCommit {
  /** Object ids. */
  readonly parents: readonly string[];
  readonly subject: string;
  readonly author: Person;
  /** Seconds since 1970. */
  readonly authorDate: number;
  readonly commitDate: number;
  readonly facts: MessageFacts;
  /** The files it changes; none for merges. */
  readonly paths: readonly string[];
  /** Their blob keys (blobKey in patch.ts), in the same order. */
  readonly blobs: readonly string[];
  /** Files that it deleted and added elsewhere with the same content: old and new path. */
  readonly moved: readonly (readonly [string, string])[];
}

/** One file of an upstream diff, white space folded away. */
export interface FileSketch {
  readonly oldPath: string | null;
  readonly newPath: string | null;
  /** Signed keys (patch/line-key.ts) of its changed lines that are not blank, in order; changes without lines as sentences. */
  readonly lines: Float64Array;
  /** Two hashes of the file with its context, and two of its changed lines. */
  readonly digest: readonly [number, number, number, number];
  /** Changed lines that went into the digest. */
  readonly changed: number;
}

/** What matching needs of the diff of one upstream commit, whatever the patches and settings are. */
export interface DiffSketch {
  readonly files: readonly FileSketch[];
}

/** Fingerprints (match/line-signature.ts) of the lines that a commit changes, distinct and in order. */
export type LineSignature = Uint32Array;

/** Facts of one kind by object id. */
export interface Known<T> {
  /** Brings what is known of these commits within reach of `get`; left out where everything is. It never fails. */
  readonly load?: (oids: readonly string[]) => Promise<void>;
  readonly get: (oid: string) => T | undefined;
  readonly add: (oid: string, value: T) => void;
}

/** All that is known of the commits of one upstream. `keep` writes what was added for later runs; it never fails. */
export interface KnownCommits {
  readonly commits: Known<KnownCommit>;
  readonly diffs: Known<DiffSketch>;
  /** Of all commits where these are looked through by their lines, whether their diffs were read for a patch or not. */
  readonly lines: Known<LineSignature>;
  readonly keep: () => Promise<void>;
}

/** The same without what earlier runs learnt: for a few new commits git is asked sooner than all of it is read. */
export function addingTo(known: KnownCommits): KnownCommits {
  const nothing = { get: () => undefined, load: () => Promise.resolve() };
  return { ...known, commits: { ...known.commits, ...nothing }, diffs: { ...known.diffs, ...nothing } };
}

/** Remembers nothing: every commit is read from git. */
export const NOTHING_KNOWN: KnownCommits = {
  commits: { get: () => undefined, add: () => undefined },
  diffs: { get: () => undefined, add: () => undefined },
  lines: { get: () => undefined, add: () => undefined },
  keep: () => Promise.resolve(),
};
