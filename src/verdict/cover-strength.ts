// When is a cover a landing? Enough of the patch, by share and by information, in files that fit, at a time that fits.
import type { CoverFacts, HunkCover } from '../model/facts.js';
import type { Patch } from '../model/patch.js';
import type { VerdictSettings } from '../model/settings.js';
import { SECONDS_PER_DAY } from '../model/time-units.js';
import { percent, short } from './words.js';

/** All of a patch, but for rounding: an author's date may be that of an import, so age alone does not speak against it. */
export const EVERY_LINE = 0.995;

/** Why the cover is no landing of the whole patch, or null when it is one. */
export function weakness(cover: CoverFacts, patch: Patch, settings: VerdictSettings): string | null {
  const [first] = cover.members;
  if (!first) return 'no upstream commit holds any distinctive line of it';
  // Equal with context and path is git's own measure (patch-id): it holds for one line as for a hundred.
  if (first.exact === 'diff') return null;
  const least = shareNeeded(cover, settings);
  if (cover.share < least)
    return `${percent(cover.share)} of it is in ${names(cover)}: ${percent(least)} would be a landing`;
  const left = weightOf(cover, (hunk) => isMissing(hunk, settings));
  if (left >= settings.partialShare) return `${percent(left)} of it are hunks that ${names(cover)} does not have`;
  if (removesOnly(cover, settings))
    return `${names(cover)} takes the same old code away, but puts something else there`;
  return doubt(cover, cover.bits, patch, settings);
}

/** Is a hunk neither there, nor anything else in its place? A hunk that met another one in its place was changed on landing. */
export function isMissing(hunk: HunkCover, settings: VerdictSettings): boolean {
  return hunk.share < settings.hunk && hunk.beside < settings.placeBits;
}

/** Why what was found may be another change that looks alike, or null when nothing speaks for that. `found` in bits. */
export function doubt(cover: CoverFacts, found: number, patch: Patch, settings: VerdictSettings): string | null {
  const stranger = kinOf(cover) < settings.kin;
  const cited = cover.members.some((member) => member.cited);
  if (cover.members[0]?.exact && isNamed(cover) && !stranger) return null;
  if (goesWithMuchElse(cover, settings)) return `${names(cover)} takes the same old code away, but with much else`;
  const wholly = cover.share >= EVERY_LINE;
  const atHome = wholly && !stranger;
  const told = atHome ? found + placedBits(cover.hunks, settings) : found;
  const needed = isSupported(cover) ? settings.supportedBits : atHome ? settings.inPlaceBits : settings.landedBits;
  if (told < needed) return `what ${names(cover)} has of it carries ${bits(told)}: ${needed} would be enough`;
  // A subject such as "add missing default case" names hundreds of changes: in other files it needs content to speak for it.
  if (stranger && !cited && found < settings.landedBits)
    return `${names(cover)} has it in files of other names, with ${bits(found)} only`;
  if (isNamed(cover)) return null;
  const [other] = cover.renamed;
  if (other && !replacesTheSame(cover, settings))
    return `it defines ${other.ours}, ${names(cover)} ${other.theirs}: renamed in review, or another one like it`;
  if (stranger && (cover.share < settings.stranger || found < settings.strangerBits)) {
    return `${names(cover)} has ${percent(cover.share)} of it, but mostly in files of other names`;
  }
  const oldest = Math.min(...cover.members.map((member) => member.commit.commitDate));
  // A text that is pinned to its base may be as old as that, and the base holds all that is older.
  const plain = wholly && found >= settings.strangerBits;
  if (!plain && patch.atBase === null && oldest < patch.authorDate - settings.daysBefore * SECONDS_PER_DAY)
    return `${names(cover)} is older than the patch itself`;
  return null;
}

/** Share of what the members hold, by weight, that is in files of the same path or telling name. */
export function kinOf(cover: CoverFacts): number {
  const total = cover.members.reduce((sum, member) => sum + member.bits, 0);
  return total === 0 ? 0 : cover.members.reduce((sum, member) => sum + member.bits * member.kin, 0) / total;
}

function shareNeeded(cover: CoverFacts, settings: VerdictSettings): number {
  if (cover.members.some((member) => member.cited)) return settings.landedCited;
  if (isAtLength(cover, settings) && isInPlace(cover, leastAdded(cover, settings), settings))
    return settings.landedAtLength;
  if (isInPlace(cover, settings.landedInPlace, settings)) return settings.landedInPlace;
  return isNamed(cover) ? settings.landedSupported : settings.landed;
}

/** Stands nearly all of the patch where hunks of the commits stand, and is at least this share of what it adds there as well? */
function isInPlace(cover: CoverFacts, least: number, settings: VerdictSettings): boolean {
  if (cover.bits < settings.landedBits) return false;
  const weight = weightOf(cover, ({ beside }) => beside >= settings.placeBits);
  const adds = cover.addedWeight < settings.partialShare || cover.addedShare >= least;
  return adds && weight > 1 - settings.partialShare;
}

/**
 * Of other solutions in the same places up to 8 % of what they add was there word for word, of landings that were edited heavily 29 %
 * and more, on the rows marked `tune`: in between, and above what `removesOnly` takes for no line at all.
 */
const SOME_LINES = 0.25;

/**
 * Is there so much of it, in a commit that does little else, that lines which review left out or made anew are no other change? Another
 * solution has the old code in common, and in what it adds the shape of the lines; not the lines.
 */
function isAtLength(cover: CoverFacts, settings: VerdictSettings): boolean {
  const alike = similarityOf(cover) >= settings.squashSimilarity && cover.equalShare >= SOME_LINES;
  return (
    alike &&
    cover.bits >= settings.strangerBits &&
    weightOf(cover, ({ share }) => share < settings.band) < settings.partialShare
  );
}

/** Code goes only once: where the commit takes the same old code away, less of what comes in its place has to be alike. */
function leastAdded(cover: CoverFacts, settings: VerdictSettings): number {
  return removedBits(cover) >= settings.landedBits ? settings.band : settings.landedAtLength;
}

/** What the old code that goes with both carries. */
function removedBits(cover: CoverFacts): number {
  return cover.share === 0 ? 0 : cover.bits * (1 - (cover.addedShare * cover.addedWeight) / cover.share);
}

/** How much of the patch the hunks are for which `is` holds. */
function weightOf({ hunks }: CoverFacts, is: (hunk: HunkCover) => boolean): number {
  return hunks.filter(is).reduce((sum, { weight }) => sum + weight, 0);
}

/**
 * Does a commit that stands in the same places take the same old code away there? Of many changes that are alike but for their names
 * each takes its own: code goes only once.
 */
function replacesTheSame(cover: CoverFacts, settings: VerdictSettings): boolean {
  return isInPlace(cover, settings.landedInPlace, settings) && removedBits(cover) >= settings.landedBits;
}

/** What the surroundings of the hunks that were found add to the proof, in bits. */
function placedBits(hunks: readonly HunkCover[], settings: VerdictSettings): number {
  const found = hunks.filter((hunk) => hunk.share > 0 && hunk.weight > 0);
  return found.reduce((sum, hunk) => sum + Math.min(settings.placeBits, hunk.placed), 0);
}

/**
 * What the surroundings of whole hunks add to the proof of them, in bits, where the commit does little else: of a patch of which
 * some is missing, surroundings prove nothing beside much other work.
 */
export function standingBits(cover: CoverFacts, whole: readonly HunkCover[], settings: VerdictSettings): number {
  const onlyThese = similarityOf(cover) >= settings.squashSimilarity && kinOf(cover) >= settings.kin;
  if (!onlyThese || whole.some(({ share }) => share < EVERY_LINE)) return 0;
  return placedBits(whole, settings);
}

/** Of other solutions (identifiers of their own in the same code) up to 19 % of what they add was equal: a return, a brace with a word. */
const NO_LINE = 0.2;

/** Is it the removed lines that are alike, while what the patch puts there is not upstream? Then the code went another way. */
export function removesOnly(cover: CoverFacts, settings: VerdictSettings): boolean {
  const large = cover.addedWeight >= settings.partialShare;
  if (large && cover.addedShare < settings.band && cover.addedShare * cover.addedWeight < cover.share / 2) return true;
  // Lines of the same shape, hardly one of them equal, are what another solution has as well. A small part of a long patch may be as
  // many lines as prove a landing, unless the commit bears its name: then they may be lines that it only moves.
  const cited = cover.members.some((member) => member.cited);
  const proves = cover.share > 0 && (cover.addedWeight * cover.bits) / cover.share >= settings.landedBits;
  const many = large || (proves && !isNamed(cover));
  return !cited && many && cover.addedWeight < 1 && cover.equalShare < NO_LINE && cover.addedShare < settings.landed;
}

/** A patch that only takes code away, met by a commit that took the whole file, or the feature, out of the way: no landing of it. */
function goesWithMuchElse(cover: CoverFacts, settings: VerdictSettings): boolean {
  const alike = similarityOf(cover);
  return cover.addedWeight === 0 && !cover.members[0]?.exact && !isNamed(cover) && alike < settings.removalSimilarity;
}

/** How like the patch the likest of the commits is as a whole. */
function similarityOf({ members }: CoverFacts): number {
  return Math.max(0, ...members.map(({ similarity }) => similarity));
}

/** Does the patch name one of the commits, or one of them bear its subject? */
export function isNamed(cover: CoverFacts): boolean {
  return cover.members.some((member) => member.sameSubject || member.cited);
}

/** The commits of a cover in a sentence. */
export function names(cover: CoverFacts): string {
  return cover.members.map((member) => short(member.commit.oid)).join(', ');
}

function isSupported(cover: CoverFacts): boolean {
  return isNamed(cover) || cover.members.some((member) => member.sameAuthor);
}

function bits(value: number): string {
  return `${value.toFixed(0)} bits`;
}
