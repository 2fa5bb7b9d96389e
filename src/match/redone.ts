// How much of a patch applying it to the tip would do once more.
import type { FileChange, Hunk, Line } from '../model/patch.js';
import { signedKey } from '../patch/line-key.js';
import type { WeighedPatch } from './measure.js';

/** The signed keys of all lines that files change. */
export function changedLines(files: readonly Pick<FileChange, 'hunks'>[]): number[] {
  const lines = files.flatMap((file) => file.hunks).flatMap((hunk) => hunk.lines);
  return lines.flatMap(({ sign, key }) => (sign === ' ' ? [] : [signedKey(key, sign === '+')]));
}

/** Keys without others, each as often as it is among these. */
export function without(keys: Iterable<number>, others: Iterable<number>): number[] {
  const left = new Map<number, number>();
  for (const key of others) left.set(key, (left.get(key) ?? 0) + 1);
  return [...keys].filter((key) => {
    const times = left.get(key) ?? 0;
    if (times > 0) left.set(key, times - 1);
    return times === 0;
  });
}

/** Blocks of up to so many lines are known again beside themselves: the context that a diff needs for it. Longer ones prove themselves. */
export const TWICE_LINES = 12;

/**
 * The signed keys of the added lines that a diff puts directly behind or before the same lines. Where what stands around a landing
 * is not what stands around the patch, a merge does not see that both put the same there. The files' hunks need `TWICE_LINES` lines
 * of context.
 */
export function linesPutTwice(files: readonly Pick<FileChange, 'hunks'>[]): number[] {
  return files.flatMap(({ hunks }) => hunks.flatMap(putTwice)).map(({ key }) => signedKey(key, true));
}

function putTwice({ lines }: Hunk): readonly Line[] {
  const twice: Line[] = [];
  for (let start = 0; start < lines.length; start++) {
    if (lines[start]?.sign !== '+') continue;
    let end = start;
    while (lines[end]?.sign === '+') end += 1;
    if (isTwice(lines, start, end)) twice.push(...lines.slice(start, end));
    start = end;
  }
  return twice;
}

/** Is [start, end) the same as the lines around it? A diff may begin such a block at any of its lines: what is before and what is behind count together. */
function isTwice(lines: readonly Line[], start: number, end: number): boolean {
  const length = end - start;
  const same = (at: number, other: number) => lines[at]?.sign === ' ' && lines[at]?.key === lines[other]?.key;
  let before = 0;
  while (before < length && same(start - 1 - before, end - 1 - before)) before += 1;
  let behind = 0;
  while (behind < length && same(end + behind, start + behind)) behind += 1;
  return before + behind >= length;
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
