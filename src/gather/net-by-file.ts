// The net delta of a branch from what becomes of each of its files by itself.
import { isBelow } from '../git/tree-files.js';
import { type ChangedFile, countTreeChanges, movesFiles } from '../git/tree-change.js';
import type { NetDelta } from '../model/report.js';
import { isAdded } from '../patch/line-key.js';
import { countLines } from './count-lines.js';
import type { FateAtTip } from './file-at-tip.js';
import { keepAnswer, readAnswer } from './json-answers.js';
import { type FileMerge, type FindMerge, mergeFiles } from './merge-files.js';
import { type Merging, unlessMissing } from './net-as-whole.js';

/** The net delta from what becomes of each file by itself; null where that is not known. */
export async function netByFile(
  merging: Merging,
  files: readonly ChangedFile[],
  fates: readonly FateAtTip[] | null,
  paths: readonly string[],
): Promise<NetDelta | null> {
  if (!fates) return null;
  const findMerge = await mergeFiles(
    merging,
    fates.flatMap((fate) => ('contents' in fate ? fate.contents : [])),
  );
  const left = fates.flatMap(({ does }, at) => (does === 'gone' ? (files[at] ?? []) : []));
  const lines = await countLines(
    merging,
    left.filter(({ newPath }) => newPath !== null).map(({ newBlob }) => newBlob),
  );
  const net = { files: 0, insertions: 0, deletions: 0, conflicts: 0 };
  for (const [at, fate] of fates.entries()) {
    const file = files[at];
    const merged = file && mergedFile(file, fate, findMerge, lines);
    if (!merged) return null;
    if (merged.conflict) net.conflicts += 1;
    if (!merged.changes || !counts(file, paths)) continue;
    net.files += 1;
    net.insertions += merged.insertions;
    net.deletions += merged.deletions;
  }
  return net;
}

/** What becomes of one file, and by how many lines. */
interface MergedFile extends Pick<FileMerge, 'conflict' | 'changes'>, Pick<ChangedFile, 'insertions' | 'deletions'> {}

function mergedFile(
  { newPath, newBlob, insertions, deletions }: ChangedFile,
  fate: FateAtTip,
  findMerge: FindMerge,
  lines: ReadonlyMap<string, number>,
): MergedFile | null {
  if (fate.does === 'merge') return sizeOf(findMerge(fate.contents));
  if (fate.does !== 'gone')
    return { conflict: fate.does === 'conflict', changes: fate.does === 'change', insertions, deletions };
  // git leaves a file that the tip has no more, and the branch has edited, as the branch has it.
  const edited = newPath !== null;
  return { conflict: edited, changes: edited, insertions: lines.get(newBlob) ?? 0, deletions: 0 };
}

function sizeOf(merge: FileMerge | null): MergedFile | null {
  if (!merge) return null;
  const insertions = merge.lines.filter(isAdded).length;
  return { ...merge, insertions, deletions: merge.lines.length - insertions };
}

function counts({ oldPath, newPath }: ChangedFile, paths: readonly string[]): boolean {
  const path = newPath ?? oldPath ?? '';
  return paths.length === 0 || paths.some((folder) => isBelow(path, folder.replace(/\/+$/, '')));
}

/** All that a stack changes of its base, as one; null where git cannot compare them, or finds that it moves files. */
export async function changeOfStack(
  { workspace, answers }: Merging,
  base: string,
  own: string,
): Promise<ChangedFile[] | null> {
  const question = `change ${base} ${own}`;
  const answer = readAnswer<ChangedFile[] | null>(answers, question);
  if (answer !== undefined) return answer;
  const files = await unlessMissing(countTreeChanges(workspace, base, own));
  if (files === null) return null;
  const comes = files.some(({ oldPath }) => oldPath === null);
  const moves = comes && files.some(({ newPath }) => newPath === null) && (await movesFiles(workspace, base, own));
  const change = moves ? null : files;
  keepAnswer(answers, question, change);
  return change;
}
