// Is a landing still at the upstream tip? What the lines there show, and what applying the patch would change.
import type { TipFacts } from '../model/facts.js';
import type { VerdictSettings } from '../model/settings.js';

/** Code that was rewritten lives on in part; what was taken out is gone but for lines that stand elsewhere too. */
export const LEFT_BY_REVERT = 0.1;

/** Shares of the patch's lines that the tip has, or has no more, and what these lines carry. */
type Shares = Pick<TipFacts, 'addedShare' | 'addedBits' | 'removedShare' | 'removedBits'>;

/** Share of the patch (0 to 1, by weight) that the tip shows as done: what it adds is present, what it removes is gone. */
export function doneShare({ addedShare, addedBits, removedShare, removedBits }: Shares): number {
  const bits = addedBits + removedBits;
  return bits === 0 ? 1 : (addedShare * addedBits + removedShare * removedBits) / bits;
}

/** Is all of it there: what it adds, so much that it is no chance, is present, and what it removes is gone? */
export function isAtTip(tip: Shares & Pick<TipFacts, 'reapplied'>, settings: VerdictSettings): boolean {
  if (tip.addedBits < settings.absorbedBits) return false;
  return tip.reapplied === 'empty' || (tip.addedShare >= settings.absorbed && tip.removedShare >= settings.absorbed);
}

/** Would the tip take most of it once more? Then it is not there, or not at its place. */
export function isRedone({ redone }: Pick<TipFacts, 'redone'>, settings: VerdictSettings): boolean {
  return redone !== null && redone >= settings.redone;
}

/** Is the tip as if it had never landed, with nothing in its place? */
export function isGone(tip: Shares & Pick<TipFacts, 'redone'>, settings: VerdictSettings): boolean {
  return isRedone(tip, settings) && doneShare(tip) <= LEFT_BY_REVERT;
}

/** A hunk of which less than this is done was taken out, but for lines that stand elsewhere too; of one that was reworded more is left. */
const LEFT_OF_HUNK = 0.25;

/**
 * Share of the patch (0 to 1) that its landing brought and the tip has no more: applying the patch does it once more, and its
 * hunks are not in the files. What stands there in other words cannot be told from it, and counts as there.
 */
export function lostShare({ redone, hunks }: Pick<TipFacts, 'redone' | 'hunks'>, covered: number): number {
  const lost = hunks
    .filter(({ done }) => done < LEFT_OF_HUNK)
    .reduce((sum, hunk) => sum + hunk.weight * (1 - hunk.done), 0);
  return redone === null ? 0 : Math.max(0, Math.min(covered + redone - 1, lost));
}
