// Merges the contents of single files as `merge-tree` merges them: trees of nothing but that file, so that no rename is
// looked for and no folder is read.
import { writeObject } from './loose-object.js';
import type { MergeTalk } from './merge-talk.js';
import type { ObjectTalk } from './object-talk.js';
import { writeStandIn } from './stand-in.js';
import { entryOf, withEntry } from './tree-bytes.js';
import type { Workspace } from './workspace.js';

/** Three blobs to merge, all of that mode. */
export interface Contents {
  readonly mode: string;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

/** A blob; 'conflict'; null when git cannot read one of the three. */
type MergedContents = string | null;

/** Remembers what it merged: rehearsals of one stack merge mostly the same. */
export class ContentMerges {
  private readonly known = new Map<string, Promise<MergedContents>>();

  constructor(private readonly workspace: Workspace) {}

  /** The blob that the three merge to; 'conflict' when they do not; null when git cannot read one. */
  merge(merges: MergeTalk, objects: ObjectTalk, contents: Contents): Promise<MergedContents> {
    const key = Object.values(contents).join(' ');
    const merged = this.known.get(key) ?? mergeContents(this.workspace, merges, objects, contents);
    this.known.set(key, merged);
    return merged;
  }
}

async function mergeContents(
  workspace: Workspace,
  merges: MergeTalk,
  objects: ObjectTalk,
  { mode, base, ours, theirs }: Contents,
): Promise<MergedContents> {
  const treeOf = (oid: string) => writeObject(workspace, 'tree', withEntry(EMPTY, NAME, { mode, oid }, oid.length / 2));
  const root = await writeStandIn(workspace, await treeOf(base), null);
  const [one, other] = [
    await writeStandIn(workspace, await treeOf(ours), root),
    await writeStandIn(workspace, await treeOf(theirs), root),
  ];
  const merged = await merges.merge(one, other);
  if (merged === null) return null;
  if (!merged.clean) return 'conflict';
  const tree = await objects.read(merged.tree);
  return tree && (entryOf(tree, NAME, base.length / 2)?.oid ?? null);
}

const EMPTY = Buffer.alloc(0);
const NAME = 'file';
