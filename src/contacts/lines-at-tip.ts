// Which lines of today's file a patch is about: those it takes away or stands beside, followed to where they are now.
import type { LineRange } from '../git/blame.js';
import type { Hunk } from '../model/patch.js';

/** Lines of the file before the patch that it changes: those removed, and where nothing is, the neighbours of what is inserted. */
export function touchedLines(hunks: readonly Hunk[]): LineRange[] {
  return joined(hunks.flatMap(touchedBy));
}

function touchedBy({ oldStart, lines }: Hunk): LineRange[] {
  const ranges: LineRange[] = [];
  let at = oldStart;
  for (let place = 0; place < lines.length; ) {
    const next = lines.findIndex(({ sign }, later) => later >= place && sign === ' ');
    const run = lines.slice(place, next < 0 ? lines.length : next);
    const removed = run.filter(({ sign }) => sign === '-').length;
    if (removed > 0) ranges.push({ first: at, last: at + removed - 1 });
    else if (run.length > 0) {
      if (place > 0) ranges.push({ first: at - 1, last: at - 1 });
      if (next >= 0) ranges.push({ first: at, last: at });
    }
    at += removed + (next < 0 ? 0 : 1);
    place += run.length + 1;
  }
  return ranges;
}

/** The same lines after the change `meanwhile` (a diff without context): a line that was changed is where its successors are. */
export function carriedOver(ranges: readonly LineRange[], meanwhile: readonly Hunk[]): LineRange[] {
  return joined(
    ranges.flatMap(({ first, last }) =>
      Array.from({ length: last - first + 1 }, (_, at) => lineAfter(first + at, meanwhile)).filter(
        (range) => range !== null,
      ),
    ),
  );
}

function lineAfter(line: number, meanwhile: readonly Hunk[]): LineRange | null {
  let shift = 0;
  for (const { oldStart, newStart, lines } of meanwhile) {
    const olds = lines.filter(({ sign }) => sign === '-').length;
    const news = lines.filter(({ sign }) => sign === '+').length;
    // Where nothing is removed git names the line before.
    if (line < oldStart + (olds === 0 ? 1 : 0)) break;
    if (line < oldStart + olds)
      return newStart === 0 ? null : { first: newStart, last: newStart + Math.max(news, 1) - 1 };
    shift += news - olds;
  }
  return { first: line + shift, last: line + shift };
}

function joined(ranges: readonly LineRange[]): LineRange[] {
  const found: LineRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.first - b.first)) {
    const last = found.at(-1);
    if (last && range.first <= last.last + 1)
      found[found.length - 1] = { first: last.first, last: Math.max(last.last, range.last) };
    else found.push(range);
  }
  return found;
}
