// Three texts into one: what both sides did to the base, line by line; null where they did different things to the same place.

interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** The merged text, or null for a conflict. Changes that touch each other conflict, unless they are the same. */
export function mergeText(base: string, ours: string, theirs: string): string | null {
  const lines = linesOf(base);
  const left = hunksBetween(lines, linesOf(ours));
  const right = hunksBetween(lines, linesOf(theirs));
  const merged: string[] = [];
  let at = 0;
  while (left.length + right.length > 0) {
    const [mine, other] = [left[0], right[0]];
    if (mine && other && mine.start <= other.end && other.start <= mine.end) {
      if (!sameHunk(mine, other)) return null;
      right.shift();
    }
    const first = !other || (mine && mine.start <= other.start) ? left.shift() : right.shift();
    if (!first) break;
    merged.push(...lines.slice(at, first.start), ...first.lines);
    at = first.end;
  }
  return [...merged, ...lines.slice(at)].join('');
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function sameHunk(a: Hunk, b: Hunk): boolean {
  return a.start === b.start && a.end === b.end && a.lines.join('') === b.lines.join('');
}

function hunksBetween(before: readonly string[], after: readonly string[]): Hunk[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const shorter = Math.min(before.length, after.length) - head;
  while (tail < shorter && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const kept = longestCommon(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  kept.push([before.length - tail - head, after.length - tail - head]);
  const hunks: Hunk[] = [];
  let [i, j] = [head, head];
  for (const [x, y] of kept) {
    if (head + x > i || head + y > j) hunks.push({ start: i, end: head + x, lines: after.slice(j, head + y) });
    [i, j] = [head + x + 1, head + y + 1];
  }
  return hunks;
}

/** Places (before, after) of the lines of a longest common subsequence. */
function longestCommon(before: readonly string[], after: readonly string[]): [number, number][] {
  const width = after.length + 1;
  const length = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => length[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      length[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    if (before[i] === after[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}
