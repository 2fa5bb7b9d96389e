// Puts the lines of two hunks into rows: paired lines beside each other as far as their order allows, the rest alone.
import type { BesideRow, SideLine } from '../model/beside.js';
import type { LineMatch } from '../model/explanation.js';

/** A line to lay out; `match` is what to say of it when it stands alone. */
export interface Laid {
  readonly line: SideLine;
  readonly match: LineMatch | null;
}

/** A line of ours and the line of theirs that it is, by place. */
export interface Pair {
  readonly ours: number;
  readonly theirs: number;
  readonly match: LineMatch | null;
}

/** Every line of both sides once, each side in its order. Pairs that cross others are told as `moved`, on both sides. */
export function alignRows(ours: readonly Laid[], theirs: readonly Laid[], pairs: readonly Pair[]): BesideRow[] {
  const kept = longestInOrder(pairs.toSorted((a, b) => a.ours - b.ours));
  const rows: BesideRow[] = [];
  let [left, right] = [0, 0];
  for (const pair of kept) {
    rows.push(...gapRows(ours.slice(left, pair.ours), theirs.slice(right, pair.theirs)));
    rows.push(rowOf(ours[pair.ours], theirs[pair.theirs], pair.match));
    [left, right] = [pair.ours + 1, pair.theirs + 1];
  }
  return [...rows, ...gapRows(ours.slice(left), theirs.slice(right))];
}

/** Longest increasing subsequence by patience sorting (Fredman 1975), over the places of theirs. */
function longestInOrder(pairs: readonly Pair[]): Pair[] {
  const ends: number[] = [];
  const before: number[] = [];
  const theirs = (place: number | undefined) => pairs[place ?? -1]?.theirs ?? -1;
  pairs.forEach((pair, place) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (theirs(ends[middle]) < pair.theirs) low = middle + 1;
      else high = middle;
    }
    before[place] = ends[low - 1] ?? -1;
    ends[low] = place;
  });
  const kept: Pair[] = [];
  for (let place = ends.at(-1) ?? -1; place >= 0; place = before[place] ?? -1) kept.push(pairs[place] as Pair);
  return kept.reverse();
}

/** Between two pairs: equal context beside each other, then what is ours, then what is theirs. */
function gapRows(ours: readonly Laid[], theirs: readonly Laid[]): BesideRow[] {
  const most = Math.min(ours.length, theirs.length);
  let head = 0;
  while (head < most && isSameContext(ours[head], theirs[head])) head += 1;
  let tail = 0;
  while (tail < most - head && isSameContext(ours.at(-1 - tail), theirs.at(-1 - tail))) tail += 1;
  const beside = (from: number, to: number, shift: number) =>
    ours.slice(from, to).map((one, at) => rowOf(one, theirs[from + at + shift], null));
  return [
    ...beside(0, head, 0),
    ...middleRows(ours.slice(head, ours.length - tail), theirs.slice(head, theirs.length - tail)),
    ...beside(ours.length - tail, ours.length, theirs.length - ours.length),
  ];
}

/** Context that each side has once parts the rest (as in patience diff, Cohen 2003); without any, the sides stand alone. */
function middleRows(ours: readonly Laid[], theirs: readonly Laid[]): BesideRow[] {
  const other = onceOnly(theirs);
  const pairs = [...onceOnly(ours)].flatMap(([text, place]): Pair[] => {
    const partner = other.get(text);
    return partner === undefined ? [] : [{ ours: place, theirs: partner, match: null }];
  });
  if (pairs.length > 0) return alignRows(ours, theirs, pairs);
  return [
    ...ours.map(({ line, match }) => ({ ours: line, theirs: null, match })),
    ...theirs.map(({ line, match }) => ({ ours: null, theirs: line, match })),
  ];
}

/** Places of the lines of context, by their text, that are there once and are more than blanks. */
function onceOnly(side: readonly Laid[]): Map<string, number> {
  const places = new Map<string, number>();
  const twice = new Set<string>();
  side.forEach(({ line: { sign, text } }, place) => {
    if (sign !== ' ' || text.trim() === '') return;
    if (places.has(text)) twice.add(text);
    places.set(text, place);
  });
  for (const text of twice) places.delete(text);
  return places;
}

function isSameContext(one: Laid | undefined, other: Laid | undefined): boolean {
  return one?.line.sign === ' ' && other?.line.sign === ' ' && one.line.text === other.line.text;
}

function rowOf(ours: Laid | undefined, theirs: Laid | undefined, match: LineMatch | null): BesideRow {
  return { ours: ours?.line ?? null, theirs: theirs?.line ?? null, match };
}
