// Reads an upstream range shallowly: every commit's metadata and touched paths, no contents.
import { readChanges } from '../git/changes.js';
import { listCommits, readSingleCommits } from '../git/commits.js';
import type { Workspace } from '../git/workspace.js';
import type { History, UpstreamCommit } from '../model/history.js';
import type { KeptEvidence } from '../model/kept.js';
import type { Known, KnownCommit } from '../model/known.js';
import type { Person } from '../model/patch.js';
import { detached } from '../patch/decode.js';
import { knownCommit } from './known-commit.js';

/** What to read: the default branch, next refs, and commits below which nothing is of interest. */
export interface HistoryRange {
  readonly tip: string;
  readonly next: readonly { readonly ref: string; readonly oid: string }[];
  readonly below: readonly string[];
  /** Commits at the cut of a shallow clone: they seem to add the whole tree, so what they change is not read. */
  readonly cut: readonly string[];
  /** The commits from the tip down to `below`, children before parents. */
  readonly listed: readonly string[];
}

/** What an earlier run has searched already: it takes the place of the commits that it covers. */
type Earlier = Pick<KeptEvidence, 'commits' | 'range' | 'sameBlobs' | 'paths' | 'renames'>;

const NOTHING_EARLIER: Earlier = { commits: [], range: 0, sameBlobs: [], paths: [], renames: [] };

/** What reading is done with. */
export interface HistoryReading {
  readonly workspace: Workspace;
  /** Commits that are not read again. */
  readonly known: Known<KnownCommit>;
  readonly processes: number;
  /** Called with the commits read so far, of how many. */
  readonly tell: (done: number, total: number) => void;
}

/**
 * Reads the range. `wanted` holds the blob keys of the downstream patches; others are not kept in memory. Releases are
 * labelled later (releases.ts).
 */
export async function readHistory(
  { workspace, known, processes, tell }: HistoryReading,
  range: HistoryRange,
  wanted: Promise<ReadonlySet<string>>,
  earlier: Earlier = NOTHING_EARLIER,
): Promise<History> {
  const [listed, blobs] = await Promise.all([listRange(workspace, range), wanted]);
  const gathering = new GatheredCommits(listed, blobs, earlier);
  const cut = new Set(range.cut);
  await known.load?.(listed.oids.filter((oid) => !cut.has(oid)));
  const unknown = listed.oids.filter((oid) => {
    const commit = cut.has(oid) ? undefined : known.get(oid);
    if (commit) gathering.take(oid, commit);
    return !commit;
  });
  const whole = unknown.filter((oid) => !cut.has(oid));
  const unreadable = await readChanges(workspace, whole, processes, (record, changes) => {
    const commit = knownCommit(record, changes);
    known.add(gathering.take(record.oid, commit), commit);
    if (gathering.taken % PROGRESS_EVERY === 0) tell(gathering.taken, listed.oids.length);
  });
  // What they change is not known, but that they are there is.
  const bare = [...unreadable, ...unknown.filter((oid) => cut.has(oid))];
  for await (const record of readSingleCommits(workspace, bare)) gathering.take(record.oid, knownCommit(record, []));
  return gathering.history(unreadable);
}

/** Progress is told every so many commits: about ten times a second. */
const PROGRESS_EVERY = 2000;

/** Ids of the range in their order: those that only next refs hold first; `nextOf` names that ref. */
interface Listed {
  readonly oids: readonly string[];
  readonly nextOf: ReadonlyMap<string, string>;
}

async function listRange(workspace: Workspace, { tip, next, below, listed }: HistoryRange): Promise<Listed> {
  const nextOf = new Map<string, string>();
  for (const { ref, oid } of next) {
    for (const found of await listCommits(workspace, [oid], [tip, ...below]))
      if (!nextOf.has(found)) nextOf.set(found, ref);
  }
  return { oids: [...nextOf.keys(), ...listed], nextOf };
}

/** Commits and what they touch, as they come, in whatever order. */
class GatheredCommits {
  taken = 0;
  private readonly byOid: ReadonlyMap<string, number>;
  private readonly commits: (UpstreamCommit | undefined)[];
  private readonly names = new Interned();
  private readonly people = new Map<string, Person>();
  private readonly sameBlobs = new Map<string, number[]>();
  private readonly renames: (readonly [string, string])[] = [];

  private readonly oids: readonly string[];

  constructor(
    private readonly listed: Listed,
    private readonly wanted: ReadonlySet<string>,
    private readonly earlier: Earlier,
  ) {
    this.oids = [...listed.oids, ...earlier.commits.map(([oid]) => oid)];
    this.byOid = new Map(this.oids.map((oid, index) => [oid, index]));
    this.commits = this.oids.map(() => undefined);
    for (const [oid, commit] of earlier.commits) this.take(oid, commit);
    this.taken = 0;
    for (const path of earlier.paths) this.names.place(path);
    this.renames.push(...earlier.renames);
    for (const [key, places] of earlier.sameBlobs)
      this.sameBlobs.set(
        key,
        places.map((place) => listed.oids.length + place),
      );
  }

  /** Takes a listed commit; returns its id as it was listed: git's word for it would keep all that git said around it in memory. */
  take(oid: string, commit: KnownCommit): string {
    const index = this.byOid.get(oid);
    if (index === undefined) throw new Error(`git answered for commit ${oid}, which was not asked for`);
    this.taken += 1;
    const own = this.oids[index] ?? '';
    const { subject, authorDate, commitDate, facts } = commit;
    // Made at once: V8 gives each object that is spread into another a shape of its own, which is larger than the commit.
    this.commits[index] = {
      index,
      oid: own,
      parents: commit.parents.map((parent) => this.byOid.get(parent) ?? -1),
      subject,
      author: personOf(commit.author, this.people),
      authorDate,
      commitDate,
      facts,
      paths: commit.paths.map((path) => this.names.place(path)),
      next: this.listed.nextOf.get(own) ?? null,
    };
    this.renames.push(...commit.moved);
    for (const key of commit.blobs)
      if (this.wanted.has(key)) this.sameBlobs.set(key, [...(this.sameBlobs.get(key) ?? []), index]);
    return own;
  }

  history(unreadable: readonly string[]): History {
    const commits = this.commits.map((commit, index) => {
      if (!commit) throw new Error(`git did not answer for commit ${this.oids[index]}`);
      return commit;
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
      news: this.listed.oids.length,
      leftOut: this.earlier.range - this.earlier.commits.length,
    };
  }
}

function byText(a: readonly string[], b: readonly string[]): number {
  const [one, other] = [a.join('\0'), b.join('\0')];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** One object for each person, however many commits they made. */
function personOf(author: Person, people: Map<string, Person>): Person {
  const key = `${author.name}\0${author.email}`;
  const known = people.get(key);
  if (known) return known;
  const person = { name: detached(author.name), email: detached(author.email) };
  people.set(detached(key), person);
  return person;
}

/** Gives equal strings one number. */
class Interned {
  readonly all: string[] = [];
  private readonly places = new Map<string, number>();

  place(text: string): number {
    const known = this.places.get(text);
    if (known !== undefined) return known;
    const own = detached(text);
    this.places.set(own, this.all.length);
    return this.all.push(own) - 1;
  }
}
