// Three trees into one: the whole of merge, cherry-pick and revert for stories.
import { mergeText } from './merge-text.js';
import type { ObjectFormat } from './objects.js';
import { changeTree, diffTrees, type Leaf, leaf, leafAt, type Tree } from './tree.js';

/**
 * `ours` with what turned `base` into `theirs`. Throws where both sides changed one place in different ways, but for
 * the paths `settled` by the caller: there `ours` stays.
 */
export function mergeTrees(
  format: ObjectFormat,
  base: Tree,
  ours: Tree,
  theirs: Tree,
  settled: ReadonlySet<string>,
): Tree {
  const changes = new Map<string, Leaf | null>();
  for (const [path, change] of diffTrees(base, theirs)) {
    const was = leafAt(base, path);
    const own = leafAt(ours, path);
    if (same(own, was)) changes.set(path, change);
    else if (!same(own, change)) {
      const merged = mergeLeaves(format, was, own, change);
      if (merged) changes.set(path, merged);
      else if (!settled.has(path)) throw new Error(`${path}: both sides changed it; say in files what becomes of it`);
    }
  }
  return changeTree(format, ours, changes);
}

function same(a: Leaf | null, b: Leaf | null): boolean {
  return a?.oid === b?.oid && a?.mode === b?.mode;
}

function mergeLeaves(format: ObjectFormat, was: Leaf | null, own: Leaf | null, other: Leaf | null): Leaf | null {
  const text = own && other ? mergeText(textOf(was), textOf(own), textOf(other)) : null;
  if (text === null || !own || !other) return null;
  return leaf(format, Buffer.from(text, 'latin1'), own.mode === was?.mode ? other.mode : own.mode);
}

function textOf(entry: Leaf | null): string {
  return entry ? entry.content.toString('latin1') : '';
}
