// Which upstream commits took away the old code that a patch changes.
import type { Match } from '../model/match.js';
import type { WeighedPatch } from './measure.js';

/** A commit that took away at least this share of the old lines is named. */
const NAMED_SHARE = 0.3;
/** More names than this help nobody. */
const MOST_NAMED = 3;

/** Upstream commits that took away what a patch removes, and how much of it they took together. */
export interface Removers {
  /** Places in History.commits, those that took most first. */
  readonly commits: readonly number[];
  /** Share of the removed lines, by weight, that some commit read took away: 0 to 1. */
  readonly share: number;
}

/** Finds the removers among a patch's matches. Lines that upstream never had are taken away by nobody. */
export function removersOf(patch: WeighedPatch, matches: readonly Match[]): Removers {
  const removed = patch.lines.keys.map((key, line) => (key % 2 === 0 ? (patch.bits[line] ?? 0) : 0));
  const total = removed.reduce((sum, bits) => sum + bits, 0);
  if (total === 0) return { commits: [], share: 0 };
  const taken = new Set<number>();
  const rated = matches.map((match) => {
    const lines = [...match.lines].filter((line, at) => match.kin[at] === 1 && (removed[line] ?? 0) > 0);
    for (const line of lines) taken.add(line);
    return { commit: match.commit, share: lines.reduce((sum, line) => sum + (removed[line] ?? 0), 0) / total };
  });
  const named = rated
    .filter(({ share }) => share >= NAMED_SHARE)
    .sort((a, b) => b.share - a.share || a.commit - b.commit);
  const share = [...taken].reduce((sum, line) => sum + (removed[line] ?? 0), 0) / total;
  return { commits: named.slice(0, MOST_NAMED).map(({ commit }) => commit), share };
}
