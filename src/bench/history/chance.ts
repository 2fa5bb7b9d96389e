// Chance that is the same on every machine and every run: what is generated must be comparable.

/** A source of pseudo-random choices. Equal seeds give equal choices. */
export interface Chance {
  /** A whole number from 0 to below `bound`. */
  readonly below: (bound: number) => number;
  /** True in this share of all calls. */
  readonly happens: (share: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** Like `pick`, but the earlier ones far more often: as some files of a project change far more often than others. */
  readonly pickEarly: <T>(list: readonly T[]) => T;
  /** As words are used: the second of the list half as often as the first, the third a third as often (Zipf 1935). */
  readonly pickByRank: <T>(list: readonly T[]) => T;
}

/** Begins a sequence of choices (mulberry32). */
export function chance(seed: number): Chance {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  return {
    below,
    happens: (share) => next() < share,
    pick: (list) => chosen(list, below(list.length)),
    pickEarly: (list) => chosen(list, Math.floor(next() ** 3 * list.length)),
    pickByRank: (list) => chosen(list, Math.floor((list.length + 1) ** next()) - 1),
  };
}

function chosen<T>(list: readonly T[], place: number): T {
  const found = list[place];
  if (found === undefined) throw new RangeError('nothing to choose from');
  return found;
}
