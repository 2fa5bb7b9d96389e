// What became of a patch where it was sent: a pull request, a thread on a list, an entry of Patchwork.
import type { SubmissionConfig } from './config.js';
import type { History } from './history.js';
import type { Notice } from './notice.js';
import type { Patch } from './patch.js';
import type { Settings } from './settings.js';

/** What can have become of it, in the order of a patch's life (docs/GLOSSARY.md says what each means). */
export const SUBMISSION_STATES = [
  'draft',
  'waiting',
  'answered',
  'checks-failing',
  'changes-requested',
  'approved',
  'queued',
  'merged',
  'refused',
  'replaced',
  'reverted',
] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

/** Who has to move next: `you`, who carry and sent the patch; `them`, upstream; `nobody`, because it is over. */
export const MOVERS = ['you', 'them', 'nobody'] as const;
export type Mover = (typeof MOVERS)[number];

/** How a submission was found to be of this patch, surest first. `subject` alone is a hint and settles nothing. */
export const SUBMISSION_MATCHES = ['named', 'commit', 'diff', 'lines', 'content', 'branch', 'subject'] as const;
export type SubmissionMatch = (typeof SUBMISSION_MATCHES)[number];

/** What a reviewer did. */
export const REVIEW_KINDS = ['approved', 'reviewed', 'acked', 'tested', 'changes', 'refused', 'comment'] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

export interface Review {
  /** Name or login. */
  readonly by: string;
  readonly kind: ReviewKind;
  /** ISO 8601 in UTC, or null where the source has no date. */
  readonly date: string | null;
  /** The words that show it, as written; '' where there are none. */
  readonly says: string;
}

/** One step on the time line of a submission. */
export interface SubmissionEvent {
  readonly date: string | null;
  readonly who: string;
  readonly says: string;
  readonly url: string | null;
}

export interface Submission {
  /** Which kind of source told: `github`, `mail`, `patchwork`, `patchew`. */
  readonly source: SubmissionConfig['kind'];
  /** `#12`, a Message-Id, a number: what the source calls it. */
  readonly id: string;
  readonly url: string | null;
  readonly title: string;
  /** Name, login or address of who sent it. */
  readonly author: string;
  /** Of the last version that was sent; 1 where versions are not counted. */
  readonly version: number;
  readonly state: SubmissionState;
  /** Since when it is in this state: ISO 8601 in UTC, or null where the source does not say. */
  readonly since: string | null;
  readonly sent: string | null;
  readonly waitingOn: Mover;
  /** The list, reviewer or maintainer concerned, or null. */
  readonly who: string | null;
  /** One sentence: the state, and the words or facts that show it. */
  readonly says: string;
  readonly reviews: readonly Review[];
  readonly match: SubmissionMatch;
  /** Share of the patch that was sent as it is carried: 0 to 1; null where the diff was not compared. */
  readonly share: number | null;
  /** Upstream commit that merged it, as the source says, or null. */
  readonly commit: string | null;
  readonly events: readonly SubmissionEvent[];
  /** When the source was last asked or read: ISO 8601 in UTC. */
  readonly asOf: string | null;
}

/** A patch whose submissions are wanted, by its place in the stack. */
export interface Wanted {
  readonly place: number;
  readonly patch: Patch;
  /** Addresses a person gave for it, in trailers or annotations. */
  readonly urls: readonly string[];
}

/** What is asked of the sources of one project. */
export interface SubmissionQuestion {
  readonly project: string;
  readonly sources: readonly SubmissionConfig[];
  readonly wanted: readonly Wanted[];
  /** Short names of the branches that carry the patches. */
  readonly branches: readonly string[];
  readonly history: History;
  readonly settings: Settings;
  /** True for paths that carry no evidence: change logs, generated files. */
  readonly ignored: (path: string) => boolean;
  readonly now: Date;
  readonly signal: AbortSignal | undefined;
  readonly progress: (stage: string, done: number, total: number) => void;
}

/** What the sources answered: by place in the stack, and what they could not say. */
export interface SubmissionAnswer {
  readonly found: ReadonlyMap<number, readonly Submission[]>;
  readonly notices: readonly Notice[];
}

/** Asks where patches were sent what became of them. Never fails for what the world does: that is a notice. */
export type AskSubmissions = (question: SubmissionQuestion) => Promise<SubmissionAnswer>;

/** False for a mere hint: one found by its subject alone settles nothing. */
export function isFirm({ match }: Pick<Submission, 'match'>): boolean {
  return match !== 'subject';
}
