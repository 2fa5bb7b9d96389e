// Numbers the distinct line keys of a stack: a hash table of typed arrays, for a million keys that are looked up for every line read.

/** Keys to numbers from 0 on, in the order in which they were added. Open addressing with linear probing. */
export class KeyTable {
  private readonly slots: Float64Array;
  private readonly numbers: Int32Array;
  private readonly mask: number;
  private count = 0;

  /** Room for so many keys, at most half full: then a look-up takes a step or two. */
  constructor(most: number) {
    const capacity = 2 ** Math.ceil(Math.log2(2 * most + 2));
    this.slots = new Float64Array(capacity).fill(FREE);
    this.numbers = new Int32Array(capacity);
    this.mask = capacity - 1;
  }

  get size(): number {
    return this.count;
  }

  /** The number of a key, which it is given when it is new. Keys are whole and not negative. */
  add(key: number): number {
    const slot = this.slotOf(key);
    if (this.slots[slot] === key) return this.numbers[slot] as number;
    this.slots[slot] = key;
    this.numbers[slot] = this.count;
    return this.count++;
  }

  /** The number of a key, or -1. */
  find(key: number): number {
    const slot = this.slotOf(key);
    return this.slots[slot] === key ? (this.numbers[slot] as number) : -1;
  }

  private slotOf(key: number): number {
    // Keys are hashes already, but their low bits count letters: the halves are mixed (constant of MurmurHash3).
    let slot = Math.imul((key % HALF) ^ Math.floor(key / HALF), 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & this.mask;
    while (this.slots[slot] !== key && this.slots[slot] !== FREE) slot = (slot + 1) & this.mask;
    return slot;
  }
}

const FREE = -1;
const HALF = 2 ** 32;
