// What a run found out of a stack, kept so that the next one reads only what upstream has come by since.
import type { KnownCommit } from './known.js';
import type { Inverse, Match } from './match.js';

/** What a matcher found in the diffs that were offered to it before lines were weighed; lists are in the order of the stack's patches. */
export interface Found {
  /** Diffs that were offered. */
  readonly read: number;
  /** For each distinct line of the stack, in how many of them it was seen. */
  readonly seen: Uint32Array;
  /** Not compared as text yet. */
  readonly matches: readonly (readonly Match[])[];
}

/** What a matcher knows. What was read to follow landings weighs nothing, but it may hold inverses. */
export interface MatcherState extends Found {
  readonly inverses: readonly (readonly Inverse[])[];
}

/** In how many commits each path, base name and word of subjects occurs, of those that a stack asks for. */
export interface Occurrences {
  /** Commits that were searched. */
  readonly size: number;
  readonly paths: ReadonlyMap<string, number>;
  readonly names: ReadonlyMap<string, number>;
  readonly words: ReadonlyMap<string, number>;
}

/** The best commits for a patch as they were ranked, best first: place (in whatever history it was) and score, in turn. */
export interface Ranked {
  /** Of all. */
  readonly wide: Float64Array;
  /** Of those that touch one file, by its path. */
  readonly deep: ReadonlyMap<string, Float64Array>;
}

/**
 * The evidence for all patches of a stack, as far as it comes from the upstream commits up to `tip`. Verdicts are not kept:
 * they are made anew from this and from what is new. Commits are named by their places in `commits`.
 */
export interface KeptEvidence {
  /** Names the stack, and the settings with which it was gathered. */
  readonly stack: string;
  readonly tip: string;
  /** Upstream commits that the stack stands on: what lies below them is upstream's. */
  readonly bases: readonly string[];
  /** The commits of the range that evidence names, children before parents. Their parents are only those that matter here. */
  readonly commits: readonly (readonly [oid: string, commit: KnownCommit])[];
  /** The first release of each. */
  readonly releases: readonly (string | null)[];
  /** Release tags that were known, oldest first: name and commit. */
  readonly tags: readonly (readonly [name: string, commit: string])[];
  /** Commits of the range, and those of them whose diffs were read. */
  readonly range: number;
  readonly diffs: number;
  /** Those of `commits` whose diffs were read, or are too large. */
  readonly read: readonly number[];
  /** Those whose diffs could not be made for want of objects: they are tried again. */
  readonly missing: readonly number[];
  /** Those whose diffs are too large to be looked at. */
  readonly large: readonly number[];
  /** For the patches (places in the stack) for which upstream was searched: not for those that a commit of their name settled. */
  readonly searched: ReadonlyMap<number, Ranked>;
  /** The commit date (seconds) from which on all commits were looked through by their lines; null where they were not. */
  readonly linesSince: number | null;
  /** For the patches for which they were: the commits that only their lines led to. */
  readonly byLines: readonly (readonly [patch: number, commits: readonly number[]])[];
  readonly occurrences: Occurrences;
  /** By blob key (blobKey in patch.ts). */
  readonly sameBlobs: readonly (readonly [key: string, commits: readonly number[]])[];
  /** Upstream's paths that share a base name with a file of the stack. */
  readonly paths: readonly string[];
  /** Moves of the stack's files. */
  readonly renames: readonly (readonly [string, string])[];
  readonly matching: MatcherState;
}
