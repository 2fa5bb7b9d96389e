// The contract of a source: what it is given beside the question, and how one kind is listed.
import type { SubmissionConfig } from '../model/config.js';
import type { Notice } from '../model/notice.js';
import type { Submission, SubmissionQuestion } from '../model/submission.js';

/** What the shell gives the sources. */
export interface Desk {
  /** Folder for indexes and kept answers. Absolute path. */
  readonly dir: string;
  /** False: answers that were kept before are all there is. */
  readonly online: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Waits between tries are multiplied by this: 1 but in tests. */
  readonly patience: number;
}

/** One submission of one patch. */
export interface Found {
  readonly place: number;
  readonly submission: Submission;
}

export interface SourceAnswer {
  readonly found: readonly Found[];
  readonly notices: readonly Notice[];
}

/** One kind of source. Adding one is a file that defines it and a line in index.ts. */
export interface Source<Config extends SubmissionConfig = SubmissionConfig> {
  readonly kind: Config['kind'];
  /** True when it is asked over the network. */
  readonly network: boolean;
  /** Asks it. Throws LandfallError for what is wrong as a whole: the caller makes a notice of it. */
  readonly ask: (config: Config, question: SubmissionQuestion, desk: Desk) => Promise<SourceAnswer>;
  /** Words that change whenever the answer of a run that does not use the network may. */
  readonly stamp: (config: Config, desk: Desk) => Promise<string>;
}
