// What merging a change of a file into the tip does to it, where that depends on what the tip has at its path and on nothing else there.
import { RENAME_LIMIT } from '../git/diffs.js';
import { type Contents, NO_BLOB } from '../git/merge-contents.js';
import { isRegular } from '../patch/modes.js';
import { folderOf } from '../patch/paths.js';
import type { TreeFile } from '../git/objects.js';
import { PLAIN } from '../git/tree-bytes.js';
import type { FileChange } from '../model/patch.js';
import type { TipTree } from './tip-tree.js';

/** A change as far as trees tell it; ids are whole. */
export type TreeChange = Pick<FileChange, 'oldPath' | 'newPath' | 'oldBlob' | 'newBlob' | 'oldMode' | 'newMode'>;

/**
 * `change`: it is made as it is; `nothing`: the tip has it already; `merge`: three contents have to be merged; `gone`: it
 * is of a file that the tip has nowhere, so far as history tells.
 */
export type FateAtTip =
  | { readonly does: 'change' | 'nothing' | 'conflict' | 'gone' }
  | { readonly does: 'merge'; readonly contents: Contents };

/** Where upstream's history says that a file has gone: all names that it ever had. */
export type MovesOf = (path: string) => readonly string[];

/** The fates of all files, those among them that are gone; null where git has to be asked. */
export function fatesWithGone(files: readonly TreeChange[], tip: TipTree, movesOf: MovesOf): FateAtTip[] | null {
  if (areTooMany(files)) return null;
  const isGone = ({ oldPath, newPath }: TreeChange) =>
    oldPath !== null && (newPath ?? oldPath) === oldPath && movesOf(oldPath).every((path) => isVacant(path, tip));
  const left = files.filter((file) => !isGone(file));
  const fates = left.length === 0 ? [] : fatesAtTip(left, tip, movesOf);
  return fates && files.map((file) => fates[left.indexOf(file)] ?? { does: 'gone' });
}

/** Nothing is known of moves: git has to look for them. */
export const NO_MOVES: MovesOf = (path) => [path];

/**
 * The fate of each of the files, which are all that a commit changes; null where git has to be asked. It looks all over the tip
 * for a file that is gone and of which history does not tell where to, for a new one's folder that is, and for what the commit moves itself.
 */
export function fatesAtTip(files: readonly TreeChange[], tip: TipTree, movesOf: MovesOf): FateAtTip[] | null {
  if (files.length === 0 || areTooMany(files)) return null;
  const places = files.map((file) => placeAtTip(file, tip, movesOf));
  // Two files that became one are one merge, not two.
  if (new Set(places).size < files.length) return null;
  const fates = files.map((file, at) => fateAtTip(file, places[at] ?? null, tip));
  return fates.every((fate) => fate !== null) ? fates : null;
}

/** The path at the tip that a file's change is merged into; null where that is not known. */
export function placeAtTip({ oldPath, newPath }: TreeChange, tip: TipTree, movesOf: MovesOf): string | null {
  const path = newPath ?? oldPath;
  if (path === null || oldPath !== newPath || tip.byPath.has(path)) return path;
  const places = movesOf(path).filter((place) => tip.byPath.has(place));
  return places.length === 1 ? (places[0] ?? null) : null;
}

function fateAtTip(file: TreeChange, place: string | null, tip: TipTree): FateAtTip | null {
  const { oldPath, newPath, oldBlob, newBlob, oldMode, newMode } = file;
  if (place === null || !PLAIN.test(place) || newBlob === null) return null;
  const there = tip.byPath.get(place);
  if (oldPath === null) return there ? fateOfSecond(there, newBlob, newMode) : fateOfNew(place, newMode, tip);
  if (!there || !isRegular(there.mode) || oldBlob === null || there.oid.length !== oldBlob.length) return null;
  if (newPath === null) return there.mode === oldMode ? { does: there.oid === oldBlob ? 'change' : 'conflict' } : null;
  if (newPath !== oldPath || newMode !== oldMode || (place === oldPath && oldMode !== there.mode)) return null;
  return fateOfContents(there, oldBlob, newBlob);
}

function fateOfNew(path: string, mode: string | null, tip: TipTree): FateAtTip | null {
  return isRegular(mode) && isVacant(path, tip) && tip.hasFolder(folderOf(path)) ? { does: 'change' } : null;
}

/** Of a file that both sides have added. */
function fateOfSecond(there: TreeFile, theirs: string, mode: string | null): FateAtTip | null {
  if (!isRegular(mode) || there.mode !== mode || there.oid.length !== theirs.length) return null;
  return fateOfContents(there, NO_BLOB, theirs);
}

function fateOfContents({ mode, oid }: TreeFile, base: string, theirs: string): FateAtTip {
  if (oid === base) return { does: 'change' };
  if (oid === theirs) return { does: 'nothing' };
  return { does: 'merge', contents: { mode, base, ours: oid, theirs } };
}

/** Is nothing at this path? */
function isVacant(path: string, tip: TipTree): boolean {
  return !tip.byPath.has(path) && !tip.submodules.has(path) && !tip.hasFolder(path);
}

/** Are there so many that git does not hold what a commit takes away against what it adds? Else it has paired what it moves. */
function areTooMany(files: readonly TreeChange[]): boolean {
  const added = files.filter(({ oldPath }) => oldPath === null).length;
  const gone = files.filter(({ newPath }) => newPath === null).length;
  return added * gone > RENAME_LIMIT ** 2;
}
