// Merges in memory: nothing is checked out, and every object made goes to the scratch workspace.
import { mergeAll } from './merge-talk.js';
import { gatherGit, streamGit } from './process.js';
import { splitLines } from './records.js';
import { slicesOf } from './slices.js';
import { writeStandIn } from './stand-in.js';
import type { Workspace } from './workspace.js';

/** What a merge would give: its tree, and the files in which it conflicts. */
export interface MergeResult {
  readonly tree: string;
  readonly conflicts: readonly string[];
}

/** Merges pairs of commits in several processes. A pair that git cannot merge (unrelated histories, missing objects) gives null. */
export async function mergePairs(
  workspace: Workspace,
  pairs: readonly (readonly [string, string])[],
  processes = 1,
): Promise<(MergeResult | null)[]> {
  const slices = slicesOf(pairs, { processes, worth: 1 });
  return (await Promise.all(slices.map((slice) => mergeSlice(workspace, slice)))).flat();
}

async function mergeSlice(
  workspace: Workspace,
  pairs: readonly (readonly [string, string])[],
): Promise<(MergeResult | null)[]> {
  return (await mergeAll(workspace, pairs)).map((merged) => {
    // Unclean without a file in conflict: git cannot tell into which folder a file goes.
    const told = merged !== null && (merged.clean || merged.conflicts.length > 0);
    return told ? { tree: merged.tree, conflicts: merged.conflicts } : null;
  });
}

/**
 * Applies commits to another tip, one by one and each by itself: a three-way merge with the commit's parent as base.
 * git has no `--merge-base` before 2.40: a scratch commit with the tip's tree and the commit's parent stands in for the tip.
 */
export async function applyToTip(
  workspace: Workspace,
  commits: readonly { readonly oid: string; readonly parent: string }[],
  tipTree: string,
  processes: number,
): Promise<(MergeResult | null)[]> {
  const pairs: [string, string][] = [];
  for (const { oid, parent } of commits) pairs.push([await writeStandIn(workspace, tipTree, parent), oid]);
  return mergePairs(workspace, pairs, processes);
}

/** The tree of a commit. */
export async function treeOf(workspace: Workspace, commit: string): Promise<string> {
  return (await gatherGit(['rev-parse', '--verify', '--end-of-options', `${commit}^{tree}`], workspace.run))
    .toString('latin1')
    .trim();
}

/** Of these merges, the ones with a hunk that no parent has: only they can hold content of their own. git's dense combined diff leaves out the rest. */
export async function mergesWithOwnHunks(workspace: Workspace, merges: readonly string[]): Promise<Set<string>> {
  const own = new Set<string>();
  if (merges.length === 0) return own;
  const known = new Set(merges);
  const args = ['diff-tree', '--stdin', '--cc', '-r', '--no-renames', '--no-ext-diff', '--no-textconv', '--no-color'];
  let current = '';
  for await (const lines of splitLines(streamGit(args, { ...workspace.run, input: `${merges.join('\n')}\n` }))) {
    for (const line of lines) {
      if (line.length === current.length || current === '') {
        const text = line.toString('latin1');
        if (known.has(text)) current = text;
      }
      if (line.length > COMBINED.length && line.toString('latin1', 0, COMBINED.length) === COMBINED) own.add(current);
    }
  }
  return own;
}

/** Heads each file of a combined diff. */
const COMBINED = 'diff --cc ';
