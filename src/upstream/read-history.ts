// Reads an upstream range shallowly: every commit's metadata and touched paths, no contents.
import { type RawChange, readChanges } from '../git/changes.js';
import { type CommitRecord, listCommits, readSingleCommits } from '../git/commits.js';
import type { Workspace } from '../git/workspace.js';
import type { History, UpstreamCommit } from '../model/history.js';
import { blobKey, type MessageFacts, newBlobOf, type Person } from '../model/patch.js';
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
 * grow with the history. `tell` is called with the commits read so far, of how many. Releases are labelled later (releases.ts).
 */
export async function readHistory(
  workspace: Workspace,
  range: HistoryRange,
  wanted: Promise<ReadonlySet<string>>,
  processes: number,
  tell: (done: number, total: number) => void,
): Promise<History> {
  const [listed, blobs] = await Promise.all([listRange(workspace, range), wanted]);
  const gathering = new GatheredCommits(listed.oids, blobs);
  const cut = new Set(range.cut);
  const whole = listed.oids.filter((oid) => !cut.has(oid));
  const unreadable = await readChanges(workspace, whole, processes, (record, changes) => {
    gathering.take(record, changes);
    if (gathering.taken % PROGRESS_EVERY === 0) tell(gathering.taken, listed.oids.length);
  });
  // What they change is not known, but that they are there is.
  const bare = [...unreadable, ...listed.oids.filter((oid) => cut.has(oid))];
  for await (const record of readSingleCommits(workspace, bare)) gathering.take(record, []);
  return gathering.history(listed.nextOf, unreadable);
}

/** Progress is told every so many commits: about ten times a second. */
const PROGRESS_EVERY = 2000;

/** Ids of the range in their order: those that only next refs hold first; `nextOf` names that ref. */
async function listRange(
  workspace: Workspace,
  { tip, next, below }: HistoryRange,
): Promise<{ oids: string[]; nextOf: ReadonlyMap<string, string> }> {
  const nextOf = new Map<string, string>();
  for (const { ref, oid } of next) {
    for (const found of await listCommits(workspace, [oid], [tip, ...below]))
      if (!nextOf.has(found)) nextOf.set(found, ref);
  }
  return { oids: [...nextOf.keys(), ...(await listCommits(workspace, [tip], below))], nextOf };
}

/** Commits and what they touch, as they come, in whatever order. */
class GatheredCommits {
  taken = 0;
  private readonly byOid: ReadonlyMap<string, number>;
  private readonly drafts: (Draft | undefined)[];
  private readonly names = new Interned();
  private readonly people = new Map<string, Person>();
  private readonly sameBlobs = new Map<string, number[]>();
  private readonly renames: [string, string][] = [];
  /** New blobs of the wanted changes: one look at it tells nearly all others apart. */
  private readonly wantedNew: ReadonlySet<string>;

  constructor(
    private readonly oids: readonly string[],
    private readonly wanted: ReadonlySet<string>,
  ) {
    this.byOid = new Map(oids.map((oid, index) => [oid, index]));
    this.drafts = oids.map(() => undefined);
    this.wantedNew = new Set([...wanted].map(newBlobOf));
  }

  take(record: CommitRecord, changes: readonly RawChange[]): void {
    const index = this.byOid.get(record.oid);
    if (index === undefined) return;
    this.taken += 1;
    const oid = this.oids[index] ?? '';
    this.drafts[index] = {
      ...draftOf(record, this.people),
      index,
      oid,
      parents: record.parents.map((parent) => this.byOid.get(parent) ?? -1),
      paths: changes.map((change) => this.names.place(change.path)),
    };
    if (changes.some(({ status }) => status === 'D')) this.renames.push(...movedFiles(changes));
    for (const { oldBlob, newBlob } of changes) {
      if (!this.wantedNew.has(newBlob)) continue;
      const key = blobKey(oldBlob, newBlob);
      if (this.wanted.has(key)) this.sameBlobs.set(key, [...(this.sameBlobs.get(key) ?? []), index]);
    }
  }

  history(nextOf: ReadonlyMap<string, string>, unreadable: readonly string[]): History {
    const commits = this.drafts.map((draft, index) => {
      if (!draft) throw new Error(`git did not answer for commit ${this.oids[index]}`);
      return { ...draft, next: nextOf.get(draft.oid) ?? null };
    });
    return {
      commits,
      byOid: this.byOid,
      paths: this.names.all,
      // They come in the order in which processes answer; results must not depend on it. Oldest first.
      sameBlobs: new Map([...this.sameBlobs].map(([key, places]) => [key, places.sort((a, b) => b - a)])),
      renames: this.renames.toSorted(byText),
      releases: commits.map(() => null),
      releaseOrder: [],
      releaseDates: new Map(),
      unreadable: new Set(unreadable.map((oid) => this.byOid.get(oid) ?? -1)),
    };
  }
}

type Draft = Omit<UpstreamCommit, 'next'>;

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

function draftOf(
  record: CommitRecord,
  people: Map<string, Person>,
): Omit<Draft, 'index' | 'oid' | 'parents' | 'paths'> {
  const facts = parseMessage(record.message);
  const says =
    facts.citations.length + facts.reverts.length + facts.keys.length + facts.fixes.length > 0 ||
    facts.revertsSubject !== null;
  return {
    subject: detached(subjectOf(record.message)),
    author: personOf(record, people),
    authorDate: record.authorDate,
    commitDate: record.commitDate,
    facts: says ? kept(facts) : NO_FACTS,
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
