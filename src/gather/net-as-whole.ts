// The net delta of a branch as git makes it by merging whole trees: asked once for each tip.
import { LandfallError } from '../errors.js';
import { applyToTip, mergePairs, treeOf } from '../git/merge.js';
import { countDifference } from '../git/tree-change.js';
import type { NetDelta } from '../model/report.js';
import type { Means } from './context.js';
import { keepAnswer, readAnswer } from './json-answers.js';

/** What merging needs. */
export type Merging = Pick<Means, 'workspace' | 'answers'>;

/** A branch to merge, and the one commit that it begins at; null where git has to look for that. */
export interface ToMerge {
  readonly own: string;
  readonly base: string | null;
  readonly paths: readonly string[];
}

const questionOf = (tip: string, { base, own, paths }: ToMerge) => ['net', tip, base, own, ...paths].join('\0');

/** What merging whole trees gives: the files in conflict are told as git does, byte for byte. */
export interface Whole {
  readonly net: NetDelta;
  readonly conflicts: readonly string[];
}

/** What an earlier run made of whole trees. */
export function wholeBefore({ answers }: Merging, tip: string, branch: ToMerge): Whole | null {
  return readAnswer(answers, questionOf(tip, branch)) ?? null;
}

/** Merges whole trees. */
export async function netAsWhole({ workspace, answers }: Merging, tip: string, branch: ToMerge): Promise<Whole | null> {
  const { base, own, paths } = branch;
  const tipTree = await treeOf(workspace, tip);
  // One pair a process: a branch that cannot be merged must not take the others with it.
  const [merged] =
    base === null
      ? await mergePairs(workspace, [[tip, own]])
      : await applyToTip(workspace, [{ oid: own, parent: base }], tipTree, 1);
  if (!merged) return null;
  const { tree, conflicts } = merged;
  // Missing blobs of a partial clone: the figure is left out, the reader sees "not known".
  const counted = await unlessMissing(countDifference(workspace, tipTree, tree, paths));
  const whole = counted && { net: { ...counted, conflicts: conflicts.length }, conflicts };
  if (whole) keepAnswer(answers, questionOf(tip, branch), whole);
  return whole;
}

/** What git says; null where objects are missing. */
export async function unlessMissing<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch((error: unknown) => {
    if (error instanceof LandfallError && error.kind === 'world') return null;
    throw error;
  });
}
