// What merging a change of a file into the tip does to it, where that depends on what the tip has at its path and on nothing else there.
import { RENAME_LIMIT } from '../git/diffs.js';
import { type Contents, NO_BLOB } from '../git/merge-contents.js';
import { isRegular, SUBMODULE } from '../patch/modes.js';
import { folderOf } from '../patch/paths.js';
import type { TreeFile } from '../git/objects.js';
import { PLAIN } from '../git/tree-bytes.js';
import type { FileChange } from '../model/patch.js';
import type { TipTree } from './tip-tree.js';

/** A change as far as trees tell it; ids are whole. */
export type TreeChange = Pick<FileChange, 'oldPath' | 'newPath' | 'oldBlob' | 'newBlob' | 'oldMode' | 'newMode'>;

/**
 * `change`: it is made as it is; `nothing`: the tip has it already; `merge`: three contents have to be merged, and the file
 * `moves` from where the tip has it, whatever comes of them; `gone`: it is of a file that the tip has nowhere, so far as history tells.
 */
export type FateAtTip =
  | { readonly does: 'change' | 'nothing' | 'conflict' | 'gone' }
  | { readonly does: 'merge'; readonly contents: Contents; readonly moves: boolean };

/** Where upstream's history says that a file has gone: all names that it ever had. */
export type MovesOf = (path: string) => readonly string[];

/**
 * The fates of all files that a branch changes, some of which may be gone, or new in a folder that is; null where git has to
 * be asked.
 */
export function fatesOfBranch(files: readonly TreeChange[], tip: TipTree, movesOf: MovesOf): FateAtTip[] | null {
  if (areTooMany(files)) return null;
  const known = new Map(files.map((file) => [file, fateAlone(file, tip, movesOf)]));
  const others = files.filter((file) => !known.get(file));
  const fates = fatesAt(
    others,
    others.map((file) => placeAtTip(file, tip, movesOf)),
    tip,
  );
  return fates && files.map((file) => known.get(file) ?? fates[others.indexOf(file)] ?? { does: 'gone' });
}

/** Of a file that is gone, and of one that comes where nothing is. */
function fateAlone(file: TreeChange, tip: TipTree, movesOf: MovesOf): FateAtTip | null {
  const { oldPath, newPath, newMode } = file;
  const places = [...movesOf(oldPath ?? newPath ?? ''), newPath ?? oldPath ?? ''];
  if (!places.every((path) => isVacant(path, tip))) return null;
  if (oldPath !== null) return isLeft(file, tip) ? { does: 'gone' } : null;
  return newPath !== null && PLAIN.test(newPath) && isRegular(newMode) ? { does: 'change' } : null;
}

/**
 * Does git leave a file that is gone where the branch has it, with all its lines? Not a submodule, which it holds for a line;
 * nor one that is moved into a folder that is gone as well.
 */
function isLeft(file: TreeChange, tip: TipTree): boolean {
  return file.newMode !== SUBMODULE && (!isMove(file) || tip.hasFolder(folderOf(file.newPath ?? '')));
}

/**
 * The fate of each of the files, which are all that a commit changes; null where git has to be asked. It looks all over the tip
 * for a file that is gone and of which history names more than one place, or none, and for a new one's folder that is.
 */
export function fatesAtTip(files: readonly TreeChange[], tip: TipTree, movesOf: MovesOf): FateAtTip[] | null {
  if (files.length === 0 || areTooMany(files)) return null;
  const places = files.map((file) => surePlace(file, tip, movesOf));
  return fatesAt(files, places, tip);
}

/** The fates of files at these places of the tip. */
function fatesAt(files: readonly TreeChange[], places: readonly (string | null)[], tip: TipTree): FateAtTip[] | null {
  const touched = files.flatMap((file, at) => [...new Set([places[at], isMove(file) ? file.newPath : places[at]])]);
  // Two files that became one are one merge, not two.
  if (new Set(touched).size < touched.length) return null;
  const fates = files.map((file, at) => fateAtTip(file, places[at] ?? null, tip));
  return fates.every((fate) => fate !== null) ? fates : null;
}

/** Does the change itself move the file? */
function isMove({ oldPath, newPath }: Pick<TreeChange, 'oldPath' | 'newPath'>): boolean {
  return oldPath !== null && newPath !== null && oldPath !== newPath;
}

/** The path at the tip that a file's change is merged into; null where that is not known. Of a new file: where upstream has one of that name, moved on or not. */
export function placeAtTip({ oldPath, newPath }: TreeChange, tip: TipTree, movesOf: MovesOf): string | null {
  const path = oldPath ?? newPath;
  if (path === null || tip.entryAt(path)) return path;
  const places = placesOf(path, tip, movesOf);
  return places.length === 0 && oldPath === null ? path : mostAlike(path, places);
}

/**
 * The same as far as it can prove that a change is there already: the only place that history names, and of a new file its own
 * path. The like of it elsewhere may be what it was copied from.
 */
function surePlace({ oldPath, newPath }: TreeChange, tip: TipTree, movesOf: MovesOf): string | null {
  const path = oldPath ?? newPath;
  if (path === null || oldPath === null || tip.entryAt(path)) return path;
  const places = placesOf(path, tip, movesOf);
  return places.length === 1 ? (places[0] ?? null) : null;
}

/** Where history says that a file has gone, as far as the tip has these. */
function placesOf(path: string, tip: TipTree, movesOf: MovesOf): string[] {
  return movesOf(path).filter((place) => tip.byPath.has(place));
}

/** Of the places that history names the one whose path ends most like the old one; null where there are several such, or none. */
function mostAlike(path: string, places: readonly string[]): string | null {
  const alike = places.map((place) => commonEnd(path.split('/'), place.split('/')));
  const most = Math.max(...alike);
  const best = places.filter((_, at) => alike[at] === most);
  return best.length === 1 ? (best[0] ?? null) : null;
}

function commonEnd(one: readonly string[], other: readonly string[]): number {
  const differs = one.toReversed().findIndex((name, at) => name !== other.at(-1 - at));
  return differs < 0 ? one.length : differs;
}

function fateAtTip(file: TreeChange, place: string | null, tip: TipTree): FateAtTip | null {
  const { oldPath, newPath, oldBlob, newBlob, oldMode, newMode } = file;
  if (place === null || !PLAIN.test(place) || newBlob === null) return null;
  const there = tip.entryAt(place);
  if (oldPath === null) return there ? fateOfSecond(there, newBlob, newMode) : fateOfNew(place, newMode, tip);
  if (!there || oldBlob === null || there.oid.length !== oldBlob.length) return null;
  if (!isRegular(there.mode)) return fateOfOpaque(file, place, there);
  if (newPath === null)
    return there.mode === oldMode ? { does: isAsItWas(file, place, there) ? 'change' : 'conflict' } : null;
  if (newMode !== oldMode || (place === oldPath && oldMode !== there.mode)) return null;
  const fate = fateOfContents(there, oldBlob, newBlob);
  if (newPath === oldPath) return fate;
  const contents = contentsOf(there, oldBlob, newBlob);
  if (place === newPath) return fate.does === 'nothing' ? fate : { does: 'merge', contents, moves: false };
  return isFreeToMove(place, oldPath, newPath, tip) ? { does: 'merge', contents, moves: true } : null;
}

/** Only then it can be taken away: one that was moved is still wanted. */
function isAsItWas({ oldPath, oldBlob }: TreeChange, place: string, there: TreeFile): boolean {
  return place === oldPath && there.oid === oldBlob;
}

/** Of a link or a submodule: git merges neither, and leaves what both sides have changed as the tip has it. Where it stands elsewhere, git has to be asked. */
function fateOfOpaque(
  { oldPath, newPath, oldBlob, newBlob, oldMode, newMode }: TreeChange,
  place: string,
  there: TreeFile,
): FateAtTip | null {
  if ([oldPath, newPath].some((path) => path !== place) || [oldMode, newMode].some((mode) => mode !== there.mode))
    return null;
  if (there.oid === oldBlob) return { does: 'change' };
  return { does: there.oid === newBlob ? 'nothing' : 'conflict' };
}

/** Is the file where it was, and nothing where the change moves it? */
function isFreeToMove(place: string, from: string, to: string, tip: TipTree): boolean {
  return place === from && PLAIN.test(to) && isVacant(to, tip) && tip.hasFolder(folderOf(to));
}

function fateOfNew(path: string, mode: string | null, tip: TipTree): FateAtTip | null {
  return isRegular(mode) && isVacant(path, tip) && tip.hasFolder(folderOf(path)) ? { does: 'change' } : null;
}

/** Of a file that both sides have added. */
function fateOfSecond(there: TreeFile, theirs: string, mode: string | null): FateAtTip | null {
  if (!isRegular(mode) || there.mode !== mode || there.oid.length !== theirs.length) return null;
  return fateOfContents(there, NO_BLOB, theirs);
}

function fateOfContents(there: TreeFile, base: string, theirs: string): FateAtTip {
  if (there.oid === base) return { does: 'change' };
  if (there.oid === theirs) return { does: 'nothing' };
  return { does: 'merge', contents: contentsOf(there, base, theirs), moves: false };
}

function contentsOf({ mode, oid }: TreeFile, base: string, theirs: string): Contents {
  return { mode, base, ours: oid, theirs };
}

/** Is nothing at this path, nor a file where a folder of it would be? */
function isVacant(path: string, tip: TipTree): boolean {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) if (tip.entryAt(folder)) return false;
  return !tip.entryAt(path) && !tip.hasFolder(path);
}

/** Are there so many that git does not hold what a commit takes away against what it adds? Else it has paired what it moves. */
function areTooMany(files: readonly TreeChange[]): boolean {
  const added = files.filter(({ oldPath }) => oldPath === null).length;
  const gone = files.filter(({ newPath }) => newPath === null).length;
  return added * gone > RENAME_LIMIT ** 2;
}
