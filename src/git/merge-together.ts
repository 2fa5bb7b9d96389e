// Merges the contents of many files in one merge: trees of nothing but these files, all of which stand on all three sides,
// so that no rename is looked for.
import { readDiffs } from './diffs.js';
import { mergePairs } from './merge.js';
import { type Contents, treesOf } from './merge-contents.js';
import { writeSides } from './merge-trees.js';
import { writeStandIn } from './stand-in.js';
import type { Workspace } from './workspace.js';

/** What became of them. */
export interface MergedTogether {
  /** Places of those that conflict. */
  readonly conflicts: ReadonlySet<number>;
  /** The diff from ours to what they merge to, conflicts marked in it; files are named by their places. */
  readonly difference: Buffer;
}

/** Merges contents; null when git cannot read one of them. `context` is for how many lines around each change. */
export async function mergeTogether(
  workspace: Workspace,
  merges: readonly Contents[],
  context: number,
): Promise<MergedTogether | null> {
  const [ours, theirs] = await writeSides(workspace, treesOf(merges));
  const [merged] = await mergePairs(workspace, [[ours, theirs]]);
  if (!merged) return null;
  const pieces: Buffer[] = [];
  const result = await writeStandIn(workspace, merged.tree, ours);
  const options = { processes: 1, mostBytes: Number.POSITIVE_INFINITY, context };
  const failed = await readDiffs(workspace, [result], options, (_, diff) => void (diff && pieces.push(diff)));
  if (failed.length > 0) return null;
  return { conflicts: new Set(merged.conflicts.map(Number)), difference: Buffer.concat(pieces) };
}
