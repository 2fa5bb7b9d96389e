// Applies a written patch to a file's content, byte for byte: as GNU patch does it, with offsets and fuzz.
import type { RawFile, RawHunk } from './raw-patch.js';

/** Lines of context at either end of a hunk that may differ, as `patch` and `quilt push` allow by default. */
const MOST_FUZZ = 2;

/**
 * The content (bytes as Latin-1; null: no such file) after the patch, or false when it does not fit. Hunks may have moved,
 * and up to two lines of context at their ends may differ.
 */
export function applyFile(before: string | null, file: RawFile): string | null | false {
  if (file.broken || file.binary) return false;
  const creates = file.added || file.hunks.every((hunk) => hunk.oldLines === 0 && hunk.oldStart === 0);
  if (before === null && !creates) return false;
  if (before !== null && before !== '' && file.added) return false;
  let lines = linesOf(before ?? '');
  let from = 0;
  let drift = 0;
  for (const hunk of file.hunks) {
    const place = placeFor(lines, hunk, from, drift);
    if (place === null) return false;
    const { at, old, fresh } = place;
    drift = at - place.expected + drift + fresh.length - old.length;
    lines = [...lines.slice(0, at), ...fresh, ...lines.slice(at + old.length)];
    from = at + fresh.length;
  }
  const after = lines.join('');
  return file.removed ? (after === '' ? null : false) : after;
}

/** True when the content is what the patch leads to: all of it can be taken back, to the letter. */
export function isApplied(content: string | null, file: RawFile): boolean {
  if (file.broken || file.binary || file.hunks.length === 0) return false;
  const lines = linesOf(content ?? '');
  if (file.removed !== (content === null)) return false;
  let [from, drift] = [0, 0];
  return file.hunks.every((hunk) => {
    const fresh = sideOf(hunk, '-');
    if (fresh.length === 0) return lines.length === 0;
    const expected = startOf(hunk.newStart, fresh.length) + drift;
    const at = nearest(expected, from, lines.length - fresh.length, (place) => equalAt(lines, fresh, place, false));
    if (at === null) return false;
    // What is left when lines are taken away are a few lines of context, which may stand anywhere.
    if (at !== expected && !hunk.lines.some((line) => line.startsWith('+'))) return false;
    [from, drift] = [at + fresh.length, drift + at - expected];
    return true;
  });
}

/** Where a hunk fits, and what of it is put there; `expected` is where its header and the hunks above it say. */
interface Place {
  readonly at: number;
  readonly expected: number;
  readonly old: readonly string[];
  readonly fresh: readonly string[];
}

function placeFor(lines: readonly string[], hunk: RawHunk, from: number, drift: number): Place | null {
  const [old, fresh] = [sideOf(hunk, '+'), sideOf(hunk, '-')];
  const context = contextOf(hunk);
  for (let fuzz = 0; fuzz <= MOST_FUZZ; fuzz++) {
    const [head, tail] = [Math.min(fuzz, context.head), Math.min(fuzz, context.tail)];
    if (fuzz > 0 && head + tail === 0) return null;
    const [oldPart, newPart] = [old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail)];
    const expected = startOf(hunk.oldStart, old.length) + head + drift;
    // Without a line to hold on to there is one place only.
    const most = oldPart.length === 0 ? Math.min(expected, lines.length) : lines.length - oldPart.length;
    const least = oldPart.length === 0 ? Math.max(from, most) : from;
    const at = nearest(expected, least, most, (place) => equalAt(lines, oldPart, place, fuzz > 0));
    if (at !== null) return { at, expected, old: oldPart, fresh: newPart };
  }
  return null;
}

/** Lines with their ends; the last may have none. */
function linesOf(content: string): string[] {
  return content === '' ? [] : content.split(/(?<=\n)/);
}

/** The lines of a hunk without those of one sign, each with its end. */
function sideOf({ lines }: RawHunk, without: '+' | '-'): string[] {
  const side: string[] = [];
  lines.forEach((line, place) => {
    if (line.startsWith(without) || line.startsWith('\\')) return;
    side.push(line.slice(1) + (lines[place + 1]?.startsWith('\\') ? '' : '\n'));
  });
  return side;
}

function contextOf({ lines }: RawHunk): { head: number; tail: number } {
  const body = lines.filter((line) => !line.startsWith('\\'));
  const changed = body.map((line) => !line.startsWith(' '));
  const [first, last] = [changed.indexOf(true), changed.lastIndexOf(true)];
  return { head: Math.max(0, first), tail: last < 0 ? 0 : body.length - 1 - last };
}

/** Line numbers count from 1; a side without lines names the line above it. */
function startOf(start: number, length: number): number {
  return length === 0 ? start : start - 1;
}

/** The place nearest to `expected` for which `fits` holds, of places [least, most]; null when there is none. */
function nearest(expected: number, least: number, most: number, fits: (place: number) => boolean): number | null {
  const middle = Math.min(Math.max(expected, least), most);
  for (let distance = 0; middle - distance >= least || middle + distance <= most; distance++) {
    for (const place of distance === 0 ? [middle] : [middle - distance, middle + distance])
      if (place >= least && place <= most && fits(place)) return place;
  }
  return null;
}

function equalAt(lines: readonly string[], wanted: readonly string[], at: number, endsMayDiffer: boolean): boolean {
  return wanted.every((line, place) => {
    const there = lines[at + place];
    return there === line || (endsMayDiffer && there?.replace(/\n$/, '') === line.replace(/\n$/, ''));
  });
}
