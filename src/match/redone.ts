// How much of a patch applying it to the tip would do once more.
import type { FileChange } from '../model/patch.js';
import { signedKey } from '../patch/line-key.js';
import type { WeighedPatch } from './measure.js';

/** The signed keys of all lines that files change. */
export function changedLines(files: readonly Pick<FileChange, 'hunks'>[]): number[] {
  const lines = files.flatMap((file) => file.hunks).flatMap((hunk) => hunk.lines);
  return lines.flatMap(({ sign, key }) => (sign === ' ' ? [] : [signedKey(key, sign === '+')]));
}

/**
 * Share of the patch, by weight of its lines (0 to 1), that stands in the difference between the tip and the tip with
 * the patch on it: the signed keys of its lines.
 */
export function redoneOf(patch: WeighedPatch, difference: Iterable<number>): number {
  const left = new Map<number, number>();
  for (const signed of difference) left.set(signed, (left.get(signed) ?? 0) + 1);
  let bits = 0;
  patch.lines.keys.forEach((signed, line) => {
    const times = left.get(signed) ?? 0;
    if (times === 0) return;
    left.set(signed, times - 1);
    bits += patch.bits[line] ?? 0;
  });
  return patch.total === 0 ? 0 : bits / patch.total;
}
