// Merges three small trees that are made for it: git then looks at nothing but what is in them.
import { writeObject } from './loose-object.js';
import type { MergeTalk } from './merge-talk.js';
import type { ObjectTalk } from './object-talk.js';
import { writeStandIn } from './stand-in.js';
import type { Workspace } from './workspace.js';

/** Three trees, as git keeps them. */
export interface ThreeTrees {
  readonly base: Buffer;
  readonly ours: Buffer;
  readonly theirs: Buffer;
}

/** What they merge to: a tree, in which only names without a conflict count. */
export interface MergedTree {
  readonly tree: Buffer;
  readonly conflicts: ReadonlySet<string>;
}

/** The two processes that a merge is made with. */
export interface MergeTools {
  readonly workspace: Workspace;
  readonly objects: ObjectTalk;
  readonly merges: MergeTalk;
}

/** Merges them; null when git cannot read what is in them. */
export async function mergeTrees(
  { workspace, objects, merges }: MergeTools,
  trees: ThreeTrees,
): Promise<MergedTree | null> {
  const merged = await merges.merge(...(await writeSides(workspace, trees)));
  const tree = merged && (await objects.read(merged.tree));
  return tree && { tree, conflicts: new Set(merged.conflicts) };
}

/** Writes the commits to merge, ours and theirs. */
export async function writeSides(workspace: Workspace, { base, ours, theirs }: ThreeTrees): Promise<[string, string]> {
  const commitOf = async (tree: Buffer, parent: string | null) =>
    writeStandIn(workspace, await writeObject(workspace, 'tree', tree), parent);
  const root = await commitOf(base, null);
  return [await commitOf(ours, root), await commitOf(theirs, root)];
}
