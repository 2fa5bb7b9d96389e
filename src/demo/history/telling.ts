// What a teller of a history says, and what it gets: the builder's whole surface. history.ts does it.
import type { Text } from './bytes.js';
import type { Changes } from './change.js';
import type { Commit, Tag } from './commit.js';
import type { ObjectFormat } from './objects.js';
import type { Moment } from './stamp.js';

export interface HistoryOptions {
  readonly objectFormat?: ObjectFormat;
  /** The branch that HEAD names, and commits go to when they name none. */
  readonly branch?: string;
  /** Who writes and commits when nobody is named: `Name <address>`. */
  readonly author?: Text;
  /** Date of the first commit; each further one that names no date is an hour later than the last. */
  readonly start?: Moment;
}

export interface CommitInput {
  readonly message: Text;
  readonly files?: Changes;
  /** Branch name, or a full ref name. */
  readonly branch?: string;
  /** The tip of the branch when left out; none for a root. Commits of another history are as good. */
  readonly parents?: readonly Commit[];
  readonly author?: Text;
  readonly date?: Moment;
  readonly committer?: Text;
  /** Date of the committer; that of the author when left out. */
  readonly commitDate?: Moment;
  readonly encoding?: string;
}

/** The input of a commit whose message is given by what it does. */
export type DerivedInput = Omit<Partial<CommitInput>, 'parents'>;

export interface TagInput {
  readonly at?: Commit;
  /** An annotated tag when given. */
  readonly message?: Text;
  readonly tagger?: Text;
  readonly date?: Moment;
}

/** A history being told. Edits in `files` act on what stands at the tip; in merge, pick and revert on what these made of it. */
export interface History {
  readonly objectFormat: ObjectFormat;
  readonly branch: string;
  /** Full ref names and what they point to. */
  readonly refs: ReadonlyMap<string, Commit | Tag>;
  commit(input: CommitInput): Commit;
  /** Merges another commit into a branch. Where both changed one place `files` must decide; what else it holds is evil. */
  merge(other: Commit, input?: DerivedInput): Commit;
  /** Applies a commit's change to a branch, with its author, date and message unless told otherwise. */
  pick(commit: Commit, input?: DerivedInput): Commit;
  /** Takes a commit's change back, saying so as git does unless told otherwise. */
  revert(commit: Commit, input?: DerivedInput): Commit;
  tag(name: string, input?: TagInput): void;
  /** Points a branch, or any ref when the name is a full one, at a commit. */
  point(name: string, at: Commit | Tag): void;
  tip(branch?: string): Commit;
}
