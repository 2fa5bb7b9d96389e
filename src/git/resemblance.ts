// Whether a content resembles any of many by git's own measure of renames: told for all of them at once, by an index of
// what they are made of, where git compares each pair.
import { NEWLINE } from './records.js';

/** Buckets that git sorts pieces into (`HASHBASE` in git's diffcore-delta.c), and the longest piece. */
const [BUCKETS, LONGEST] = [107_927, 64];
const RETURN = 13;

/** Bytes of a content by bucket: which buckets, and how many bytes in each. */
interface Pieces {
  readonly buckets: Int32Array;
  readonly bytes: Int32Array;
}

/** Contents that others are held against. */
export class Resemblance {
  private readonly sizes: number[] = [];
  /** By bucket, pairs of a content's place and its bytes there. */
  private readonly holders: number[][] = [];
  private readonly counts = new Int32Array(BUCKETS);

  add(content: Buffer): void {
    const place = this.sizes.push(content.length) - 1;
    const { buckets, bytes } = this.piecesOf(content);
    for (const [at, bucket] of buckets.entries()) {
      const holders = this.holders[bucket];
      if (holders) holders.push(place, bytes[at] as number);
      else this.holders[bucket] = [place, bytes[at] as number];
    }
  }

  /**
   * Places of the contents that git could take for this one, moved: at least half of the larger of the two is in both
   * (git's `estimate_similarity`). None is left out that git would find; a few more are told: a last line without an end
   * counts here.
   */
  resembling(content: Buffer): number[] {
    const { buckets, bytes } = this.piecesOf(content);
    const shared = new Int32Array(this.sizes.length);
    for (const [at, bucket] of buckets.entries()) {
      const own = bytes[at] as number;
      const holders = this.holders[bucket] ?? [];
      for (let pair = 0; pair < holders.length; pair += 2) {
        const place = holders[pair] as number;
        shared[place] = (shared[place] as number) + Math.min(own, holders[pair + 1] as number);
      }
    }
    return [...shared.keys()].filter(
      (place) => (shared[place] as number) * 2 >= Math.max(content.length, this.sizes[place] as number),
    );
  }

  /** Cuts a content where git's `hash_chars` does: behind line ends, and after 64 bytes. */
  private piecesOf(content: Buffer): Pieces {
    const { counts } = this;
    const buckets: number[] = [];
    const isText = !content.subarray(0, LOOKED_AT).includes(0);
    let [one, two, length] = [0, 0, 0];
    for (let at = 0; at < content.length; at++) {
      const byte = content[at] as number;
      if (isText && byte === RETURN && content[at + 1] === NEWLINE) continue;
      const before = one;
      one = (((one << 7) ^ (two >>> 25)) + byte) >>> 0;
      two = ((two << 7) ^ (before >>> 25)) >>> 0;
      length += 1;
      if (length < LONGEST && byte !== NEWLINE && at < content.length - 1) continue;
      const bucket = ((one + Math.imul(two, 0x61)) >>> 0) % BUCKETS;
      if (counts[bucket] === 0) buckets.push(bucket);
      counts[bucket] = (counts[bucket] as number) + length;
      [one, two, length] = [0, 0, 0];
    }
    const bytes = Int32Array.from(buckets, (bucket) => counts[bucket] as number);
    for (const bucket of buckets) counts[bucket] = 0;
    return { buckets: Int32Array.from(buckets), bytes };
  }
}

/** Bytes in which git looks for a NUL to tell binary files. */
const LOOKED_AT = 8000;
