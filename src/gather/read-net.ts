// What a merge of each branch into the upstream tip would change.
import { isBelow } from '../git/tree-files.js';
import { applyToTip, countDifference, mergePairs, treeOf } from '../git/merge.js';
import { type ChangedFile, readTreeChange } from '../git/tree-change.js';
import { LandfallError } from '../errors.js';
import type { NetDelta } from '../model/report.js';
import type { BranchCommits } from '../downstream/branch.js';
import type { Means } from './context.js';
import { fatesAtTip, NO_MOVES } from './file-at-tip.js';
import { type FileMerge, mergeFiles } from './merge-files.js';
import { isAdded } from '../patch/line-key.js';
import type { TipTree } from './tip-tree.js';
import type { WalkedStack } from './walk-stack.js';

/** What merging needs. */
type Merging = Pick<Means, 'workspace' | 'answers'>;

/** The net delta of each branch against the upstream tip; null where git cannot merge them (unrelated histories, missing objects). */
export async function readNet(
  merging: Merging,
  tree: Promise<TipTree>,
  { branches, stands }: Pick<WalkedStack, 'branches' | 'stands'>,
): Promise<(NetDelta | null)[]> {
  const tip = await tree;
  const results: (NetDelta | null)[] = [];
  for (const { request, boundary } of branches) {
    const [only, ...others] = boundary;
    // A stack that begins at one upstream commit has that one as merge base: git need not look for it through all of history.
    const base = only !== undefined && others.length === 0 && request.base === null && !stands.has(only) ? only : null;
    const known = base === null ? null : await netByFile(merging, tip, base, request);
    results.push(known ?? (await netAsWhole(merging, tip.tip, base, request)));
  }
  return results;
}

type Request = BranchCommits['request'];

/** The net delta from what becomes of each file by itself; null where other files of the tip may matter. */
async function netByFile(
  merging: Merging,
  tip: TipTree,
  base: string,
  { tip: own, paths }: Request,
): Promise<NetDelta | null> {
  const files = await changeOfStack(merging, base, own);
  const fates = files && fatesAtTip(files, tip, NO_MOVES);
  if (!fates) return null;
  const findMerge = await mergeFiles(
    merging,
    fates.flatMap((fate) => ('contents' in fate ? fate.contents : [])),
  );
  const net = { files: 0, insertions: 0, deletions: 0, conflicts: 0 };
  for (const [at, fate] of fates.entries()) {
    const file = files[at];
    const merged = file && (fate.does === 'merge' ? sizeOf(findMerge(fate.contents)) : asItIs(fate.does, file));
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

function asItIs(does: 'change' | 'nothing' | 'conflict', { insertions, deletions }: ChangedFile): MergedFile {
  return { conflict: does === 'conflict', changes: does === 'change', insertions, deletions };
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

/** All that a stack changes of its base, as one; null where git cannot compare them. */
async function changeOfStack(
  { workspace, answers }: Merging,
  base: string,
  own: string,
): Promise<ChangedFile[] | null> {
  const question = `change ${base} ${own}`;
  const answer = answers.get(question);
  if (answer) return JSON.parse(answer.toString('utf8')) as ChangedFile[];
  const files = await unlessMissing(readTreeChange(workspace, base, own));
  if (files) answers.add(question, Buffer.from(JSON.stringify(files), 'utf8'));
  return files;
}

/** The net delta from a merge of whole trees. */
async function netAsWhole(
  { workspace, answers }: Merging,
  tip: string,
  base: string | null,
  { tip: own, paths }: Request,
): Promise<NetDelta | null> {
  const question = ['net', tip, base, own, ...paths].join('\0');
  const answer = answers.get(question);
  if (answer) return JSON.parse(answer.toString('utf8')) as NetDelta;
  const tipTree = await treeOf(workspace, tip);
  // One pair a process: a branch that cannot be merged must not take the others with it.
  const [merged] =
    base === null
      ? await mergePairs(workspace, [[tip, own]])
      : await applyToTip(workspace, [{ oid: own, parent: base }], tipTree, 1);
  if (!merged) return null;
  // Missing blobs of a partial clone: the figure is left out, the reader sees "not known".
  const counted = await unlessMissing(countDifference(workspace, tipTree, merged.tree, paths));
  const net = counted && { ...counted, conflicts: merged.conflicts.length };
  if (net) answers.add(question, Buffer.from(JSON.stringify(net), 'utf8'));
  return net;
}

async function unlessMissing<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch((error: unknown) => {
    if (error instanceof LandfallError && error.kind === 'world') return null;
    throw error;
  });
}
