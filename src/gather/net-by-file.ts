// The net delta of a branch from what becomes of each of its files by itself.
import { findBlobs } from '../git/objects.js';
import { isBelow } from '../git/tree-files.js';
import { type ChangedFile, countTreeChanges, movedFiles } from '../git/tree-change.js';
import type { NetDelta } from '../model/report.js';
import { isAdded } from '../patch/line-key.js';
import { countLines } from './count-lines.js';
import { type FateAtTip, fatesOfBranch, type MovesOf, placeAtTip } from './file-at-tip.js';
import { keepAnswer, readAnswer } from './json-answers.js';
import { type FileMerge, type FindMerge, mergeFiles } from './merge-files.js';
import { type Merging, unlessMissing } from './net-as-whole.js';
import type { TipTree } from './tip-tree.js';

/**
 * The net delta from what becomes of each file by itself: merged where it stands at the tip, or where upstream's history says
 * that it has gone. Null where that is not known.
 */
export async function netByFile(
  merging: Merging,
  { base, files, paths }: BranchChange,
  tip: TipTree,
  moves: MovesOf,
): Promise<NetDelta | null> {
  const movesOf = await movesSince(merging, base, files, tip, moves);
  const fates = fatesOfBranch(files, tip, movesOf);
  if (!fates) return null;
  const findMerge = await mergeFiles(
    merging,
    fates.flatMap((fate) => ('contents' in fate ? fate.contents : [])),
  );
  const placed = files.flatMap((file, at): Placed[] => {
    const [fate, place] = [fates[at], placeAtTip(file, tip, movesOf) ?? file.oldPath];
    return fate && place !== null ? [{ file: { ...file, place }, fate }] : [];
  });
  const lines = await countLines(merging, placed.flatMap(wholeBlobs));
  const net = { files: 0, insertions: 0, deletions: 0, conflicts: 0 };
  for (const { file, fate } of placed) {
    const merged = mergedFile(file, fate, findMerge, lines);
    if (!merged) return null;
    if (merged.conflict) net.conflicts += 1;
    for (const { path, insertions, deletions } of merged.changes) {
      if (!counts(path, paths)) continue;
      net.files += 1;
      net.insertions += insertions;
      net.deletions += deletions;
    }
  }
  return net;
}

/** All that a branch changes of its base, and the paths below which that counts. */
export interface BranchChange {
  readonly base: string;
  readonly files: readonly ChangedFile[];
  readonly paths: readonly string[];
}

/**
 * Where files have gone since the base. What upstream has under a name of a new file is no such file where the base has it,
 * under that name or an earlier one: the branch may have copied it.
 */
async function movesSince(
  { workspace }: Merging,
  base: string,
  files: readonly ChangedFile[],
  tip: TipTree,
  movesOf: MovesOf,
): Promise<MovesOf> {
  const added = files.flatMap((file) => {
    const place = file.oldPath === null ? placeAtTip(file, tip, movesOf) : file.newPath;
    return file.newPath !== null && place !== file.newPath ? [file.newPath] : [];
  });
  if (added.length === 0) return movesOf;
  const names = added.flatMap((path) => movesOf(path).map((name) => ({ commit: base, path: name, of: path })));
  const stood = await unlessMissing(findBlobs(workspace, names));
  const copied = new Set(names.filter((_, at) => stood?.[at] !== null).map(({ of }) => of));
  return (path) => (copied.has(path) ? [path] : movesOf(path));
}

/** A change, and the path at the tip that it is merged into. */
interface PlacedFile extends ChangedFile {
  readonly place: string;
}

interface Placed {
  readonly file: PlacedFile;
  readonly fate: FateAtTip;
}

/** Blobs that come, or go, as wholes, and of whose lines git has not told. */
function wholeBlobs({ file, fate }: Placed): string[] {
  if (fate.does === 'merge') return fate.moves ? [fate.contents.ours] : [];
  return fate.does === 'gone' && file.newPath !== null ? [file.newBlob] : [];
}

/** What becomes of one file: the tip's paths at which something changes, and by how many lines. */
interface MergedFile {
  readonly conflict: boolean;
  readonly changes: readonly { readonly path: string; readonly insertions: number; readonly deletions: number }[];
}

function mergedFile(
  file: PlacedFile,
  fate: FateAtTip,
  findMerge: FindMerge,
  lines: ReadonlyMap<string, number>,
): MergedFile | null {
  const { newPath, newBlob, place: path, insertions, deletions } = file;
  if (fate.does === 'merge') {
    const merge = findMerge(fate.contents);
    const gone = fate.moves ? (lines.get(fate.contents.ours) ?? 0) : null;
    return merge && { conflict: merge.conflict, changes: changesOf(file, merge, gone) };
  }
  // git leaves a file that the tip has no more, and the branch has edited or moved, as the branch has it.
  if (fate.does === 'gone' && newPath !== null)
    return { conflict: true, changes: [{ path: newPath, insertions: lines.get(newBlob) ?? 0, deletions: 0 }] };
  return {
    conflict: fate.does === 'conflict',
    changes: fate.does === 'change' ? [{ path, insertions, deletions }] : [],
  };
}

/** What a merge changes; of a file that moves all lines, which are `gone` in one place, come in another. */
function changesOf({ place: path, newPath }: PlacedFile, merge: FileMerge, gone: number | null): MergedFile['changes'] {
  const insertions = merge.lines.filter(isAdded).length;
  const deletions = merge.lines.length - insertions;
  if (gone === null || newPath === null) return merge.changes ? [{ path, insertions, deletions }] : [];
  return [
    { path, insertions: 0, deletions: gone },
    { path: newPath, insertions: gone - deletions + insertions, deletions: 0 },
  ];
}

function counts(path: string, paths: readonly string[]): boolean {
  return paths.length === 0 || paths.some((folder) => isBelow(path, folder.replace(/\/+$/, '')));
}

/**
 * All that a stack changes of its base, as one; a file that it moves, by git's own search, is one change. Null where git cannot
 * compare them.
 */
export async function changeOfStack(
  { workspace, answers }: Merging,
  base: string,
  own: string,
): Promise<ChangedFile[] | null> {
  const question = `changes and moves ${base} ${own}`;
  const answer = readAnswer<ChangedFile[] | null>(answers, question);
  if (answer !== undefined) return answer;
  const files = await unlessMissing(countTreeChanges(workspace, base, own));
  if (files === null) return null;
  const mayMove = files.some(({ oldPath }) => oldPath === null) && files.some(({ newPath }) => newPath === null);
  const moves = mayMove ? await unlessMissing(movedFiles(workspace, base, own)) : new Map();
  const change = moves && withMoves(files, moves);
  keepAnswer(answers, question, change);
  return change;
}

/** With each file that is moved as one change. */
function withMoves(files: readonly ChangedFile[], moves: ReadonlyMap<string, string>): ChangedFile[] {
  const gone = new Map(files.filter(({ newPath }) => newPath === null).map((file) => [file.oldPath, file]));
  const moved = new Set(moves.values());
  return files
    .filter(({ oldPath, newPath }) => newPath !== null || oldPath === null || !moved.has(oldPath))
    .map((file) => {
      const from = gone.get(moves.get(file.newPath ?? '') ?? null);
      return from ? { ...file, oldPath: from.oldPath, oldBlob: from.oldBlob, oldMode: from.oldMode } : file;
    });
}
