// What `explain` answers: one patch, every candidate compared hunk by hunk, and the rules that were asked.
import type { PatchReport } from './report.js';

export interface Explanation {
  /** Name of the project in the config. */
  readonly project: string;
  /** URL of the upstream repository, or null where none is known. */
  readonly upstream: string | null;
  readonly patch: PatchReport;
  /** Upstream commits compared with the patch, the most telling first. */
  readonly comparisons: readonly Comparison[];
  /** The patch's files at the upstream tip. */
  readonly tip: readonly TipFact[];
  /** The verdict's rule table in its order; the first rule that applies has answered. */
  readonly rules: readonly RuleAnswer[];
}

export interface Comparison {
  readonly commit: ComparedCommit;
  /** Share of the patch found in the commit, and weighted Dice of both: 0 to 1. */
  readonly containment: number;
  readonly similarity: number;
  /** Information carried by the lines both have. */
  readonly bits: number;
  readonly files: readonly ComparedFile[];
  /** Changed lines of the commit that the patch does not have. */
  readonly extra: number;
  /** Why this one, or why not. */
  readonly verdict: string;
}

export interface ComparedCommit {
  readonly oid: string;
  readonly subject: string;
  readonly author: string;
  /** ISO 8601 in UTC: the committer's date. */
  readonly date: string;
  /** First release that holds it, or null. */
  readonly release: string | null;
}

export interface ComparedFile {
  readonly path: string;
  /** The file of the commit it was compared with, or null where the commit has none. */
  readonly upstreamPath: string | null;
  readonly hunks: readonly ComparedHunk[];
}

export interface ComparedHunk {
  /** Line and section, as behind the `@@` of a diff. */
  readonly header: string;
  /** Share of the hunk's weight found in the commit: 0 to 1. */
  readonly coverage: number;
  readonly bits: number;
  readonly lines: readonly ComparedLine[];
}

/** `exact`: the commit has the line; `edited`: a line much like it; `moved`: the line, elsewhere; `none`: not found. */
export type LineMatch = 'exact' | 'edited' | 'moved' | 'none';

/** One line of the patch; for lines of context `match` is `none` and says nothing. */
export interface ComparedLine {
  readonly sign: '+' | '-' | ' ';
  readonly text: string;
  readonly match: LineMatch;
  readonly bits: number;
  /** The commit's line where it differs from the patch's, or null. */
  readonly upstream: string | null;
}

/** How much of the patch's change to one file is in force at the upstream tip, in lines. */
export interface TipFact {
  readonly path: string;
  readonly addedPresent: number;
  readonly addedTotal: number;
  readonly removedGone: number;
  readonly removedTotal: number;
}

/** One rule of the verdict's table. */
export interface RuleAnswer {
  readonly name: string;
  readonly applied: boolean;
  /** Why it answered, or why it did not. */
  readonly says: string;
}
