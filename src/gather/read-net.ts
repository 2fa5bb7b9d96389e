// What a merge of each branch into the upstream tip would change.
import type { NetDelta } from '../model/report.js';
import type { MovesOf } from './file-at-tip.js';
import { type Merging, netAsWhole, type ToMerge } from './net-as-whole.js';
import { changeOfStack, netByFile } from './net-by-file.js';
import type { TipTree } from './tip-tree.js';
import type { WalkedStack } from './walk-stack.js';

/** What merging waits for: that git has little else to do, and what upstream's history tells of moved files, which comes then. */
export interface MergingWaits {
  readonly idle: Promise<void>;
  readonly moves: Promise<MovesOf>;
}

/**
 * The net delta of each branch against the upstream tip; null where git cannot merge them (unrelated histories, missing
 * objects).
 */
export async function readNet(
  merging: Merging,
  tree: Promise<TipTree>,
  { branches, stands }: Pick<WalkedStack, 'branches' | 'stands'>,
  waits: MergingWaits,
): Promise<(NetDelta | null)[]> {
  const tip = await tree;
  const results: (NetDelta | null)[] = [];
  for (const { request, boundary } of branches) {
    const [only, ...others] = boundary;
    // A stack that begins at one upstream commit has that one as merge base: git need not look for it through all of history.
    const base = only !== undefined && others.length === 0 && request.base === null && !stands.has(only) ? only : null;
    results.push(await netOf(merging, tip, { own: request.tip, base, paths: request.paths }, waits));
  }
  return results;
}

async function netOf(
  merging: Merging,
  tip: TipTree,
  branch: ToMerge,
  { idle, moves }: MergingWaits,
): Promise<NetDelta | null> {
  const { own, base, paths } = branch;
  const files = base === null ? null : await changeOfStack(merging, base, own);
  const byFile = base !== null && files && (await netByFile(merging, { base, files, paths }, tip, await moves));
  if (byFile) return byFile;
  await idle;
  return netAsWhole(merging, tip.tip, branch);
}
