// Which patches a line of an upstream commit speaks for, and in how many commits each line was seen.
import { unsignedKey } from '../patch/line-key.js';
import { KeyTable } from './key-table.js';
import { NumberLists } from './number-lists.js';
import type { PatchLines } from './patch-lines.js';

/** Lines that more patches of the stack have than this (licence texts, includes) nominate only patches that have no others. */
const NOMINATING_PATCHES = 100;

/** The lines of a stack (unsigned keys), with what is known of each. */
export class Nominators {
  private readonly table: KeyTable;
  private readonly patches: NumberLists;
  private readonly seen: Uint32Array;

  /** Lines of few patches nominate them; a patch whose lines of that kind are not worth `enough` is nominated by all its lines. */
  constructor(patches: readonly PatchLines[], worth: (key: number) => number, enough: number) {
    this.table = new KeyTable(patches.reduce((sum, patch) => sum + patch.keys.length, 0));
    const numbered = patches.map((patch) =>
      Int32Array.from(new Set(patch.keys.map((key) => this.table.add(unsignedKey(key))))),
    );
    const carriers = new Int32Array(this.table.size);
    for (const numbers of numbered) for (const number of numbers) carriers[number] = (carriers[number] ?? 0) + 1;
    const isRare = (number: number) => (carriers[number] ?? 0) <= NOMINATING_PATCHES;
    const satisfied = patches.map((patch) => {
      const keys = new Set(patch.keys.map(unsignedKey).filter((key) => isRare(this.table.find(key))));
      return [...keys].reduce((sum, key) => sum + worth(key), 0) >= enough;
    });
    const chosen = numbered.map((numbers, place) => (satisfied[place] ? numbers.filter(isRare) : numbers));
    this.patches = new NumberLists(this.table.size, (put) =>
      chosen.forEach((numbers, place) => {
        for (const number of numbers) put(number, place);
      }),
    );
    this.seen = new Uint32Array(this.table.size);
  }

  /** Has some patch the line? */
  has(key: number): boolean {
    return this.table.find(key) >= 0;
  }

  /** The patches it nominates, in their order. */
  of(key: number): Int32Array {
    const number = this.table.find(key);
    return number < 0 ? NONE : this.patches.of(number);
  }

  /** Takes note that one more commit has the line. */
  see(key: number): void {
    const number = this.table.find(key);
    if (number >= 0) this.seen[number] = (this.seen[number] ?? 0) + 1;
  }

  /** For each distinct line of the stack, the commits seen to have it. */
  counts(): Uint32Array {
    return this.seen.slice();
  }

  /** Goes on from the counts of an equal stack. */
  recall(counts: Uint32Array): void {
    this.seen.set(counts);
  }

  /** Commits that have the line, of those read. */
  seenIn(key: number): number {
    return this.seen[this.table.find(key)] ?? 0;
  }
}

const NONE = new Int32Array(0);
