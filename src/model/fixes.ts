// What `fixes` answers: for each patch that was taken from upstream, or landed there, what upstream did about it later.
import type { Notice } from './notice.js';
import type { Status } from './status.js';

/** Changes of this number break readers of the JSON. */
export const FIXES_SCHEMA_VERSION = 1;

/** How a later commit speaks of an earlier one: it takes it back, mends it, or only names it. */
export const FOLLOW_KINDS = ['reverts', 'fixes', 'cites'] as const;
export type FollowKind = (typeof FOLLOW_KINDS)[number];

/** Whether the downstream has a follow-up: not at all, as a patch of its own, or in its history. */
export const HELD = ['missing', 'carried', 'in-base'] as const;
export type Held = (typeof HELD)[number];

/** A later upstream commit about one that the downstream has. */
export interface FollowUp {
  readonly oid: string;
  readonly subject: string;
  readonly author: string;
  /** ISO 8601 in UTC: the committer's date. */
  readonly date: string;
  /** First release that holds it, or null. */
  readonly release: string | null;
  readonly kind: FollowKind;
  /** The upstream commit it is about: one that was taken, or another follow-up of the list. */
  readonly of: string;
  /** The line of its message that says so. */
  readonly says: string;
  readonly held: Held;
  /** The patch that carries it, when one does. */
  readonly carriedBy: string | null;
}

export interface PatchFixes {
  readonly id: string;
  readonly subject: string;
  readonly status: Status;
  /** Upstream commits that are, or hold, this patch. */
  readonly taken: readonly string[];
  /** Oldest first. */
  readonly followUps: readonly FollowUp[];
}

export interface Fixes {
  readonly schemaVersion: typeof FIXES_SCHEMA_VERSION;
  readonly project: string;
  readonly upstream: string;
  /** Patches whose upstream commits are known, of all patches. */
  readonly looked: { readonly known: number; readonly patches: number };
  /** Only patches that something followed. */
  readonly patches: readonly PatchFixes[];
  readonly notices: readonly Notice[];
}
