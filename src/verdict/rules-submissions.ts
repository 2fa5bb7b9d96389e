// Rules about where the patch was sent: a request or thread says what people do, never what upstream's history holds.
import type { Facts } from '../model/facts.js';
import { isFirm, type Submission } from '../model/submission.js';
import { SURE } from './confidence.js';
import type { Answer } from './rules.js';
import { short } from './words.js';

/** It was sent, and that is not over: under review, taken by a maintainer, or merged as upstream's history does not show. */
export function submitted(facts: Facts): Answer {
  const { submission } = facts;
  if (!submission) return 'no submission of it was found';
  if (!isFirm(submission)) return `${nameOf(submission)} has its subject, and no more is known`;
  const found = { confidence: SURE.submission, commits: [], coverage: facts.cover.share };
  switch (submission.state) {
    case 'merged':
      return {
        ...found,
        status: 'ambiguous',
        confidence: SURE.ambiguous,
        says: `${saying(submission)}, but its content was not found upstream: a person must decide`,
      };
    case 'reverted':
      return { ...found, status: 'reverted', says: saying(submission) };
    case 'queued':
      return { ...found, status: 'queued', says: saying(submission) };
    case 'refused':
    case 'replaced':
      return `${nameOf(submission)} is over: ${submission.says}`;
    default:
      return { ...found, status: 'submitted', says: saying(submission) };
  }
}

/** It was sent, and that came to nothing. Asked last: maintainers also close a request that they landed by hand. */
export function refused(facts: Facts): Answer {
  const { submission } = facts;
  if (!submission || !isFirm(submission)) return 'no submission of it was refused';
  const found = { confidence: SURE.submission, commits: [], coverage: facts.cover.share, says: saying(submission) };
  if (submission.state === 'refused') return { ...found, status: 'rejected' };
  if (submission.state === 'replaced') return { ...found, status: 'ambiguous', confidence: SURE.ambiguous };
  return `${nameOf(submission)} is not over`;
}

/** True when a submission that is surely of this patch has come to nothing. */
export function isOver(submission: Submission | null): boolean {
  return submission !== null && isFirm(submission) && ['refused', 'replaced'].includes(submission.state);
}

/** A submission in a sentence. A Message-Id would take the line that the words behind it need: its link and `explain` have it. */
export function nameOf({ source, id, version }: Submission): string {
  const name = id.includes('@') ? source : `${source} ${id}`;
  return `${name}${version > 1 ? ` v${version}` : ''}`;
}

function saying(submission: Submission): string {
  const commit = submission.commit === null ? '' : ` as ${short(submission.commit)}`;
  return `${nameOf(submission)}: ${submission.says}${commit}`;
}
