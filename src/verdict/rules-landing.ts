// Rules about landings: upstream commits that hold the patch, all of it or part of it, now or once.
import type { CommitHolds, CoverFacts, Facts, HunkCover, RevertFacts } from '../model/facts.js';
import type { UpstreamCommit } from '../model/history.js';
import type { VerdictSettings } from '../model/settings.js';
import type { Status } from '../model/status.js';
import { SURE } from './confidence.js';
import { doubt, isMissing, isNamed, kinOf, names, removesOnly, standingBits, weakness } from './cover-strength.js';
import type { Answer, Conclusion } from './rules.js';
import { isRedone, LEFT_BY_REVERT, lostShare } from './at-tip.js';
import { percent, short } from './words.js';

/** The commit itself is in upstream's history: merged as it is. */
export function ancestry(facts: Facts): Answer {
  if (!facts.ancestor) return "the commit itself is not in upstream's history";
  if (facts.ancestorUndone) return 'the commit itself is upstream, and was taken out again';
  const holds = { ...wholeIn(facts.ancestor), sameSubject: true, sameAuthor: true };
  return {
    status: 'landed',
    confidence: SURE.proof,
    commits: [{ holds, gain: 1 }],
    coverage: 1,
    says: "the commit itself is in upstream's history",
  };
}

/** A commit whose diff could not be read turns the same files from the same old into the same new content. */
export function sameBlobs(facts: Facts): Answer {
  const commit = facts.provenByBlobs;
  if (!commit) return 'no upstream commit that could not be read makes the same change, content for content';
  const says = 'it turns the same files from the same old into the same new content';
  return {
    status: 'landed',
    confidence: SURE.identical,
    commits: [{ holds: wholeIn(commit), gain: 1 }],
    coverage: 1,
    says,
  };
}

/** A commit that is the patch, without its lines being compared. */
function wholeIn(commit: UpstreamCommit): CommitHolds {
  return {
    commit,
    containment: 1,
    similarity: 1,
    bits: 0,
    exact: 'diff',
    kin: 1,
    sameSubject: false,
    sameAuthor: false,
    cited: false,
    byLines: false,
  };
}

/** The patch backwards and nothing else is no rewrite: what is left of a few lines stands elsewhere in these files. */
const LEFT_BY_INVERSE = 0.5;

/** It landed, and a commit that still stands took it out again. */
export function reverted(facts: Facts, settings: VerdictSettings): Answer {
  const revert = facts.reverts.find((found) => found.standing);
  if (!revert) return goneAtTip(facts, settings);
  if (weakness(facts.cover, facts.patch, settings)) return 'what was reverted upstream was not this patch';
  const left = revert.how === 'content' ? LEFT_BY_REVERT : revert.how === 'inverse' ? LEFT_BY_INVERSE : 1;
  const redone = isRedoneWhole(revert, facts, settings);
  // Lines that all stood there before the patch are at the tip whatever became of it.
  if (facts.tip && facts.tip.addedBits > 0 && facts.tip.addedShare > left && !redone) {
    return `${short(revert.by.oid)} took it out, but not all: ${percent(facts.tip.addedShare)} of what it adds is at the tip`;
  }
  if (!redone && backAtTip(facts, settings))
    return `${short(revert.by.oid)} took it out, but its content is at the tip`;
  const says = `taken out again by ${short(revert.by.oid)} (${revert.by.subject})`;
  return { ...landing(facts.cover, 'reverted', SURE.reverted), says };
}

/**
 * Few lines may stand elsewhere in the file as well: what the tip would take once more is not there. Of a revert that is known by its
 * content alone that tells nothing: what it left was rewritten, and the patch may apply beside it.
 */
function isRedoneWhole(revert: RevertFacts, { tip }: Facts, settings: VerdictSettings): boolean {
  return revert.how !== 'content' && tip !== null && isRedone(tip, settings);
}

/** Nobody is known to have taken it out, and yet the tip lacks it, or a hunk of it: a merge may have thrown it away. */
function goneAtTip(facts: Facts, settings: VerdictSettings): Answer {
  const { tip, cover, patch } = facts;
  // A file that upstream keeps under another name is made once more under its own: that tells nothing.
  const elsewhere = tip?.files.some(({ path, tipPath }) => tipPath !== null && tipPath !== path) ?? false;
  const lost = tip && !elsewhere ? lostShare(tip, cover.share) : 0;
  // What stands beside the files of the patch was never in these.
  if (lost < settings.partialShare || isBesideItsFiles(facts, settings) || weakness(cover, patch, settings))
    return 'no upstream commit takes a landing of it back';
  const says = `${names(cover)} had it, but ${percent(lost)} of it is not at the tip; no commit is known to have taken it out`;
  return { ...landing(cover, 'reverted', SURE.gone), says };
}

/** One commit, or the fewest together, hold enough of it. */
export function landed(facts: Facts, settings: VerdictSettings): Answer {
  const { cover } = facts;
  const weak = weakness(cover, facts.patch, settings);
  if (weak) return weak;
  const elsewhere = misplaced(facts, settings);
  if (elsewhere) return elsewhere;
  return { ...landing(cover, 'landed', sureness(cover)), says: whatLanded(facts) };
}

/** Why the landing may be the same few lines at another place, or null: a landing at its own place meets itself at the tip. */
function misplaced(facts: Facts, settings: VerdictSettings): string | null {
  const { cover, tip } = facts;
  if (!tip || !isRedone(tip, settings) || isNamed(cover)) return null;
  // What surrounds it is proof as well where it is the same.
  const enough = cover.members[0]?.exact === 'diff' ? settings.landedBits : settings.strangerBits;
  if (cover.bits >= enough && !isBesideItsFiles(facts, settings)) return null;
  return `${names(cover)} has these lines, but applied to the tip ${percent(tip.redone ?? 0)} of it changes anew: it may be another place`;
}

/** Does it stand in files of other names, while upstream still has a file that the patch changes? Then that was not moved there. */
function isBesideItsFiles({ cover, tip, patch }: Facts, settings: VerdictSettings): boolean {
  const changed = new Set(patch.files.flatMap(({ oldPath }) => oldPath ?? []));
  const stands = tip?.files.some(({ path, tipPath }) => tipPath === path && changed.has(path)) ?? false;
  return stands && kinOf(cover) < settings.kin;
}

function whatLanded({ cover, sharedWith }: Facts): string {
  const exact = cover.members[0]?.exact;
  const what =
    exact === 'diff'
      ? 'the same diff, context included'
      : exact === 'lines'
        ? 'the same lines change; only context or place differs'
        : `${percent(cover.share)} of it is there`;
  const together = cover.members.length > 1 ? `, in ${cover.members.length} commits together` : '';
  const others = sharedWith.length === 1 ? '; so is 1 other patch' : `; so are ${sharedWith.length} other patches`;
  return `${what}${together}${sharedWith.length > 0 ? others : ''}`;
}

/** Whole hunks of it landed, whole hunks did not. */
export function partial(facts: Facts, settings: VerdictSettings): Answer {
  const { cover } = facts;
  // Old code goes for many reasons: a hunk is there when what it adds is, and one that adds nothing only beside others.
  const isThere = ({ insertions, addedShare }: HunkCover) =>
    insertions > 0 ? addedShare >= settings.band : !removesOnly(cover, settings);
  const covered = cover.hunks.filter((hunk) => hunk.share >= settings.hunk && hunk.weight > 0 && isThere(hunk));
  const left = cover.hunks.filter((hunk) => isMissing(hunk, settings)).length;
  if (covered.length === 0) return 'no hunk of it is upstream as a whole';
  if (left === 0) return 'no hunk of it is missing upstream as a whole';
  const undone = facts.reverts.find((revert) => revert.standing);
  if (undone) return `what landed of it was taken out again by ${short(undone.by.oid)}`;
  const weight = covered.reduce((sum, hunk) => sum + hunk.weight, 0);
  if (weight < settings.partialLeast && !isNamed(cover))
    return `the hunks found upstream are ${percent(weight)} of it: too little to speak of a landing`;
  const bits = covered.reduce((sum, hunk) => sum + hunk.bits * hunk.share, 0) + standingBits(cover, covered, settings);
  const doubtful = doubt(cover, bits, facts.patch, settings);
  if (doubtful) return doubtful;
  const says = `${covered.length} of ${cover.hunks.length} hunks landed, ${left} left over`;
  return { ...landing(cover, 'partial', SURE.partial), says };
}

/** It is in a next ref, not yet in the default branch. */
export function queued(facts: Facts, settings: VerdictSettings): Answer {
  const cover = facts.coverInNext;
  if (!cover) return 'no next ref was read';
  const next = cover.members.find((member) => member.commit.next !== null)?.commit.next;
  if (next == null || weakness(cover, facts.patch, settings)) return 'no next ref holds it';
  return {
    ...landing(cover, 'queued', SURE.queued),
    says: `${percent(cover.share)} of it is in ${next}, not yet in the default branch`,
  };
}

function sureness({ members }: CoverFacts): number {
  const exact = members[0]?.exact;
  if (exact === 'diff') return SURE.identical;
  if (exact === 'lines') return SURE.rebased;
  return members.length > 1 ? SURE.split : SURE.modified;
}

function backAtTip({ tip }: Facts, settings: VerdictSettings): boolean {
  if (!tip) return false;
  return tip.reapplied === 'empty' || (tip.addedShare >= settings.absorbed && tip.addedBits >= settings.supportedBits);
}

function landing(cover: CoverFacts, status: Status, confidence: number): Omit<Conclusion, 'says'> {
  return {
    status,
    confidence,
    coverage: cover.share,
    commits: cover.members.map((member) => ({ holds: member, gain: member.gain })),
  };
}
