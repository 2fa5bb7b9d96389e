// The changes that downstream patches make, and that upstream makes when they land.
import type { Chance } from './chance.js';
import { reworded, statement } from './source-text.js';
import type { SourceFile } from './source-tree.js';

/** Lines put behind, or in the place of, a line that stands once in its file. */
export interface PatchHunk {
  readonly file: SourceFile;
  readonly anchor: string;
  readonly replaces: boolean;
  readonly added: readonly string[];
}

/** A part of the file that no other patch uses: the anchor is kept from then on. */
export function planHunk(chance: Chance, file: SourceFile): PatchHunk {
  const loose = file.lines.filter((line) => line.length > 30 && line.endsWith(';') && !file.kept.has(line));
  const anchor = chance.pick(loose);
  file.kept.add(anchor);
  const added = Array.from({ length: 3 + chance.below(8) }, () => statement(chance));
  return { file, anchor, replaces: chance.happens(0.4), added };
}

/** Makes the change in a file's lines. */
export function applyHunk(lines: string[], hunk: PatchHunk): void {
  const place = lines.indexOf(hunk.anchor);
  if (hunk.replaces) lines.splice(place, 1, ...hunk.added);
  else lines.splice(place + 1, 0, ...hunk.added);
}

/** Takes it back, whatever has come between its lines since. */
export function undoHunk(lines: string[], hunk: PatchHunk): void {
  const first = lines.indexOf(hunk.added[0] ?? '');
  const doomed = new Set(hunk.added);
  const rest = lines.filter((line) => !doomed.has(line));
  if (hunk.replaces) rest.splice(first, 0, hunk.anchor);
  lines.splice(0, lines.length, ...rest);
}

/** The hunk after review: one line in four is another. */
export function reviewed(chance: Chance, hunk: PatchHunk): PatchHunk {
  return { ...hunk, added: hunk.added.map((line, place) => (place % 4 === 1 ? reworded(chance, line) : line)) };
}
