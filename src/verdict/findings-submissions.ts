// What people declared about a submission, checked against what became of it; and how far what was sent is what is carried.
import type { Facts } from '../model/facts.js';
import type { Finding } from '../model/report.js';
import { isFirm } from '../model/submission.js';
import { isOver, nameOf } from './rules-submissions.js';
import { percent } from './words.js';

/** From this share on what was sent is what is carried, but for a line or two. */
const SAME_SHARE = 0.9;

/** Findings about the submission of a patch, most important first. */
export function submissionFindings({ declared, submission }: Facts): Finding[] {
  if (!submission) return [];
  const name = nameOf(submission);
  if (!isFirm(submission)) {
    const says = `${name} has the same subject, but another content: it may be this patch`;
    return [{ code: 'submission-hint', says }];
  }
  const findings: Finding[] = [];
  const said = declared ? `declared ${declared.status} (${declared.text})` : '';
  if (declared && ['submitted', 'queued'].includes(declared.status) && isOver(submission))
    findings.push({ code: 'declared-differs', says: `${said}, but ${name} is over: ${submission.says}` });
  if (declared?.status === 'pending')
    findings.push({ code: 'declared-differs', says: `${said}, but it was sent as ${name}: ${submission.says}` });
  if (declared?.status === 'rejected' && !isOver(submission))
    findings.push({ code: 'declared-differs', says: `${said}, but ${name} says otherwise: ${submission.says}` });
  if (submission.share !== null && submission.share < SAME_SHARE)
    findings.push({
      code: 'submission-differs',
      says: `${name} has ${percent(submission.share)} of this patch: what is carried is another version`,
    });
  return findings;
}
