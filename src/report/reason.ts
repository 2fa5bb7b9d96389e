// Chooses, from all that is known of a patch, the one thing a reader wants to be told.
import type { Evidence, Landing, PatchReport } from '../model/report.js';
import { RUNGS, type Rung, type Status } from '../model/status.js';
import { bitsWords, shortId } from './figures.js';
import { byCoverage } from './groups.js';
import { NOISE_WORDS } from './words.js';

/** The most useful sentence about a patch: why its status is what it is; empty when nothing speaks. */
export function reasonOf(patch: PatchReport): string {
  const best = tellingEvidence(patch);
  if (best !== null) return withoutOwnId(best);
  if (patch.noise !== null) return NOISE_WORDS[patch.noise];
  if (patch.declared !== null && DECIDED_BY_PEOPLE.includes(patch.status)) {
    return patch.declared.reason ?? patch.declared.text;
  }
  const candidate = TO_COMPARE.includes(patch.status) ? patch.candidates[0] : undefined;
  return candidate === undefined ? '' : `nearest is ${shortId(candidate.oid)}: ${candidate.says}`;
}

/** A piece of evidence in one line; its commit is named once. */
export function evidenceWords(evidence: Evidence): string {
  const id = evidence.commit === null ? '' : shortId(evidence.commit);
  const bits = evidence.bits === null ? '' : ` (${bitsWords(evidence.bits)})`;
  return `${id === '' || evidence.says.includes(id) ? '' : `${id}: `}${evidence.says}${bits}`;
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

function withoutOwnId({ commit, says }: Evidence): string {
  const lead = commit === null ? '' : `${shortId(commit)}: `;
  return says.startsWith(lead) ? says.slice(lead.length) : says;
}

/** Ids that still leave room for the reason on an 80-column line. */
const NAMED_COMMITS = 2;

const DECIDED_BY_PEOPLE: readonly Status[] = ['local', 'submitted', 'rejected', 'queued', 'superseded'];

/** Every pending patch has some commit that is nearest to it; only here does it matter. */
const TO_COMPARE: readonly Status[] = ['ambiguous', 'superseded'];

/** The rung that tells the story of a status. */
const OWN_RUNG: Partial<Record<Status, Rung>> = {
  reverted: 'revert',
  superseded: 'superseded',
  absorbed: 'tip',
  noise: 'noise',
};

/** Proofs first, then measures, the wider measure before the narrower. */
const TELLING: readonly Rung[] = ['ancestry', 'blobs', 'patch-id', 'lines', 'cover', 'compare', 'citation', 'tip'];

/** These are about a commit upstream; of any other status the rungs of a landing would tell the wrong story. */
const LANDINGS: readonly Status[] = ['landed', 'partial', 'queued'];

function tellingEvidence(patch: PatchReport): Evidence | null {
  const own = ownEvidence(patch);
  if (own !== null || !LANDINGS.includes(patch.status)) return own;
  const rank = (evidence: Evidence) =>
    TELLING.includes(evidence.rung) ? TELLING.indexOf(evidence.rung) : RUNGS.length;
  return (
    patch.evidence
      .filter((evidence) => evidence.speaks === 'for')
      .toSorted((one, other) => rank(one) - rank(other) || (other.bits ?? 0) - (one.bits ?? 0))[0] ?? null
  );
}

/** What takes sides before what does not; of a split, what its commits hold together. */
function ownEvidence(patch: PatchReport): Evidence | null {
  const rung = patch.landing?.shape === 'split' && patch.status !== 'reverted' ? 'cover' : OWN_RUNG[patch.status];
  const own = patch.evidence.filter((evidence) => evidence.rung === rung);
  return own.find((evidence) => evidence.speaks !== 'neither') ?? own[0] ?? null;
}

function shapeOf(landing: Landing): string {
  if (landing.shape === 'squashed') return '(squashed)';
  return landing.shape === 'split' ? '(split)' : '';
}

function releaseOf(landing: Landing, known?: string | null): string {
  if (landing.inBase) return 'in your base';
  if (landing.release === known) return '';
  return landing.release === null ? 'in no release' : `in ${landing.release}`;
}
