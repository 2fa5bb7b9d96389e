// Reads an upstream range shallowly: every commit's metadata and touched paths, no contents.
import { readChanges } from '../git/changes.js';
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
  const commits = await readAll(workspace, range);
  const byOid = new Map(commits.map((commit) => [commit.oid, commit.index]));
  const paths = new Interned();
  const sameBlobs = new Map<string, number[]>();
  const oids = commits.filter((commit) => !commit.merge).map((commit) => commit.oid);
  const unreadable = await readChanges(workspace, oids, processes, (oid, changes) => {
    const index = byOid.get(oid);
    if (index === undefined) return;
    for (const change of changes) {
      commits[index]?.paths.push(paths.place(change.path));
      const key = blobKey(change.oldBlob, change.newBlob);
      if (wanted.has(key)) sameBlobs.set(key, [...(sameBlobs.get(key) ?? []), index]);
    }
  });
  return {
    commits: commits.map((draft) => finished(draft, byOid)),
    byOid,
    paths: paths.all,
    sameBlobs,
    releases: commits.map(() => null),
    unreadable: new Set(unreadable.map((oid) => byOid.get(oid) ?? -1)),
  };
}

type Draft = Omit<UpstreamCommit, 'parents' | 'paths'> & {
  readonly parentOids: readonly string[];
  readonly paths: number[];
  readonly merge: boolean;
};

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

function finished({ index, oid, subject, author, authorDate, commitDate, facts, paths, next, parentOids }: Draft, byOid: ReadonlyMap<string, number>): UpstreamCommit {
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
    paths: [],
    merge: record.parents.length > 1,
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
