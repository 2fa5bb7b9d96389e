// What a merge of each branch into the upstream tip would change.
import type { NetDelta } from '../model/report.js';
import { fatesAtTip, type MovesOf, NO_MOVES } from './file-at-tip.js';
import { type Merging, netAsWhole, type ToMerge, wholeBefore } from './net-as-whole.js';
import { changeOfStack, netByFile } from './net-by-file.js';
import { netWithGone } from './net-with-gone.js';
import type { TipTree } from './tip-tree.js';
import type { WalkedStack } from './walk-stack.js';

/**
 * The net delta of each branch against the upstream tip; null where git cannot merge them (unrelated histories, missing
 * objects). `moves` is what upstream's history tells of moved files, which comes late.
 */
export async function readNet(
  merging: Merging,
  tree: Promise<TipTree>,
  { branches, stands }: Pick<WalkedStack, 'branches' | 'stands'>,
  moves: Promise<MovesOf>,
): Promise<(NetDelta | null)[]> {
  const tip = await tree;
  const results: (NetDelta | null)[] = [];
  for (const { request, boundary } of branches) {
    const [only, ...others] = boundary;
    // A stack that begins at one upstream commit has that one as merge base: git need not look for it through all of history.
    const base = only !== undefined && others.length === 0 && request.base === null && !stands.has(only) ? only : null;
    results.push(await netOf(merging, tip, { own: request.tip, base, paths: request.paths }, moves));
  }
  return results;
}

async function netOf(
  merging: Merging,
  tip: TipTree,
  branch: ToMerge,
  moves: Promise<MovesOf>,
): Promise<NetDelta | null> {
  const { own, base, paths } = branch;
  const before = wholeBefore(merging, tip.tip, branch);
  const files = before || base === null ? null : await changeOfStack(merging, base, own);
  if (before || base === null || files === null)
    return (before ?? (await netAsWhole(merging, tip.tip, branch)))?.net ?? null;
  const apart = await netByFile(merging, files, fatesAtTip(files, tip, NO_MOVES), paths);
  if (apart) return apart;
  // Below which of the paths a moved file counts cannot be told.
  if (paths.length > 0) return (await netAsWhole(merging, tip.tip, branch))?.net ?? null;
  return netWithGone(merging, tip, { own, base, paths }, files, await moves);
}
