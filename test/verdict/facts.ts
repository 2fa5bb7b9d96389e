// Facts for tests of verdicts, without git: each builder fills in what a test does not care about.
import { packagedSettings } from '../../src/config/load.js';
import type { CommitHolds, CoverFacts, Facts, HunkCover, RevertFacts, TipFacts } from '../../src/model/facts.js';
import type { UpstreamCommit } from '../../src/model/history.js';
import { type Declared, type FileChange, NO_FACTS, type Patch } from '../../src/model/patch.js';
import type { VerdictSettings } from '../../src/model/settings.js';
import type { Submission } from '../../src/model/submission.js';
import type { Status } from '../../src/model/status.js';
import { oid } from '../report/fixtures.js';

/** A pull request that is surely of the patch and waits for an answer. */
export function submissionOf(given: Partial<Submission> = {}): Submission {
  return {
    source: 'github',
    id: '#7',
    url: 'https://github.com/up/stream/pull/7',
    title: 'net: bound the frame',
    author: 'ada',
    version: 1,
    state: 'waiting',
    since: '2023-01-02T10:00:00.000Z',
    sent: '2023-01-02T10:00:00.000Z',
    waitingOn: 'them',
    who: null,
    says: 'no answer for 47 days',
    reviews: [],
    match: 'diff',
    share: 1,
    commit: null,
    events: [],
    asOf: '2023-03-01T12:00:00.000Z',
    ...given,
  };
}

/** The thresholds as they are packaged. */
export async function verdictSettings(): Promise<VerdictSettings> {
  return (await packagedSettings()).verdict;
}

const DAY = 86_400;
const PATCH_DATE = 1_600_000_000;

/** A file with so many hunks, each of two added lines and one removed. */
export function fileOf(path: string, hunks = 1): FileChange {
  return {
    oldPath: path,
    newPath: path,
    oldBlob: oid(`old ${path}`),
    newBlob: oid(`new ${path}`),
    oldMode: '100644',
    newMode: '100644',
    hunks: Array.from({ length: hunks }, (_, place) => ({
      oldStart: place * 50 + 10,
      newStart: place * 50 + 10,
      section: '',
      lines: [
        { sign: '-' as const, text: `old ${place}`, key: place * 3 },
        { sign: '+' as const, text: `new ${place}`, key: place * 3 + 1 },
        { sign: '+' as const, text: `more ${place}`, key: place * 3 + 2 },
      ],
    })),
    opaque: [],
  };
}

export function patchOf(given: Partial<Patch> = {}): Patch {
  return {
    id: oid('patch').slice(0, 12),
    origin: { kind: 'commit', oid: oid('patch') },
    commit: oid('patch'),
    parent: oid('parent'),
    atBase: null,
    branches: ['refs/heads/local'],
    subject: 'net: bound the frame',
    message: 'net: bound the frame\n',
    author: { name: 'Ada', email: 'ada@example.org' },
    authorDate: PATCH_DATE,
    commitDate: PATCH_DATE,
    files: [fileOf('net/ring.c', 2)],
    facts: NO_FACTS,
    patchId: oid('patch-id'),
    unreadable: false,
    ...given,
  };
}

/** An upstream commit; a smaller `index` is a later one. */
export function commitOf(name: string, given: Partial<UpstreamCommit> = {}): UpstreamCommit {
  return {
    index: 10,
    oid: oid(name),
    parents: [11],
    subject: name,
    author: { name: 'Bob', email: 'bob@example.org' },
    authorDate: PATCH_DATE + DAY,
    commitDate: PATCH_DATE + DAY,
    facts: NO_FACTS,
    paths: [0],
    next: null,
    ...given,
  };
}

/** A commit that holds the whole patch, and nothing else, in the same file. */
export function holdsOf(commit: UpstreamCommit, given: Partial<CommitHolds & { gain: number }> = {}) {
  return {
    commit,
    containment: 1,
    similarity: 1,
    bits: 100,
    exact: null,
    kin: 1,
    sameSubject: false,
    sameAuthor: false,
    cited: false,
    byLines: false,
    gain: given.containment ?? 1,
    ...given,
  };
}

export function hunkOf(share: number, given: Partial<HunkCover> = {}): HunkCover {
  return {
    path: 'net/ring.c',
    line: 10,
    section: '',
    share,
    addedShare: 1,
    beside: 0,
    placed: 0,
    bits: 50,
    weight: 0.5,
    insertions: 2,
    deletions: 1,
    ...given,
  };
}

export const NO_COVER: CoverFacts = {
  members: [],
  share: 0,
  addedShare: 0,
  addedWeight: 0.7,
  equalShare: 0,
  renamed: [],
  bits: 0,
  hunks: [hunkOf(0), hunkOf(0, { line: 60 })],
};

/** What these commits hold together; the share is the sum of their gains unless given. */
export function coverOf(members: readonly ReturnType<typeof holdsOf>[], given: Partial<CoverFacts> = {}): CoverFacts {
  const share =
    given.share ??
    Math.min(
      1,
      members.reduce((sum, { gain }) => sum + gain, 0),
    );
  return {
    members,
    share,
    addedShare: share,
    addedWeight: 0.7,
    equalShare: share,
    renamed: [],
    bits: share * 100,
    hunks: [hunkOf(share), hunkOf(share, { line: 60 })],
    ...given,
  };
}

export function tipOf(given: Partial<TipFacts> = {}): TipFacts {
  return {
    files: [
      { path: 'net/ring.c', tipPath: 'net/ring.c', addedPresent: 0, addedTotal: 4, removedGone: 0, removedTotal: 2 },
    ],
    hunks: [{ weight: 1, done: 0 }],
    addedShare: 0,
    addedBits: 60,
    removedShare: 0,
    removedBits: 30,
    reapplied: null,
    redone: null,
    removedBy: [],
    removedByShare: 0,
    goneBy: [],
    ...given,
  };
}

export function revertOf(landing: UpstreamCommit, by: UpstreamCommit, given: Partial<RevertFacts> = {}): RevertFacts {
  return { landing, by, how: 'cites', share: 1, standing: true, ...given };
}

export function declaredAs(status: Status, given: Partial<Declared> = {}): Declared {
  return { status, by: 'trailer', text: status, commit: null, url: null, reason: null, hold: false, ...given };
}

/** A patch of which nothing is known: pending. */
export function factsOf(given: Partial<Facts> = {}): Facts {
  return {
    patch: patchOf(),
    noise: null,
    ancestor: null,
    sameBlobs: [],
    provenByBlobs: null,
    ancestorUndone: false,
    releases: [],
    citations: [],
    cover: NO_COVER,
    coverInNext: null,
    sharedWith: [],
    candidates: [],
    reverts: [],
    tip: null,
    declared: null,
    submission: null,
    inBase: () => false,
    releaseOf: () => null,
    follows: 'branch',
    cancelledBy: [],
    ...given,
  };
}
