// Merges the change of a file with the one file that it may have been moved to, in trees of nothing else: git holds one
// content against one other, where in whole trees it holds it against all that upstream added.
import { mergeTrees, type MergeTools } from './merge-trees.js';
import { entryBytes, entryOf, type TreeEntry } from './tree-bytes.js';

/** A file as it was, where it may have gone to, and what the change makes of it: null when it takes it away. */
export interface MayBeMoved {
  readonly base: TreeEntry;
  readonly ours: TreeEntry;
  readonly theirs: TreeEntry | null;
}

/** `to`: what stands where the file may have gone, or that it conflicts there; `from`: it conflicts where it was. */
export type MergedMove =
  | { readonly conflict: 'from' | 'to' }
  | { readonly conflict: null; readonly to: TreeEntry }
  | null;

/** Merges; null when git cannot read one of the files. Names do not matter: one file is held against one. */
export async function mergeMoved(tools: MergeTools, { base, ours, theirs }: MayBeMoved): Promise<MergedMove> {
  const merged = await mergeTrees(tools, {
    base: entryBytes(FROM, base),
    ours: entryBytes(TO, ours),
    theirs: theirs ? entryBytes(FROM, theirs) : Buffer.alloc(0),
  });
  if (!merged) return null;
  if (merged.conflicts.has(FROM)) return { conflict: 'from' };
  if (merged.conflicts.has(TO)) return { conflict: 'to' };
  const to = entryOf(merged.tree, TO, base.oid.length / 2);
  return to && { conflict: null, to };
}

const [FROM, TO] = ['from', 'to'];
