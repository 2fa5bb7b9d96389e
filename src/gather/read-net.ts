// What a merge of each branch into the upstream tip would change, and which merges of the branches hold changes of their own.
import { LandfallError } from '../errors.js';
import type { CommitRecord } from '../git/commits.js';
import { applyToTip, countDifference, mergePairs, type MergeResult, mergesWithOwnHunks, treeOf } from '../git/merge.js';
import type { Workspace } from '../git/workspace.js';
import type { Notice } from '../model/notice.js';
import type { NetDelta } from '../model/report.js';
import { subjectOf } from '../patch/message.js';
import type { WalkedStack } from './walk-stack.js';

/** The net delta of each branch against the upstream tip; null where git cannot merge them (unrelated histories, missing objects). */
export async function readNet(
  workspace: Workspace,
  upstreamTip: string,
  { branches, stands }: WalkedStack,
): Promise<(NetDelta | null)[]> {
  const tipTree = await treeOf(workspace, upstreamTip);
  const results: (NetDelta | null)[] = [];
  for (const { request, boundary } of branches) {
    const [only, ...others] = boundary;
    // A stack that begins at one upstream commit has that one as merge base: git need not look for it through all of history.
    const known = only !== undefined && others.length === 0 && request.base === null && !stands.has(only);
    // One pair a process: a branch that cannot be merged must not take the others with it.
    const [merged] = known
      ? await applyToTip(workspace, [{ oid: request.tip, parent: only }], tipTree, 1)
      : await mergePairs(workspace, [[upstreamTip, request.tip]]);
    results.push(merged ? await difference(workspace, tipTree, merged, request.paths) : null);
  }
  return results;
}

async function difference(
  workspace: Workspace,
  tipTree: string,
  { tree, conflicts }: MergeResult,
  paths: readonly string[],
): Promise<NetDelta | null> {
  try {
    return { ...(await countDifference(workspace, tipTree, tree, paths)), conflicts: conflicts.length };
  } catch (error) {
    // Missing blobs of a partial clone: the figure is left out, the reader sees "not known".
    if (error instanceof LandfallError && error.kind === 'world') return null;
    throw error;
  }
}

/** A notice for each merge whose tree is not what merging its parents gives, though they merge without conflict: content came in with it. */
export async function findEvilMerges(
  workspace: Workspace,
  commits: readonly CommitRecord[],
  most: number,
): Promise<Notice[]> {
  const merges = commits.filter((commit) => commit.parents.length > 1).slice(-most);
  const own = await mergesWithOwnHunks(
    workspace,
    merges.map((merge) => merge.oid),
  );
  const pairs = merges.filter((merge) => merge.parents.length === 2 && own.has(merge.oid));
  const results = await mergePairs(
    workspace,
    pairs.map((merge) => [merge.parents[0] ?? '', merge.parents[1] ?? '']),
  );
  return pairs.flatMap((merge, place) => {
    const result = results[place];
    if (!result || result.conflicts.length > 0 || result.tree === merge.tree) return [];
    const message = `merge ${merge.oid.slice(0, NAME_DIGITS)} (${subjectOf(merge.message)}) holds changes that are in neither parent: they belong to no patch`;
    return [
      {
        code: 'downstream.evil-merge',
        severity: 'warning' as const,
        message,
        hint: 'git show --remerge-diff shows them; move them into a commit of their own',
      },
    ];
  });
}

const NAME_DIGITS = 12;
