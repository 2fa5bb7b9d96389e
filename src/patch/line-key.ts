// A number that stands for the text of a line, white space folded away, and knows how much text that was.

/** Letters and digits are counted up to here: longer lines are no more distinctive. */
const MOST_COUNTED = 31;
const COUNT_SPAN = MOST_COUNTED + 1;
/** 32 + 15 bits of hash, 5 bits of length, 1 bit of sign: all of a double's 53 exact bits. */
const LOW_HASH_BITS = 15;
const LOW_HASH_SPAN = 2 ** LOW_HASH_BITS;

/**
 * Key of `buffer[start, end)`: equal for lines that differ only in white space, else equal by chance once in 2^47.
 * Two multiply-and-mix hashes side by side (the constants are those of FNV-1a and of MurmurHash3).
 */
export function lineKey(buffer: Uint8Array, start: number, end: number): number {
  let high = 0x811c9dc5;
  let low = 0x9747b28c;
  let count = 0;
  for (let at = start; at < end; at++) {
    const byte = buffer[at] as number;
    if (byte === 32 || (byte >= 9 && byte <= 13)) continue;
    high = Math.imul(high ^ byte, 0x01000193);
    low = Math.imul(low ^ byte, 0xcc9e2d51);
    low ^= low >>> 15;
    if (isWordByte(byte)) count += 1;
  }
  const hash = (high >>> 0) * LOW_HASH_SPAN + ((low >>> 0) & (LOW_HASH_SPAN - 1));
  return hash * COUNT_SPAN + Math.min(count, MOST_COUNTED);
}

/** Letters and digits in the line behind a key, 0 to 31. */
export function wordCharacters(key: number): number {
  return key % COUNT_SPAN;
}

/** The key of a changed line: text and direction together. */
export function signedKey(key: number, added: boolean): number {
  return key * 2 + (added ? 1 : 0);
}

/** Is the changed line one that is added? */
export function isAdded(signed: number): boolean {
  return signed % 2 === 1;
}

/** The key of a changed line without its direction. */
export function unsignedKey(signed: number): number {
  return Math.floor(signed / 2);
}

/** The same text changed in the other direction. */
export function oppositeKey(signed: number): number {
  return signed % 2 === 0 ? signed + 1 : signed - 1;
}

/** Letters, digits, and every byte of a non-ASCII letter. */
function isWordByte(byte: number): boolean {
  return (
    (byte >= 97 && byte <= 122) ||
    (byte >= 65 && byte <= 90) ||
    (byte >= 48 && byte <= 57) ||
    byte >= 0x80 ||
    byte === 95
  );
}
