// Many short lists of numbers in two typed arrays: a million lists as objects would take a hundred bytes each.

/** Lists of numbers, one for each group; groups are numbered from 0 on. */
export class NumberLists {
  /** Items of group n: items[first[n]] to items[first[n + 1]]. */
  private readonly first: Int32Array;
  private readonly items: Int32Array;

  /** `tell` is called twice, and must tell the same of every item each time: the group that it is in. */
  constructor(groups: number, tell: (put: (group: number, item: number) => void) => void) {
    const ends = new Int32Array(groups + 1);
    tell((group) => (ends[group + 1] = (ends[group + 1] as number) + 1));
    for (let at = 1; at < ends.length; at++) ends[at] = (ends[at] as number) + (ends[at - 1] as number);
    this.first = ends;
    this.items = new Int32Array(ends[groups] as number);
    const next = ends.slice();
    tell((group, item) => {
      const at = next[group] as number;
      this.items[at] = item;
      next[group] = at + 1;
    });
  }

  /** The items of a group, in the order in which they were told. */
  of(group: number): Int32Array {
    return this.items.subarray(this.first[group], this.first[group + 1]);
  }
}
