// The net delta of a branch as git makes it by merging whole trees: asked once for each tip.
import { LandfallError } from '../errors.js';
import { applyToTip, mergePairs, treeOf } from '../git/merge.js';
import { countDifference } from '../git/tree-change.js';
import type { NetDelta } from '../model/report.js';
import type { Means } from './context.js';
import { keepAnswer, readAnswer } from './json-answers.js';

/** What merging needs. */
export type Merging = Pick<Means, 'workspace' | 'answers' | 'processes'>;

/** A branch to merge, and the one commit that it begins at; null where git has to look for that. */
export interface ToMerge {
  readonly own: string;
  readonly base: string | null;
  readonly paths: readonly string[];
}

/** Merges whole trees. */
export async function netAsWhole(
  { workspace, answers }: Merging,
  tip: string,
  { base, own, paths }: ToMerge,
): Promise<NetDelta | null> {
  const question = ['net', tip, base, own, ...paths].join('\0');
  const before = readAnswer<NetDelta>(answers, question);
  if (before) return before;
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
  if (net) keepAnswer(answers, question, net);
  return net;
}

/** What git says; null where objects are missing. */
export async function unlessMissing<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch((error: unknown) => {
    if (error instanceof LandfallError && error.kind === 'world') return null;
    throw error;
  });
}
