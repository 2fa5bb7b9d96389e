// The result of a run: the one type that feeds every output. Its JSON form is described by config/schema/report.schema.json.
import type { ReaderKind } from './config.js';
import type { Notice } from './notice.js';
import type { Declared, Origin, Person } from './patch.js';
import type { Submission } from './submission.js';
import type { ActionKind, Form, NoiseReason, Rung, Shape, Status } from './status.js';

/** Changes of this number break readers of the JSON. */
export const REPORT_SCHEMA_VERSION = 1;

export interface Report {
  readonly schemaVersion: typeof REPORT_SCHEMA_VERSION;
  readonly tool: { readonly name: 'landfall'; readonly version: string };
  /** ISO 8601 in UTC. */
  readonly generatedAt: string;
  readonly projects: readonly ProjectReport[];
}

export interface ProjectReport {
  readonly name: string;
  readonly title: string;
  /** `no-data`: nothing could be compared; the notices say why. Never shown as good news. */
  readonly state: 'tracked' | 'no-data';
  readonly upstream: UpstreamRead | null;
  readonly downstream: readonly DownstreamRead[];
  readonly delta: Delta;
  readonly patches: readonly PatchReport[];
  readonly notices: readonly Notice[];
}

export interface UpstreamRead {
  readonly url: string;
  readonly branch: string;
  readonly tip: { readonly oid: string; readonly date: string };
  readonly next: readonly { readonly ref: string; readonly oid: string }[];
  /** Commits whose metadata was read, and of those, whose diff was read. */
  readonly commits: number;
  readonly diffs: number;
  /** The releases that were the first to hold a landing of this stack, oldest first; dates are ISO 8601 in UTC. */
  readonly releases: readonly {
    readonly name: string;
    readonly date: string;
    /** What of the delta is gone when the stack moves on to it: what older releases of the list hold among it. */
    readonly absorbs: Tally;
  }[];
  /** The same for the default branch. */
  readonly absorbs: Tally;
}

export interface DownstreamRead {
  /** Its path; the address, where a mirror of Landfall's own was read. */
  readonly repository: string;
  /** How its patches are kept: as commits of a branch, or in files. */
  readonly kind: 'branch' | ReaderKind;
  /** Full ref name; of patches in files, the path of their folder. */
  readonly branch: string;
  /** The downstream commit that was read; null for files that lie in a folder. */
  readonly tip: string | null;
  /** Merge base with upstream, or the configured base. */
  readonly base: string | null;
  readonly patches: number;
  readonly merges: number;
  /** The difference that a merge of the branch into the upstream tip would make, or null where it could not be merged. */
  readonly net: NetDelta | null;
}

export interface NetDelta {
  readonly files: number;
  readonly insertions: number;
  readonly deletions: number;
  /** Files in which the merge conflicts; their figures include conflict marks. */
  readonly conflicts: number;
}

/** Amounts of change. */
export interface Tally {
  readonly patches: number;
  readonly hunks: number;
  readonly insertions: number;
  readonly deletions: number;
  readonly files: number;
}

export interface Delta {
  /** All patches but noise. */
  readonly total: Tally;
  /** What still has to be carried, `local` included. */
  readonly remaining: Tally;
  /** remaining / total in patches, 0 to 1; null when total is empty. */
  readonly remainingShare: number | null;
  readonly local: Tally;
  readonly noise: Tally;
  readonly byStatus: Readonly<Record<Status, Tally>>;
  /** Remaining delta, largest first. */
  readonly byAuthor: readonly { readonly name: string; readonly tally: Tally }[];
  readonly byDirectory: readonly { readonly name: string; readonly tally: Tally }[];
  /** One feature in many patches, or one patch in many commits. */
  readonly together: readonly LandedTogether[];
  /** Remaining delta by age of the patch, youngest first. */
  readonly byAge: readonly { readonly name: string; readonly tally: Tally }[];
}

/** Patches (by id) and the upstream commits they landed as, where it was not one by one. */
export interface LandedTogether {
  readonly patches: readonly string[];
  readonly commits: readonly { readonly oid: string; readonly subject: string }[];
}

export interface PatchReport {
  readonly id: string;
  readonly origin: Origin;
  readonly patchId: string | null;
  readonly branches: readonly string[];
  /** Top folders of the files it touches, in order; `.` for files outside any. */
  readonly directories: readonly string[];
  readonly subject: string;
  readonly author: Person;
  /** ISO 8601 in UTC. */
  readonly authorDate: string;
  readonly status: Status;
  /** Why, in one sentence: what the rule said that answered. */
  readonly says: string;
  readonly action: Action;
  readonly landing: Landing | null;
  /** Set when status is `noise`. */
  readonly noise: NoiseReason | null;
  readonly declared: Declared | null;
  /** What became of it where it was sent; null while nothing was asked or found. */
  readonly submission: Submission | null;
  readonly findings: readonly Finding[];
  /** Share of the patch, by weight of its lines, found upstream: 0 to 1. */
  readonly coverage: number;
  /** How sure the status is: 0 to 1. */
  readonly confidence: number;
  readonly size: Omit<Tally, 'patches'>;
  readonly remaining: Omit<Tally, 'patches'>;
  /** Hunks of a partial patch that were not found upstream. */
  readonly uncovered: readonly { readonly path: string; readonly line: number; readonly section: string }[];
  readonly evidence: readonly Evidence[];
  /** Upstream commits a person should look at when the status is `ambiguous`, `superseded` or `pending`. */
  readonly candidates: readonly Candidate[];
}

/** What the reader should do, and when. */
export interface Action {
  readonly kind: ActionKind;
  /** For `drop-at-release`: the first release that holds the landing, or null while none does. */
  readonly release: string | null;
  /** One short sentence. */
  readonly says: string;
}

export interface Landing {
  readonly form: Form;
  readonly shape: Shape;
  readonly commits: readonly LandingCommit[];
  /** True when the downstream's own history already holds the landing (it was merged in). */
  readonly inBase: boolean;
  /** First release that holds all commits, or null. */
  readonly release: string | null;
}

export interface LandingCommit {
  readonly oid: string;
  readonly subject: string;
  /** ISO 8601 in UTC: the committer's date. */
  readonly date: string;
  readonly release: string | null;
  /** Share of the patch that this commit covers: 0 to 1. */
  readonly coverage: number;
}

/** Where declared and observed differ, or another thing a person should know. `code` is stable. */
export interface Finding {
  readonly code: string;
  readonly says: string;
}

/** One observation; a rung never erases the evidence of another. */
export interface Evidence {
  readonly rung: Rung;
  /** What it speaks for. */
  readonly speaks: 'for' | 'against' | 'neither';
  readonly commit: string | null;
  readonly says: string;
  /** Information carried, in bits, where it can be measured. */
  readonly bits: number | null;
}

export interface Candidate {
  readonly oid: string;
  readonly subject: string;
  readonly date: string;
  /** Share of the patch found in the commit, and weighted Dice of both: 0 to 1. */
  readonly containment: number;
  readonly similarity: number;
  readonly bits: number;
  /** Why it is, or is not, the landing. */
  readonly says: string;
}
