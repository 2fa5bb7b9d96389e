// Which upstream commits took away the old code that a patch changes.
import type { Match } from '../model/match.js';
import type { WeighedPatch } from './measure.js';

/** A commit that took away at least this share of the old lines is named. */
const NAMED_SHARE = 0.3;
/** More names than this help nobody. */
const MOST_NAMED = 3;

/** Places of the commits that removed most of the lines the patch removes, those that removed most first. */
export function removersOf(patch: WeighedPatch, matches: readonly Match[]): number[] {
  const removed = patch.lines.keys.map((key, line) => (key % 2 === 0 ? (patch.bits[line] ?? 0) : 0));
  const total = removed.reduce((sum, bits) => sum + bits, 0);
  if (total === 0) return [];
  const rated = matches.map((match) => ({
    commit: match.commit,
    share:
      match.lines.reduce((sum, line, place) => sum + (removed[line] ?? 0) * (match.credits[place] ?? 0), 0) / total,
  }));
  return rated
    .filter(({ share }) => share >= NAMED_SHARE)
    .sort((a, b) => b.share - a.share || a.commit - b.commit)
    .slice(0, MOST_NAMED)
    .map(({ commit }) => commit);
}
