// A mail as it is read here: what threads and patches need of it, everything decoded.
import type { Person } from '../model/patch.js';

export interface Mail {
  /** Without the angle brackets; null where the mail has none. */
  readonly messageId: string | null;
  /** The mail it answers, without the angle brackets, or null. */
  readonly inReplyTo: string | null;
  /** The mails above it in the thread, oldest first. */
  readonly references: readonly string[];
  readonly from: Person;
  /** Addresses of To and Cc, in lower case. */
  readonly to: readonly string[];
  /** Seconds since 1970, or null where no date can be read. */
  readonly date: number | null;
  readonly subject: string;
  /** The text for people: lines end in LF, flowed lines are joined. */
  readonly text: string;
  /** Texts of attachments that hold a diff. */
  readonly attached: readonly string[];
}

/** Where a mail stands in a series of patches, as its subject says. */
export interface SeriesPlace {
  /** `[PATCH v3 2/7]` is version 3, part 2 of 7; part 0 is the cover letter; a patch by itself is 1 of 1. */
  readonly version: number;
  readonly part: number;
  readonly of: number;
  /** The other words in the brackets, such as `RFC` or `for-9.0`. */
  readonly tags: readonly string[];
}

/** A patch that was sent by mail. */
export interface MailedPatch {
  readonly subject: string;
  /** The commit message: subject, blank line, body, as `git am` would make it. */
  readonly message: string;
  readonly author: Person;
  readonly series: SeriesPlace;
  /** The diff as git prints it, repaired where the mail mangled it. */
  readonly diff: Buffer;
}
