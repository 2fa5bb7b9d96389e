// The downstream side: a patch, its files, its hunks. Content decoded once at the door (UTF-8 where valid, else Latin-1).
import type { ReaderKind } from './config.js';
import type { Status } from './status.js';

export interface Person {
  readonly name: string;
  readonly email: string;
}

/** One line of a hunk; `text` has no sign and no line end. */
export interface Line {
  readonly sign: '+' | '-' | ' ';
  readonly text: string;
  /** Stands for the text with white space folded away (patch/line-key.ts). */
  readonly key: number;
}

export interface Hunk {
  readonly oldStart: number;
  readonly newStart: number;
  /** What git prints behind the second `@@`: the function or section, or ''. */
  readonly section: string;
  readonly lines: readonly Line[];
}

/** A change that has no lines of text: each is one piece of delta all the same. */
export type Opaque = 'binary' | 'submodule' | 'symlink' | 'mode' | 'rename' | 'empty-file';

/** One file of a patch. `oldPath` is null for a new file, `newPath` for a deleted one. */
export interface FileChange {
  readonly oldPath: string | null;
  readonly newPath: string | null;
  readonly oldBlob: string | null;
  readonly newBlob: string | null;
  readonly oldMode: string | null;
  readonly newMode: string | null;
  readonly hunks: readonly Hunk[];
  readonly opaque: readonly Opaque[];
}

/**
 * The key under which a change of one file's content is looked up: equal keys are the same change of the same bytes.
 * 64 bits of each id, 128 together, tell as surely as all of them.
 */
export function blobKey(oldBlob: string, newBlob: string): string {
  return `${oldBlob.slice(0, BLOB_DIGITS)}..${newBlob.slice(0, BLOB_DIGITS)}`;
}

const BLOB_DIGITS = 16;

/** Where a patch was read from: a commit of a branch, or a file that a reader of `downstream.kind` found. */
export type Origin = CommitOrigin | FileOrigin;

export interface CommitOrigin {
  readonly kind: 'commit';
  readonly oid: string;
}

export interface FileOrigin {
  readonly kind: 'file';
  readonly reader: ReaderKind;
  /** The file that holds the patch, from the root of the repository or folder that was read. */
  readonly path: string;
  /** Line at which it begins there, counted from 1. */
  readonly line: number;
}

/** What a message says about other commits and about its own fate, read at line start only. */
export interface MessageFacts {
  /** Upstream commits this one says it was taken from (hex, 7 to 64 digits). */
  readonly citations: readonly string[];
  /** Commits this one says it reverts. */
  readonly reverts: readonly string[];
  /** Subject inside `Revert "..."`, or null. */
  readonly revertsSubject: string | null;
  /** Identities shared by both sides of a landing: `message-id:<...>`, `change-id:...`, `link:...`, `pr:...`. */
  readonly keys: readonly string[];
  /** Commits named by `Fixes:`. */
  readonly fixes: readonly string[];
  /** Status a trailer declares, or null. */
  readonly declared: Declared | null;
}

/** Nothing said: shared by the many commits whose message names no other. */
export const NO_FACTS: MessageFacts = {
  citations: [],
  reverts: [],
  revertsSubject: null,
  keys: [],
  fixes: [],
  declared: null,
};

/** What a human wrote about a patch, apart from what is observed. */
export interface Declared {
  readonly status: Status;
  /** Who says so: a trailer of the commit, a subject prefix, or an annotation in the config. */
  readonly by: 'trailer' | 'prefix' | 'annotation';
  /** The words as written. */
  readonly text: string;
  /** Upstream commit it names, or null. */
  readonly commit: string | null;
  readonly url: string | null;
  readonly reason: string | null;
  /** True when a person asks that the verdict be left as declared. */
  readonly hold: boolean;
}

/**
 * `applies`: it changes the base; `backwards`: it does, to what upstream had before; `present`: the base has all of it
 * already; `unfit`: it does not apply.
 */
export type AtBase = 'applies' | 'backwards' | 'present' | 'unfit';

export interface Patch {
  /**
   * Name of the patch within its project: 12 hex digits (more where two would be alike) of the commit, or of a digest of
   * the file's path and the patch's text: the same patch has the same name in every state of the downstream.
   */
  readonly id: string;
  readonly origin: Origin;
  /** The commit that makes this change: its own, or one that the scratch workspace holds in its place. */
  readonly commit: string;
  /** The commit it was made on, or null for a first commit and for text that does not apply to its base. */
  readonly parent: string | null;
  /** What its text does to the base it is pinned to; null for patches that are commits. */
  readonly atBase: AtBase | null;
  /** Downstream branches (full ref names) that carry it. */
  readonly branches: readonly string[];
  readonly subject: string;
  readonly message: string;
  readonly author: Person;
  /** Seconds since 1970. */
  readonly authorDate: number;
  readonly commitDate: number;
  readonly files: readonly FileChange[];
  readonly facts: MessageFacts;
  /** `git patch-id --stable`, or null where git gives none (empty, binary only). */
  readonly patchId: string | null;
  /** Set when some of its content could not be read. */
  readonly unreadable: boolean;
}
