// What a demo project is: two histories, and the config file that joins them.
import { type Changes, type Commit, type History, subjectOf } from '../history/index.js';

/** A project of the demo. The file name of its config is `name`. */
export interface Story {
  readonly name: string;
  readonly upstream: History;
  /** The repositories of its downstream, by the folder that each is made in. */
  readonly downstream: Readonly<Record<string, History>>;
  /** The project file, as a person would write it. */
  readonly config: string;
}

/** A change with its author, as it can be told on either side. */
export interface PatchTold {
  readonly author: string;
  readonly date: string;
  readonly message: string;
  readonly files: Changes;
}

/** Gives a short way to tell commits of one branch in a row. */
export function scribe(h: History, branch: string, committer?: string) {
  return (date: string, author: string, message: string, files: Changes = {}): Commit =>
    h.commit({ branch, author, date, message, files, ...(committer !== undefined && { committer, commitDate: date }) });
}

/** Puts a patch on a branch as its author wrote it, with something added to its message. */
export function apply(h: History, branch: string, patch: PatchTold, added = ''): Commit {
  return h.commit({ branch, ...patch, message: patch.message + added });
}

/** The newest commit of a subject along the first parents of the history's own branch. */
export function commitOf(h: History, subject: string): Commit {
  for (let commit: Commit | undefined = h.tip(); commit; commit = commit.parents[0])
    if (subjectOf(commit) === subject) return commit;
  throw new Error(`no commit ${subject}`);
}

/** The commit that an annotated tag of a release points to. */
export function releaseOf(h: History, name: string): Commit {
  const tag = h.refs.get(`refs/tags/${name}`);
  if (tag?.kind !== 'tag') throw new Error(`no release ${name}`);
  return tag.commit;
}
