// Rules about people: what they hold or declare, what a person must decide, and what is left when nothing speaks.
import type { CommitHolds, Facts } from '../model/facts.js';
import type { UpstreamCommit } from '../model/history.js';
import type { VerdictSettings } from '../model/settings.js';
import { SURE } from './confidence.js';
import { kinOf, names, weakness } from './cover-strength.js';
import type { Answer, Conclusion } from './rules.js';
import { isOver } from './rules-submissions.js';
import { percent, short } from './words.js';

/** An annotation asks to leave the verdict as it says. */
export function held(facts: Facts): Answer {
  if (!facts.declared?.hold) return 'no annotation holds the verdict';
  return {
    status: facts.declared.status,
    confidence: SURE.proof,
    commits: [],
    coverage: facts.cover.share,
    says: `held by annotation: ${facts.declared.reason ?? facts.declared.text}`,
  };
}

/** It is no real delta. */
export function noise(facts: Facts): Answer {
  if (!facts.noise) return 'it changes more than white space, change logs and generated files';
  const what = {
    empty: 'it changes nothing',
    changelog: 'it changes change logs only',
    generated: 'it changes generated files only',
    'in-base': 'the base it is pinned to has it already',
    backwards: 'it brings back what upstream had changed before the base',
    whitespace: 'it changes white space only',
  }[facts.noise];
  const confidence = facts.noise === 'backwards' ? SURE.backwards : SURE.proof;
  return { status: 'noise', confidence, commits: [], coverage: 0, says: what };
}

/** Nothing observed speaks, but a person does. */
export function declared(facts: Facts): Answer {
  const { declared: said } = facts;
  if (!said) return 'nothing is declared';
  if (isOver(facts.submission) && ['submitted', 'queued'].includes(said.status))
    return `declared ${said.status}, but that is over`;
  if (!['local', 'submitted', 'rejected', 'queued', 'superseded'].includes(said.status))
    return `declared ${said.status}, which only upstream can show`;
  return {
    status: said.status,
    confidence: SURE.declared,
    commits: [],
    coverage: facts.cover.share,
    says: `declared: ${said.reason ?? said.text}`,
  };
}

/** Too much for chance, too little for a landing: a person must decide. */
export function ambiguous(facts: Facts, settings: VerdictSettings): Answer {
  const { cover } = facts;
  const undecided = { status: 'ambiguous' as const, confidence: SURE.ambiguous, commits: [], coverage: cover.share };
  const cited = facts.citations.find((citation) => citation.commit !== null)?.commit;
  if (cited) return { ...undecided, says: namedOnly(cited, facts, settings) };
  const namesake = facts.candidates.find(
    (candidate) => candidate.sameSubject && candidate.containment >= settings.band / 2,
  );
  if (namesake)
    return {
      ...undecided,
      says: `${short(namesake.commit.oid)} has its subject and ${percent(namesake.containment)} of its content`,
    };
  if (cover.members[0]?.exact && kinOf(cover) >= settings.kin)
    return { ...undecided, says: `${names(cover)} changes the same lines, but so few that it may be chance` };
  const { tip } = facts;
  if (tip && tip.addedShare >= settings.absorbed && tip.addedBits >= settings.absorbedBits && (tip.redone ?? 0) > 0)
    return {
      ...undecided,
      says: `its lines stand at the tip, but applied there ${percent(tip.redone ?? 0)} of it changes anew`,
    };
  const kin = kinOf(cover) >= settings.kin;
  const like = cover.share >= (kin ? settings.band : settings.landedSupported);
  if (!like || cover.bits < (kin ? settings.supportedBits : settings.landedBits))
    return 'no upstream commit is like enough to ask a person';
  return { ...undecided, says: `${percent(cover.share)} of it is in ${names(cover)}: a person must decide` };
}

/** What is to be said of the commit that the patch names, which is no landing of it. */
function namedOnly(cited: UpstreamCommit, { candidates }: Facts, { landedCited }: VerdictSettings): string {
  const held = candidates.find(({ commit }) => commit.oid === cited.oid)?.containment ?? 0;
  return held < landedCited
    ? `it names ${short(cited.oid)}, but their contents differ`
    : `it names ${short(cited.oid)}, which has ${percent(held)} of it, but not as a landing that stands`;
}

/** Nothing found. Where a commit has something of it in its own files, the same may have been solved otherwise. */
export function pending(facts: Facts, settings: VerdictSettings): Conclusion {
  const [likest] = facts.candidates;
  const sure = likest && likest.kin >= settings.kin ? SURE.distant : SURE.unlike;
  return {
    status: 'pending',
    confidence: facts.patch.unreadable ? SURE.ambiguous : sure,
    commits: [],
    coverage: facts.cover.share,
    says: likest ? noLanding(likest, facts, settings) : 'nothing like it was found upstream',
  };
}

/** What the likest commit has of it; of one that has much of it, why that is no landing. */
function noLanding({ containment }: CommitHolds, { cover, patch }: Facts, settings: VerdictSettings): string {
  const found = `the likest upstream commit has ${percent(containment)} of it`;
  const doubts = containment < settings.band ? null : weakness(cover, patch, settings);
  return doubts === null ? found : `${found}, and is no landing: ${doubts}`;
}
