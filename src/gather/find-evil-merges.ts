// Which merges of the branches hold changes of their own.
import type { CommitRecord } from '../git/commits.js';
import { mergePairs, mergesWithOwnHunks } from '../git/merge.js';
import type { Workspace } from '../git/workspace.js';
import type { Notice } from '../model/notice.js';
import { subjectOf } from '../patch/message.js';

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
