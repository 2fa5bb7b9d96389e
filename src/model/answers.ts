// What git answered about objects that never change, kept for the next run.

/**
 * Answers by question. A question names every object and every setting that its answer depends on, so that an answer is
 * never stale; what cannot be answered today for want of objects is not kept.
 */
export interface Answers {
  readonly get: (question: string) => Buffer | undefined;
  readonly add: (question: string, answer: Buffer) => void;
}

/** The answers that are kept for a project; which of them a run asks for again is noted. */
export interface KeptAnswers extends Answers {
  /** Keeps what this run asked for or added, and nothing else. It never fails. */
  readonly keep: () => Promise<void>;
}

/** Remembers nothing: git is asked everything. */
export const NOTHING_ANSWERED: KeptAnswers = {
  get: () => undefined,
  add: () => undefined,
  keep: () => Promise.resolve(),
};
