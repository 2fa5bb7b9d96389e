// Applies changes to texts in memory, as patch(1) does: at the nearest place where the old lines stand, context may be dropped.
import type { FileChange, Hunk } from '../../model/patch.js';

/** The lines of a file, or null where there is none. */
export type Text = readonly string[] | null;
/** The lines of the file at a path. */
export type ReadText = (path: string) => Text;
/** Files that a change leaves behind. */
export type Changed = ReadonlyMap<string, Text>;

/** Lines of context at either end that need not agree: what patch(1) calls its fuzz. */
const FUZZ = 2;

/** What is left of the files after all changes; null where one of them does not apply. */
export function applyChanges(read: ReadText, changes: readonly FileChange[]): Changed | null {
  const changed = new Map<string, Text>();
  for (const { oldPath, newPath, hunks } of changes) {
    const path = newPath ?? oldPath ?? '';
    const old = changed.get(path) ?? read(path);
    if ((oldPath === null) !== (old === null)) return null;
    const lines = applyHunks(old ?? [], hunks)?.lines;
    if (!lines || (newPath === null && lines.length > 0)) return null;
    changed.set(path, newPath === null ? null : lines);
  }
  return changed;
}

/** Applies the hunks of one file; `at` is where in the old text the changes of each begin. */
export function applyHunks(old: readonly string[], hunks: readonly Hunk[]): { lines: string[]; at: number[] } | null {
  const lines: string[] = [];
  const at: number[] = [];
  let done = 0;
  for (const hunk of hunks) {
    const found = placeOf(old, hunk, done);
    if (!found) return null;
    const { place, kept } = found;
    lines.push(...old.slice(done, place), ...kept.filter(({ sign }) => sign !== '-').map(({ text }) => text));
    at.push(place + kept.findIndex(({ sign }) => sign !== ' '));
    done = place + oldLines(kept).length;
  }
  return { lines: [...lines, ...old.slice(done)], at };
}

function placeOf(old: readonly string[], hunk: Hunk, from: number) {
  for (let fuzz = 0; fuzz <= FUZZ; fuzz++) {
    const { kept, dropped } = trimmed(hunk.lines, fuzz);
    const wanted = oldLines(kept);
    if (wanted.length === 0 && old.length > 0) return null;
    const place = nearest(old, wanted, from, Math.max(0, hunk.oldStart - 1 + dropped));
    if (place !== null) return { place, kept };
  }
  return null;
}

/** The hunk without its outermost lines of context. */
function trimmed(lines: Hunk['lines'], fuzz: number): { kept: Hunk['lines']; dropped: number } {
  const lead = lines.findIndex(({ sign }) => sign !== ' ');
  const tail = [...lines].reverse().findIndex(({ sign }) => sign !== ' ');
  const dropped = Math.min(fuzz, lead);
  return { kept: lines.slice(dropped, lines.length - Math.min(fuzz, tail)), dropped };
}

function oldLines(lines: Hunk['lines']): string[] {
  return lines.filter(({ sign }) => sign !== '+').map(({ text }) => text);
}

function nearest(old: readonly string[], wanted: readonly string[], from: number, near: number): number | null {
  let best: number | null = null;
  for (let place = from; place <= old.length - wanted.length; place++) {
    if (!wanted.every((line, index) => old[place + index] === line)) continue;
    if (best === null || Math.abs(place - near) < Math.abs(best - near)) best = place;
  }
  return best;
}
