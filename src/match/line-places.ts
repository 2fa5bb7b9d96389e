// Where a patch has each of its lines.
import { KeyTable } from './key-table.js';
import { NumberLists } from './number-lists.js';

/** The places of lines by their signed key. */
export class LinePlaces {
  private readonly table: KeyTable;
  private readonly lists: NumberLists;

  constructor(keys: readonly number[]) {
    this.table = new KeyTable(keys.length);
    const numbers = Int32Array.from(keys, (key) => this.table.add(key));
    this.lists = new NumberLists(this.table.size, (put) => numbers.forEach((number, line) => put(number, line)));
  }

  has(key: number): boolean {
    return this.table.find(key) >= 0;
  }

  /** The places that have the key, in order; undefined when none has. */
  get(key: number): Int32Array | undefined {
    const number = this.table.find(key);
    return number < 0 ? undefined : this.lists.of(number);
  }
}
