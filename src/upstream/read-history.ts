// Reads an upstream range shallowly: every commit's metadata and touched paths, no contents.
import { type RawChange, readChanges } from '../git/changes.js';
import { type CommitRecord, readCommits } from '../git/commits.js';
import type { Workspace } from '../git/workspace.js';
import type { History, UpstreamCommit } from '../model/history.js';
import { blobKey, type MessageFacts, type Person } from '../model/patch.js';
import { NO_FACTS, parseMessage, subjectOf } from '../patch/message.js';

/** What to read: the tip of the default branch, next refs, and commits below which nothing is of interest. */
export interface HistoryRange {
  readonly tip: string;
  readonly next: readonly { readonly ref: string; readonly oid: string }[];
  readonly below: readonly string[];
  /** Commits at the cut of a shallow clone: they seem to add the whole tree, so what they change is not read. */
  readonly cut: readonly string[];
}

/**
 * Reads the range. `wanted` holds the blob keys of the downstream patches; others are not kept, so that memory does not
 * grow with the history. Releases are labelled later (releases.ts).
 */
export async function readHistory(
  workspace: Workspace,
  range: HistoryRange,
  wanted: ReadonlySet<string>,
  processes: number,
): Promise<History> {
  const cut = new Set(range.cut);
  const touched = new TouchedFiles(wanted);
  // One after the other: tree diffs fill both cores, and a second walk to have them start at once cost more than it saved.
  const commits = await readAll(workspace, range);
  const oids = commits
    .filter((commit) => commit.parentOids.length < 2 && !cut.has(commit.oid))
    .map((commit) => commit.oid);
  const unreadable = await readChanges(workspace, oids, processes, (oid, changes) => touched.take(oid, changes));
  const byOid = new Map(commits.map((commit) => [commit.oid, commit.index]));
  return {
    commits: commits.map((draft) => finished(draft, touched.paths.get(draft.oid) ?? [], byOid)),
    byOid,
    paths: touched.names.all,
    sameBlobs: new Map([...touched.sameBlobs].map(([key, list]) => [key, oldestFirst(list, byOid)])),
    // They come in the order in which processes answer; results must not depend on it.
    renames: touched.renames.toSorted(byText),
    releases: commits.map(() => null),
    releaseOrder: [],
    releaseDates: new Map(),
    unreadable: new Set(unreadable.map((oid) => byOid.get(oid) ?? -1)),
  };
}

/** What the commits touch, gathered as it comes, in whatever order. */
class TouchedFiles {
  readonly names = new Interned();
  readonly paths = new Map<string, readonly number[]>();
  readonly sameBlobs = new Map<string, string[]>();
  readonly renames: [string, string][] = [];

  constructor(private readonly wanted: ReadonlySet<string>) {}

  take(oid: string, changes: readonly RawChange[]): void {
    this.paths.set(
      oid,
      changes.map((change) => this.names.place(change.path)),
    );
    for (const moved of movedFiles(changes)) this.renames.push(moved);
    for (const change of changes) {
      const key = blobKey(change.oldBlob, change.newBlob);
      if (!this.wanted.has(key)) continue;
      const known = this.sameBlobs.get(key);
      if (known) known.push(oid);
      else this.sameBlobs.set(key, [oid]);
    }
  }
}

function oldestFirst(oids: readonly string[], byOid: ReadonlyMap<string, number>): number[] {
  return oids.flatMap((oid) => byOid.get(oid) ?? []).sort((a, b) => b - a);
}

function byText(a: readonly string[], b: readonly string[]): number {
  const [one, other] = [a.join('\0'), b.join('\0')];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Pairs a deleted with an added file of the same content; content that stands in several files (empty ones) names none. */
function movedFiles(changes: readonly RawChange[]): [string, string][] {
  const gone = groupByBlob(
    changes.filter((change) => change.status === 'D'),
    'oldBlob',
  );
  const come = groupByBlob(
    changes.filter((change) => change.status === 'A'),
    'newBlob',
  );
  return [...gone].flatMap(([blob, from]) => {
    const to = come.get(blob);
    return from !== null && to != null ? [[from, to] as [string, string]] : [];
  });
}

function groupByBlob(changes: readonly RawChange[], side: 'oldBlob' | 'newBlob'): Map<string, string | null> {
  const paths = new Map<string, string | null>();
  for (const change of changes) paths.set(change[side], paths.has(change[side]) ? null : change.path);
  return paths;
}

type Draft = Omit<UpstreamCommit, 'parents' | 'paths'> & { readonly parentOids: readonly string[] };

async function readAll(workspace: Workspace, range: HistoryRange): Promise<Draft[]> {
  const drafts: Draft[] = [];
  const seen = new Set<string>();
  const people = new Map<string, Person>();
  const take = (record: CommitRecord, next: string | null) => {
    if (seen.has(record.oid)) return;
    seen.add(record.oid);
    drafts.push(draftOf(record, drafts.length, next, people));
  };
  for (const { ref, oid } of range.next) {
    for await (const record of readCommits(workspace, [oid], [range.tip, ...range.below])) take(record, ref);
  }
  for await (const record of readCommits(workspace, [range.tip], range.below)) take(record, null);
  return drafts;
}

function finished(
  { index, oid, subject, author, authorDate, commitDate, facts, next, parentOids }: Draft,
  paths: readonly number[],
  byOid: ReadonlyMap<string, number>,
): UpstreamCommit {
  const parents = parentOids.map((parent) => byOid.get(parent) ?? -1);
  return { index, oid, parents, subject, author, authorDate, commitDate, facts, paths, next };
}

function draftOf(record: CommitRecord, index: number, next: string | null, people: Map<string, Person>): Draft {
  const facts = parseMessage(record.message);
  const says =
    facts.citations.length + facts.reverts.length + facts.keys.length + facts.fixes.length > 0 ||
    facts.revertsSubject !== null;
  return {
    index,
    oid: record.oid,
    parentOids: record.parents,
    subject: detached(subjectOf(record.message)),
    author: personOf(record, people),
    authorDate: record.authorDate,
    commitDate: record.commitDate,
    facts: says ? kept(facts) : NO_FACTS,
    next,
  };
}

function kept(facts: MessageFacts): MessageFacts {
  return {
    citations: facts.citations.map(detached),
    reverts: facts.reverts.map(detached),
    revertsSubject: facts.revertsSubject === null ? null : detached(facts.revertsSubject),
    keys: facts.keys.map(detached),
    fixes: facts.fixes.map(detached),
    declared: null,
  };
}

/** A copy of its own: a slice would keep the whole message in memory. */
function detached(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

function personOf(record: CommitRecord, people: Map<string, Person>): Person {
  const key = `${record.authorName}\0${record.authorEmail}`;
  const known = people.get(key) ?? { name: record.authorName, email: record.authorEmail };
  people.set(key, known);
  return known;
}

/** Gives equal strings one number. */
class Interned {
  readonly all: string[] = [];
  private readonly places = new Map<string, number>();

  place(text: string): number {
    const known = this.places.get(text);
    if (known !== undefined) return known;
    this.places.set(text, this.all.length);
    return this.all.push(text) - 1;
  }
}
