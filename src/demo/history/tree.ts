// Trees that never change: a changed tree is a new one that shares every folder it has in common with the old.
import { type ObjectFormat, objectId, treeId } from './objects.js';

export type LeafMode = '100644' | '100755' | '120000' | '160000';

/** A file, a symbolic link (its content is the target) or a submodule (no content: the id is of a commit elsewhere). */
export interface Leaf {
  readonly kind: 'leaf';
  readonly mode: LeafMode;
  readonly oid: string;
  readonly content: Buffer;
}

/** A folder. Names are byte strings without a slash. */
export interface Tree {
  readonly kind: 'tree';
  readonly mode: '40000';
  readonly oid: string;
  readonly entries: ReadonlyMap<string, Leaf | Tree>;
}

/** A file of this content. */
export function leaf(format: ObjectFormat, content: Buffer, mode: LeafMode = '100644'): Leaf {
  return { kind: 'leaf', mode, oid: objectId(format, 'blob', content), content };
}

/** A submodule at this commit. */
export function submodule(oid: string): Leaf {
  return { kind: 'leaf', mode: '160000', oid, content: Buffer.alloc(0) };
}

/** The tree with nothing in it. */
export function emptyTree(format: ObjectFormat): Tree {
  return treeOf(format, new Map());
}

/** What stands at a path (a byte string), or null. */
export function leafAt(tree: Tree, path: string): Leaf | null {
  const slash = path.indexOf('/');
  const entry = tree.entries.get(slash < 0 ? path : path.slice(0, slash));
  if (!entry) return null;
  if (slash < 0) return entry.kind === 'leaf' ? entry : null;
  return entry.kind === 'tree' ? leafAt(entry, path.slice(slash + 1)) : null;
}

/** The tree with these paths set, or taken out where null. Folders left empty go with their last file. */
export function changeTree(format: ObjectFormat, tree: Tree, changes: ReadonlyMap<string, Leaf | null>): Tree {
  const entries = new Map(tree.entries);
  const below = new Map<string, Map<string, Leaf | null>>();
  for (const [path, change] of changes) {
    const slash = path.indexOf('/');
    if (slash >= 0) {
      const name = path.slice(0, slash);
      const inner = below.get(name) ?? new Map<string, Leaf | null>();
      below.set(name, inner.set(path.slice(slash + 1), change));
    } else if (change) entries.set(path, change);
    else entries.delete(path);
  }
  for (const [name, inner] of below) {
    const old = entries.get(name);
    const made = changeTree(format, old?.kind === 'tree' ? old : emptyTree(format), inner);
    if (made.entries.size > 0) entries.set(name, made);
    else if (old?.kind === 'tree') entries.delete(name);
  }
  return treeOf(format, entries);
}

/** What turns the first tree into the second, deletions (null) before the rest. Null for the first tree means an empty one. */
export function diffTrees(before: Tree | null, after: Tree): [string, Leaf | null][] {
  const found = [...differences(before, after, '')];
  return [...found.filter(([, change]) => change === null), ...found.filter(([, change]) => change !== null)];
}

function* differences(before: Tree | null, after: Tree | null, prefix: string): Generator<[string, Leaf | null]> {
  if (before?.oid === after?.oid) return;
  const names = new Set([...(before?.entries.keys() ?? []), ...(after?.entries.keys() ?? [])]);
  for (const name of [...names].sort((a, b) => (a < b ? -1 : 1))) {
    const old = before?.entries.get(name);
    const now = after?.entries.get(name);
    const path = `${prefix}${name}`;
    if (old?.kind === 'leaf' && now?.kind !== 'leaf') yield [path, null];
    if (now?.kind === 'leaf' && (now.oid !== old?.oid || now.mode !== old.mode)) yield [path, now];
    yield* differences(old?.kind === 'tree' ? old : null, now?.kind === 'tree' ? now : null, `${path}/`);
  }
}

function treeOf(format: ObjectFormat, entries: ReadonlyMap<string, Leaf | Tree>): Tree {
  return { kind: 'tree', mode: '40000', oid: treeId(format, entries), entries };
}
