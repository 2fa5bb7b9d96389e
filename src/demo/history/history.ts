// Tells a history commit by commit, in memory: every id is known at once, nothing is written (fast-import-stream.ts does that).
import { mergeBase } from './ancestry.js';
import { byteString, bytesOf, type Text } from './bytes.js';
import { type Changes, changedPaths, resolveChanges } from './change.js';
import { type Commit, identifyCommit, identifyTag, subjectOf, type Tag } from './commit.js';
import { mergeTrees } from './merge-trees.js';
import type { ObjectFormat } from './objects.js';
import { type Moment, momentOf, secondsOf, stamp } from './stamp.js';
import type { CommitInput, DerivedInput, History, HistoryOptions, TagInput } from './telling.js';
import { changeTree, emptyTree, type Tree } from './tree.js';

const HOUR = 3600;

/** Begins a history. */
export function history(options: HistoryOptions = {}): History {
  return new Teller(options);
}

class Teller implements History {
  readonly objectFormat: ObjectFormat;
  readonly branch: string;
  readonly refs = new Map<string, Commit | Tag>();
  readonly #author: Text;
  #clock: number;

  constructor(options: HistoryOptions) {
    this.objectFormat = options.objectFormat ?? 'sha1';
    this.branch = options.branch ?? 'main';
    this.#author = options.author ?? 'A. Author <author@example.org>';
    this.#clock = secondsOf(options.start ?? '2020-01-01T12:00:00Z') - HOUR;
  }

  commit(input: CommitInput): Commit {
    const branch = fullName(input.branch ?? this.branch);
    const tip = this.#tipOf(branch);
    const parents = input.parents ?? (tip ? [tip] : []);
    return this.#record(branch, parents, parents[0]?.tree ?? emptyTree(this.objectFormat), input);
  }

  merge(other: Commit, input: DerivedInput = {}): Commit {
    const branch = input.branch ?? this.branch;
    const tip = this.tip(branch);
    const base = mergeBase(tip, other)?.tree ?? emptyTree(this.objectFormat);
    const tree = this.#applied(base, tip.tree, other.tree, input.files);
    return this.#record(fullName(branch), [tip, other], tree, {
      message: `Merge ${other.oid.slice(0, 12)} into ${branch}`,
      ...input,
    });
  }

  pick(commit: Commit, input: DerivedInput = {}): Commit {
    const branch = input.branch ?? this.branch;
    const tip = this.tip(branch);
    const base = commit.parents[0]?.tree ?? emptyTree(this.objectFormat);
    const { person: author, moment: date } = momentOf(commit.author);
    const told = { message: commit.message, author, date, commitDate: this.#tick(undefined), ...input };
    return this.#record(fullName(branch), [tip], this.#applied(base, tip.tree, commit.tree, input.files), told);
  }

  revert(commit: Commit, input: DerivedInput = {}): Commit {
    const branch = input.branch ?? this.branch;
    const tip = this.tip(branch);
    const without = commit.parents[0]?.tree ?? emptyTree(this.objectFormat);
    const message = `Revert "${subjectOf(commit)}"\n\nThis reverts commit ${commit.oid}.`;
    const tree = this.#applied(commit.tree, tip.tree, without, input.files);
    return this.#record(fullName(branch), [tip], tree, { message, ...input });
  }

  tag(name: string, input: TagInput = {}): void {
    const commit = input.at ?? this.tip();
    const ref = `refs/tags/${name}`;
    if (input.message === undefined) return void this.refs.set(ref, commit);
    const tagger = stamp(input.tagger ?? this.#author, input.date ?? momentOf(commit.committer).moment);
    this.refs.set(
      ref,
      identifyTag(this.objectFormat, { name: byteString(name), commit, tagger, message: ended(input.message) }),
    );
  }

  point(name: string, at: Commit | Tag): void {
    this.refs.set(fullName(name), at);
  }

  tip(branch: string = this.branch): Commit {
    const tip = this.#tipOf(fullName(branch));
    if (!tip) throw new Error(`no commit on ${branch} yet`);
    return tip;
  }

  #tipOf(ref: string): Commit | null {
    const target = this.refs.get(ref);
    return target?.kind === 'tag' ? target.commit : (target ?? null);
  }

  #applied(base: Tree, ours: Tree, theirs: Tree, files: Changes | undefined): Tree {
    return mergeTrees(this.objectFormat, base, ours, theirs, changedPaths(files ?? {}));
  }

  #record(ref: string, parents: readonly Commit[], tree: Tree, input: CommitInput): Commit {
    const date = input.date ?? this.#tick(undefined);
    const commitDate = this.#tick(input.commitDate ?? date);
    const author = input.author ?? this.#author;
    const commit = identifyCommit(this.objectFormat, {
      tree: changeTree(this.objectFormat, tree, resolveChanges(this.objectFormat, tree, input.files ?? {})),
      parents,
      author: stamp(author, date),
      committer: stamp(input.committer ?? author, commitDate),
      encoding: input.encoding ?? null,
      message: ended(input.message),
    });
    this.refs.set(ref, commit);
    return commit;
  }
  /** The moment given, or an hour after the last; the clock never goes back. */
  #tick(moment: Moment | undefined): Moment {
    this.#clock = moment === undefined ? this.#clock + HOUR : Math.max(this.#clock, secondsOf(moment));
    return moment ?? this.#clock;
  }
}

function fullName(name: string): string {
  return name.startsWith('refs/') ? name : `refs/heads/${name}`;
}

function ended(message: Text): Buffer {
  return bytesOf(typeof message === 'string' && !message.endsWith('\n') ? `${message}\n` : message);
}
