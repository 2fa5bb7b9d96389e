// What stands for the lines that an upstream commit changes, four bytes a line: enough to find commits by their lines, wherever these are.
import type { DiffSketch, LineSignature } from '../model/known.js';
import { oppositeKey, unsignedKey, wordCharacters } from '../patch/line-key.js';

/** Lines of fewer letters and digits (7 bits at most) are met by chance everywhere: `return 0;` has seven. */
const TELLING_CHARACTERS = 8;

/**
 * The fingerprints of the telling lines of a commit, distinct and in order. A line that it takes away as often as it adds
 * it, in whatever file, was only moved: neither side of it is there.
 */
export function lineSignature({ files }: DiffSketch): LineSignature {
  const counts = new Map<number, number>();
  for (const { lines } of files) for (const signed of lines) counts.set(signed, (counts.get(signed) ?? 0) + 1);
  const prints = new Set<number>();
  for (const [signed, count] of counts)
    if (isTelling(signed) && count > (counts.get(oppositeKey(signed)) ?? 0)) prints.add(linePrint(signed));
  return Uint32Array.from(prints).sort();
}

/** Has the line of a signed key enough letters to be in a signature? */
export function isTelling(signed: number): boolean {
  return wordCharacters(unsignedKey(signed)) >= TELLING_CHARACTERS;
}

/**
 * 32 bits for a signed key. A stack of a million lines meets by chance one line in 4,000 that is none of its own, and a commit
 * is asked for many: what chance brings is read and found to be nothing.
 */
export function linePrint(signed: number): number {
  // Both halves are mixed, as the low bits of a key count letters (constant of MurmurHash3).
  const mixed = Math.imul((signed % HALF) ^ Math.floor(signed / HALF), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

const HALF = 2 ** 32;
