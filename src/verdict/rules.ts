// The ordered table of verdicts: the first rule that answers wins, and every rule says why it did or did not.
import type { CommitHolds, CoverFacts, Facts } from '../model/facts.js';
import type { VerdictSettings } from '../model/settings.js';
import type { Status } from '../model/status.js';

/** What a rule concludes. */
export interface Conclusion {
  readonly status: Status;
  /** 0 to 1. */
  readonly confidence: number;
  /** The commits it rests on, with what each covers. */
  readonly commits: readonly { readonly holds: CommitHolds; readonly gain: number }[];
  readonly coverage: number;
  readonly says: string;
}

/** One row of the table: a conclusion, or the reason for having none. */
export interface Rule {
  readonly name: string;
  readonly ask: (facts: Facts, settings: VerdictSettings) => Conclusion | string;
}

/** Confidence of each kind of conclusion, set by hand until "Right on real stacks" calibrates it. */
const SURE = {
  proof: 1,
  identical: 0.99,
  rebased: 0.98,
  modifiedLeast: 0.75,
  modifiedMost: 0.97,
  absorbed: 0.85,
  reapplied: 0.93,
  partial: 0.8,
  reverted: 0.93,
  superseded: 0.65,
  queued: 0.9,
  ambiguous: 0.5,
} as const;

/** Pending with nothing like it upstream is surer than pending with a distant likeness. */
const PENDING = { most: 0.95, least: 0.6 } as const;

export const RULES: readonly Rule[] = [
  { name: 'held', ask: held },
  { name: 'noise', ask: noise },
  { name: 'ancestry', ask: ancestry },
  { name: 'reverted', ask: reverted },
  { name: 'landed', ask: landed },
  { name: 'absorbed', ask: absorbed },
  { name: 'partial', ask: partial },
  { name: 'queued', ask: queued },
  { name: 'declared', ask: declared },
  { name: 'ambiguous', ask: ambiguous },
  { name: 'superseded', ask: superseded },
  { name: 'pending', ask: pending },
];

function held(facts: Facts): Conclusion | string {
  if (!facts.declared?.hold) return 'no annotation holds the verdict';
  return {
    status: facts.declared.status,
    confidence: SURE.proof,
    commits: [],
    coverage: facts.cover.share,
    says: `held by annotation: ${facts.declared.reason ?? facts.declared.text}`,
  };
}

function noise(facts: Facts): Conclusion | string {
  if (!facts.noise) return 'it changes more than white space, change logs and generated files';
  const what = {
    empty: 'it changes nothing',
    changelog: 'it changes change logs only',
    generated: 'it changes generated files only',
    whitespace: 'it changes white space only',
  }[facts.noise];
  return { status: 'noise', confidence: SURE.proof, commits: [], coverage: 0, says: what };
}

function ancestry(facts: Facts): Conclusion | string {
  if (!facts.ancestor) return "the commit itself is not in upstream's history";
  const holds = {
    commit: facts.ancestor,
    containment: 1,
    similarity: 1,
    bits: 0,
    exact: 'diff' as const,
    sameSubject: true,
    sameAuthor: true,
    cited: false,
  };
  return {
    status: 'landed',
    confidence: SURE.proof,
    commits: [{ holds, gain: 1 }],
    coverage: 1,
    says: "the commit itself is in upstream's history",
  };
}

function reverted(facts: Facts, settings: VerdictSettings): Conclusion | string {
  const revert = facts.reverts.find((found) => found.standing);
  if (!revert) return 'no upstream commit takes the landing back';
  if (!holdsEnough(facts.cover, settings)) return 'what was reverted upstream was not this patch';
  if (backAtTip(facts, settings)) return `${short(revert.by.oid)} reverted it, but its content is at the tip again`;
  return {
    ...landing(facts.cover, 'reverted', SURE.reverted),
    says: `landed as ${short(revert.landing.oid)}, taken out again by ${short(revert.by.oid)}`,
  };
}

function landed(facts: Facts, settings: VerdictSettings): Conclusion | string {
  const { cover } = facts;
  if (cover.members.length === 0) return 'no upstream commit holds any distinctive line of it';
  if (!holdsEnough(cover, settings)) {
    return `${percent(cover.share)} of it is in ${names(cover)}: ${percent(threshold(cover, settings))} with ${bitsNeeded(cover, settings)} bits would be a landing (${cover.bits.toFixed(0)} found)`;
  }
  const exact = cover.members[0]?.exact;
  const sure =
    exact === 'diff'
      ? SURE.identical
      : exact === 'lines'
        ? SURE.rebased
        : SURE.modifiedLeast +
          (SURE.modifiedMost - SURE.modifiedLeast) *
            Math.min(1, (cover.share - settings.landedSupported) / (1 - settings.landedSupported));
  return { ...landing(cover, 'landed', sure), says: `${percent(cover.share)} of it is in ${names(cover)}` };
}

function partial(facts: Facts, settings: VerdictSettings): Conclusion | string {
  const { cover } = facts;
  const covered = cover.hunks.filter((hunk) => hunk.share >= settings.hunk);
  const bits = covered.reduce((sum, hunk) => sum + hunk.bits * hunk.share, 0);
  if (covered.length === 0) return 'no hunk of it is upstream as a whole';
  if (covered.length === cover.hunks.length) return 'no hunk of it is missing upstream as a whole';
  if (bits < bitsNeeded(cover, settings))
    return `the ${covered.length} hunks found upstream carry ${bits.toFixed(0)} bits: too little to be sure`;
  const left = cover.hunks.length - covered.length;
  return {
    ...landing(cover, 'partial', SURE.partial),
    says: `${covered.length} of ${cover.hunks.length} hunks are in ${names(cover)}, ${left} left over`,
  };
}

function absorbed(facts: Facts, settings: VerdictSettings): Conclusion | string {
  const { tip } = facts;
  if (!tip) return 'the tip was not looked at';
  if (tip.reapplied === 'empty' && tip.addedBits + tip.removedBits >= settings.supportedBits) {
    return {
      status: 'absorbed',
      confidence: SURE.reapplied,
      commits: [],
      coverage: 1,
      says: 'applied to the upstream tip it changes nothing',
    };
  }
  const all = tip.addedShare >= settings.absorbed && tip.removedShare >= settings.absorbed;
  if (!all)
    return `at the tip ${percent(tip.addedShare)} of what it adds is present, ${percent(tip.removedShare)} of what it removes is gone`;
  if (tip.addedBits < settings.absorbedBits)
    return `what it adds is at the tip, but carries only ${tip.addedBits.toFixed(0)} bits`;
  return {
    status: 'absorbed',
    confidence: SURE.absorbed,
    commits: [],
    coverage: tip.addedShare,
    says: 'what it adds is at the upstream tip, and what it removes is gone there',
  };
}

function queued(facts: Facts, settings: VerdictSettings): Conclusion | string {
  const cover = facts.coverInNext;
  if (!cover) return 'no next ref was read';
  if (!holdsEnough(cover, settings)) return 'no next ref holds it';
  const next = cover.members.find((member) => member.commit.next !== null)?.commit.next ?? 'a next ref';
  return {
    ...landing(cover, 'queued', SURE.queued),
    says: `${percent(cover.share)} of it is in ${next}, not yet in the default branch`,
  };
}

function declared(facts: Facts): Conclusion | string {
  const { declared: said } = facts;
  if (!said) return 'nothing is declared';
  if (!['local', 'submitted', 'rejected', 'queued', 'superseded'].includes(said.status))
    return `declared ${said.status}, which only upstream can show`;
  return {
    status: said.status,
    confidence: SURE.absorbed,
    commits: [],
    coverage: facts.cover.share,
    says: `declared: ${said.reason ?? said.text}`,
  };
}

function ambiguous(facts: Facts, settings: VerdictSettings): Conclusion | string {
  const undecided = {
    status: 'ambiguous' as const,
    confidence: SURE.ambiguous,
    commits: [],
    coverage: facts.cover.share,
  };
  const cited = facts.citations.find((citation) => citation.commit !== null);
  if (cited?.commit) {
    return { ...undecided, says: `it names ${short(cited.commit.oid)}, but their contents differ` };
  }
  const namesake = facts.candidates.find(
    (candidate) => candidate.sameSubject && candidate.containment >= settings.band / 2,
  );
  if (namesake)
    return {
      ...undecided,
      says: `${short(namesake.commit.oid)} has its subject and ${percent(namesake.containment)} of its content`,
    };
  if (facts.cover.members[0]?.exact)
    return { ...undecided, says: `${names(facts.cover)} changes the same lines, but so few that it may be chance` };
  if (facts.cover.share < settings.band || facts.cover.bits < settings.supportedBits)
    return 'no upstream commit is like enough to ask a person';
  return {
    ...undecided,
    says: `${percent(facts.cover.share)} of it is in ${names(facts.cover)}: a person must decide`,
  };
}

function superseded(facts: Facts, settings: VerdictSettings): Conclusion | string {
  const { tip } = facts;
  if (!tip) return 'the tip was not looked at';
  const gone = tip.files.length > 0 && tip.files.every((file) => file.tipPath === null) && tip.removedBy.length > 0;
  const changed = tip.removedShare >= settings.superseded && tip.removedBits >= settings.supersededBits;
  if (!gone && !changed)
    return `${percent(tip.removedShare)} of the old code it changes is gone at the tip (${tip.removedBits.toFixed(0)} bits)`;
  const by = tip.removedBy.length > 0 ? `, by ${tip.removedBy.map((commit) => short(commit.oid)).join(', ')}` : '';
  const what = gone ? 'the files it changes are gone upstream' : 'the old code it changes is gone upstream';
  return {
    status: 'superseded',
    confidence: SURE.superseded,
    commits: [],
    coverage: facts.cover.share,
    says: `${what}${by}`,
  };
}

function pending(facts: Facts): Conclusion {
  const like = facts.candidates[0]?.containment ?? 0;
  const sure = PENDING.most - (PENDING.most - PENDING.least) * Math.min(1, like);
  const says =
    facts.candidates.length === 0
      ? 'nothing like it was found upstream'
      : `the likest upstream commit has ${percent(like)} of it`;
  return {
    status: 'pending',
    confidence: facts.patch.unreadable ? SURE.ambiguous : sure,
    commits: [],
    coverage: facts.cover.share,
    says,
  };
}

/** Enough of the patch, by share and by information, and no hunk of weight left out. */
function holdsEnough(cover: CoverFacts, settings: VerdictSettings): boolean {
  if (cover.members.length === 0) return false;
  if (cover.members[0]?.exact) return cover.bits >= settings.supportedBits || supported(cover);
  const left = cover.hunks.filter((hunk) => hunk.share < settings.hunk).reduce((sum, hunk) => sum + hunk.weight, 0);
  return (
    cover.share >= threshold(cover, settings) &&
    cover.bits >= bitsNeeded(cover, settings) &&
    left < settings.partialShare
  );
}

function threshold(cover: CoverFacts, settings: VerdictSettings): number {
  return cover.members.some((member) => member.sameSubject || member.cited)
    ? settings.landedSupported
    : settings.landed;
}

function bitsNeeded(cover: CoverFacts, settings: VerdictSettings): number {
  return supported(cover) ? settings.supportedBits : settings.landedBits;
}

function supported(cover: CoverFacts): boolean {
  return cover.members.some((member) => member.sameSubject || member.sameAuthor || member.cited);
}

function backAtTip(facts: Facts, settings: VerdictSettings): boolean {
  const { tip } = facts;
  return (
    tip !== null &&
    (tip.reapplied === 'empty' || (tip.addedShare >= settings.absorbed && tip.addedBits >= settings.absorbedBits))
  );
}

function landing(cover: CoverFacts, status: Status, confidence: number): Omit<Conclusion, 'says'> {
  return {
    status,
    confidence,
    coverage: cover.share,
    commits: cover.members.map((member) => ({ holds: member, gain: member.gain })),
  };
}

function names(cover: CoverFacts): string {
  return cover.members.map((member) => short(member.commit.oid)).join(', ');
}

/** Digits by which commits are named in sentences: enough for the largest histories in use. */
const NAME_DIGITS = 12;

function short(oid: string): string {
  return oid.slice(0, NAME_DIGITS);
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
