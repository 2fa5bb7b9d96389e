// Where a patch has each of its lines: two typed arrays instead of a map of lists, which took a hundred bytes a line.

/** The places of lines by their signed key. */
export class LinePlaces {
  private readonly sorted: Float64Array;
  private readonly places: Int32Array;

  constructor(keys: readonly number[]) {
    this.places = Int32Array.from(keys.keys()).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
    this.sorted = Float64Array.from(this.places, (place) => keys[place] ?? 0);
  }

  has(key: number): boolean {
    return this.sorted[this.firstOf(key)] === key;
  }

  /** The places that have the key, in order; undefined when none has. */
  get(key: number): Int32Array | undefined {
    const first = this.firstOf(key);
    let end = first;
    while (this.sorted[end] === key) end += 1;
    return end === first ? undefined : this.places.subarray(first, end);
  }

  private firstOf(key: number): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sorted[middle] as number) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
