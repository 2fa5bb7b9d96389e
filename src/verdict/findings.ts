// Where what people wrote and what the repositories show differ, and what else a person should know.
import type { Facts } from '../model/facts.js';
import type { Finding } from '../model/report.js';
import { bugsIn } from '../patch/bug-links.js';
import type { Conclusion } from './rules.js';
import { submissionFindings } from './findings-submissions.js';
import { short } from './words.js';

/** Findings of one patch, most important first; `conclusion` is what was observed, even where a person holds the verdict. */
export function findingsOf(facts: Facts, conclusion: Conclusion): Finding[] {
  return [
    declaredDiffers(facts, conclusion),
    ...submissionFindings(facts),
    ...citations(facts, conclusion),
    cancelled(facts),
    reported(facts),
    unreadable(facts),
  ].filter((finding) => finding !== null);
}

function declaredDiffers(facts: Facts, conclusion: Conclusion): Finding | null {
  const { declared } = facts;
  if (!declared) return null;
  const settled = conclusion.status === 'landed' || conclusion.status === 'absorbed';
  if (settled && declared.status !== 'landed') {
    const as = conclusion.commits.map(({ holds }) => short(holds.commit.oid)).join(', ') || 'content at the tip';
    return { code: 'declared-differs', says: `declared ${declared.status} (${declared.text}), but landed as ${as}` };
  }
  if (!settled && declared.status === 'landed' && conclusion.status !== 'noise') {
    return {
      code: 'declared-differs',
      says: `declared landed (${declared.text}), but observed ${conclusion.status}: ${conclusion.says}`,
    };
  }
  if (conclusion.status === 'queued' && declared.status === 'pending' && facts.submission?.state !== 'queued') {
    return { code: 'declared-differs', says: `declared pending (${declared.text}), but it is queued upstream` };
  }
  return null;
}

function citations(facts: Facts, conclusion: Conclusion): (Finding | null)[] {
  return facts.citations.map((citation) => {
    const name = short(citation.oid);
    if (!citation.commit)
      return {
        code: 'citation-unknown',
        says: `it names ${name}, which the upstream history that was read does not have`,
      };
    const confirmed = conclusion.commits.some(({ holds }) => holds.commit.oid === citation.commit?.oid);
    if (confirmed || conclusion.status === 'noise') return null;
    return { code: 'citation-differs', says: `it names ${name}, but its content is not that commit's` };
  });
}

function cancelled(facts: Facts): Finding | null {
  if (facts.cancelledBy.length === 0) return null;
  return {
    code: 'cancelled-downstream',
    says: `taken back downstream by ${facts.cancelledBy.join(', ')}: both can be dropped together`,
  };
}

function reported({ patch }: Facts): Finding | null {
  const bugs = bugsIn(patch.message);
  return bugs.length === 0 ? null : { code: 'reported', says: `it names the report ${bugs.join(', ')}` };
}

function unreadable(facts: Facts): Finding | null {
  return facts.patch.unreadable
    ? { code: 'unreadable', says: 'its content could not be read, so only its message was compared' }
    : null;
}
