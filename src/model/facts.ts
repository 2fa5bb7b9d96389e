// Everything that is known of one patch when its verdict is made: observations only, no conclusions.
import type { UpstreamCommit } from './history.js';
import type { Declared, Patch } from './patch.js';
import type { NoiseReason } from './status.js';
import type { Submission } from './submission.js';

/** How well one upstream commit, or several together, hold a patch. Shares are 0 to 1, by weight of lines. */
export interface CommitHolds {
  readonly commit: UpstreamCommit;
  readonly containment: number;
  readonly similarity: number;
  readonly bits: number;
  readonly exact: 'diff' | 'lines' | null;
  /** Share of what it holds that is in files of the same path or telling name. */
  readonly kin: number;
  readonly sameSubject: boolean;
  readonly sameAuthor: boolean;
  /** The patch names it, or both carry the same Message-Id, Change-Id or URL. */
  readonly cited: boolean;
  /** Nothing but its lines led to it: neither names nor paths. */
  readonly byLines: boolean;
}

export interface HunkCover {
  readonly path: string;
  /** First line in the old file, 0 for a change without lines. */
  readonly line: number;
  readonly section: string;
  readonly share: number;
  /** The same of the lines that it adds: 1 when it adds none. */
  readonly addedShare: number;
  /** Bits of its surroundings, context and removed lines, that a hunk of one of the commits shares. */
  readonly beside: number;
  /** The same, but 0 where the commit itself puts that there, in another function: one is made after another. */
  readonly placed: number;
  /** Worth of the hunk, in bits and as a share of the patch. */
  readonly bits: number;
  readonly weight: number;
  readonly insertions: number;
  readonly deletions: number;
}

/** The fewest commits that cover the patch together. */
export interface CoverFacts {
  readonly members: readonly (CommitHolds & { readonly gain: number })[];
  readonly share: number;
  /** The same of the lines that the patch adds, and how much of the patch these are. */
  readonly addedShare: number;
  readonly addedWeight: number;
  /** Of the lines that it adds the share that stands there word for word. */
  readonly equalShare: number;
  readonly bits: number;
  /** Definitions that the commits have under another name: as the patch and as they call them. */
  readonly renamed: readonly { readonly ours: string; readonly theirs: string }[];
  readonly hunks: readonly HunkCover[];
}

/** What the upstream tip says, line by line of the patch. */
export interface TipFacts {
  readonly files: readonly {
    readonly path: string;
    /** Where the file is at the tip, or null when it is gone. */
    readonly tipPath: string | null;
    readonly addedPresent: number;
    readonly addedTotal: number;
    readonly removedGone: number;
    readonly removedTotal: number;
  }[];
  /** Of each hunk with lines that count: these as a share of the patch, and how much of them the tip shows as done. */
  readonly hunks: readonly { readonly weight: number; readonly done: number }[];
  /** By weight, of lines that the patch's own starting point did not have already. */
  readonly addedShare: number;
  readonly addedBits: number;
  readonly removedShare: number;
  readonly removedBits: number;
  /** The patch applied to the tip in memory: no change at all, a change, a conflict; null when not tried. */
  readonly reapplied: 'empty' | 'changes' | 'conflicts' | null;
  /** Where it applies: the share of its lines, by weight, that this would put in or take out once more; null elsewhere. */
  readonly redone: number | null;
  /** Commits that took away what the patch removes, and the share of it that they took. */
  readonly removedBy: readonly UpstreamCommit[];
  readonly removedByShare: number;
  /** When upstream had all files that the patch changes and has none of them any more: the commits that touched them last. */
  readonly goneBy: readonly UpstreamCommit[];
}

/** A landing that was taken out again, and by what; `undone` false when that was itself undone. */
export interface RevertFacts {
  readonly landing: UpstreamCommit;
  readonly by: UpstreamCommit;
  /** `inverse`: it says nothing, and is the patch backwards, nothing else; `content`: nearly so. */
  readonly how: 'cites' | 'subject' | 'inverse' | 'content';
  /** Share of the patch that the revert takes back, or null when its diff was not compared. */
  readonly share: number | null;
  readonly standing: boolean;
}

export interface CitationFacts {
  /** As written. */
  readonly oid: string;
  /** The upstream commit it names, or null when upstream has none of that name. */
  readonly commit: UpstreamCommit | null;
}

export interface Facts {
  readonly patch: Patch;
  readonly noise: NoiseReason | null;
  /** The upstream commit that is the patch itself. */
  readonly ancestor: UpstreamCommit | null;
  /** True when a commit of the default branch that stands takes that one back. */
  readonly ancestorUndone: boolean;
  /** True when every file ends in blobs that one upstream commit made from the same blobs. */
  readonly sameBlobs: readonly UpstreamCommit[];
  /** The first of these whose diff could not be read (too large, objects missing): equal blobs are all there is to tell. */
  readonly provenByBlobs: UpstreamCommit | null;
  readonly citations: readonly CitationFacts[];
  readonly cover: CoverFacts;
  /** The same with commits of the next refs as well; null where there are none. */
  readonly coverInNext: CoverFacts | null;
  /** Other patches of the stack that the same single commit covers. */
  readonly sharedWith: readonly string[];
  /** Best candidates, best first, landing or not. */
  readonly candidates: readonly CommitHolds[];
  readonly reverts: readonly RevertFacts[];
  readonly tip: TipFacts | null;
  readonly declared: Declared | null;
  /** What became of it where it was sent: the most telling one; null while nothing was asked or found. */
  readonly submission: Submission | null;
  /** Is this commit already in the history of every branch that carries the patch? */
  readonly inBase: (commit: UpstreamCommit) => boolean;
  /** First release that holds a commit, or null. */
  readonly releaseOf: (commit: UpstreamCommit) => string | null;
  /** Names of all releases, oldest first. */
  readonly releases: readonly string[];
  readonly follows: 'branch' | 'releases';
  /** Commits of the stack that take this patch back downstream. */
  readonly cancelledBy: readonly string[];
}
