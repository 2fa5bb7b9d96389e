// Where one patch should be sent, and to whom.
import type { Project } from './config.js';

/** Changes of this number break readers of the JSON. */
export const CONTACTS_SCHEMA_VERSION = 1;

/** The answer. People are `Name <address>`, the most concerned first. */
export interface Contacts {
  readonly schemaVersion: typeof CONTACTS_SCHEMA_VERSION;
  readonly patch: { readonly id: string; readonly subject: string; readonly commit: string };
  readonly files: readonly string[];
  readonly project: Project['contribute'];
  readonly sections: readonly MaintainerSection[];
  readonly people: readonly Toucher[];
  /** Files of upstream that say how to contribute. */
  readonly hints: readonly string[];
  /** Command lines to send it with, one of which will do: printed, never run. */
  readonly commands: readonly string[];
  readonly problems: readonly string[];
}

/** Somebody who worked on what the patch changes. */
export interface Toucher {
  readonly who: string;
  /** Lines that the patch changes, as they are upstream today, which this person wrote last. */
  readonly lines: number;
  /** Commits to the patch's files, as far as history was read. */
  readonly commits: number;
  /** Day (YYYY-MM-DD) of the last of either. */
  readonly last: string;
}

/** One section of MAINTAINERS, as far as it says whom to write to. */
export interface MaintainerSection {
  readonly title: string;
  /** `M:` lines, whole: `Name <address>`. */
  readonly maintainers: readonly string[];
  /** `R:` lines. */
  readonly reviewers: readonly string[];
  /** `L:` lines: addresses. */
  readonly lists: readonly string[];
  readonly status: string | null;
}
