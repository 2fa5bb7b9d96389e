// The words for a submission that every format shares.
import type { Submission, SubmissionEvent } from '../model/submission.js';
import { day, percent } from './figures.js';

/** What it is and how it stands, in one line. */
export function submissionWords(submission: Submission): string {
  const { source, id, version, state, since, waitingOn, who, says } = submission;
  const when = since === null ? '' : ` since ${day(since)}`;
  const whom = who === null ? '' : ` (${who})`;
  const name = `${source} ${id}${version > 1 ? `, version ${version}` : ''}`;
  return `${name}: ${state}${when}, waiting on ${waitingOn}${whom}: ${says}`;
}

/** How it is known to be this patch, and how fresh the answer is. */
export function submissionProof({ match, share, asOf }: Submission): string {
  const how = share === null ? `known by ${match}` : `known by ${match}, ${percent(share)} of this patch`;
  return asOf === null ? how : `${how}; as of ${day(asOf)}`;
}

/** One step of the time line, without its day. */
export function eventWords({ who, says }: SubmissionEvent): string {
  return `${who}: ${says}`;
}
