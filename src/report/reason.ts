// Words for a landing and for a piece of evidence, the same in every format.
import type { Evidence, Landing, PatchReport } from '../model/report.js';
import { bitsWords, shortId } from './figures.js';
import { byCoverage } from './groups.js';

/** Why the status is what it is, for a list; empty for a pending patch: that nothing was found is said by its group. */
export function reasonOf(patch: PatchReport): string {
  return patch.status === 'pending' ? '' : patch.says;
}

/** A piece of evidence in one line; its commit is named once. */
export function evidenceWords(evidence: Evidence): string {
  const id = evidence.commit === null ? '' : shortId(evidence.commit);
  const bits = evidence.bits === null ? '' : ` (${bitsWords(evidence.bits)})`;
  return `${id === '' ? '' : `${id}: `}${evidence.says}${bits}`;
}

/** Where a landing is: its commits and the release that holds them, in words; `known` is a release said already. */
export function placeOf(landing: Landing, known?: string | null): string {
  const commits = byCoverage(landing.commits);
  const named = commits.slice(0, NAMED_COMMITS).map((commit) => shortId(commit.oid));
  const more = commits.length - named.length;
  const ids = more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
  return [ids === '' ? 'upstream' : ids, shapeOf(landing), releaseOf(landing, known)]
    .filter((part) => part !== '')
    .join(' ');
}

/** Ids that still leave room for the reason on an 80-column line. */
const NAMED_COMMITS = 2;

function shapeOf(landing: Landing): string {
  if (landing.shape === 'squashed') return '(squashed)';
  return landing.shape === 'split' ? '(split)' : '';
}

function releaseOf(landing: Landing, known?: string | null): string {
  if (landing.inBase) return 'in your base';
  if (landing.release === known) return '';
  return landing.release === null ? 'in no release' : `in ${landing.release}`;
}
