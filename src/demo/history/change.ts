// What a commit does to its files, as a story writes it down, and as the tree takes it.
import { byteString, bytesOf, type Text } from './bytes.js';
import type { ObjectFormat } from './objects.js';
import { type Leaf, leaf, leafAt, submodule, type Tree } from './tree.js';

/** Makes the new text of a file from its present text ('' where there is none). */
export type TextEdit = (text: string) => string;

/** A change that content alone does not tell. */
export type SpecialChange =
  | { readonly content?: Text | TextEdit; readonly mode?: '100644' | '100755'; readonly movedFrom?: Text }
  | { readonly symlink: Text }
  | { readonly submodule: string };

/** The new content, an edit of the present content, null to delete, or something special. */
export type Change = Text | TextEdit | null | SpecialChange;

/** Changes by path; pairs where a path is raw bytes. */
export type Changes = Readonly<Record<string, Change>> | Iterable<readonly [Text, Change]>;

/** The changes by path (byte strings), applied to what stands in the tree. Throws when an edit changes nothing. */
export function resolveChanges(format: ObjectFormat, tree: Tree, changes: Changes): Map<string, Leaf | null> {
  const resolved = new Map<string, Leaf | null>();
  for (const [path, change] of pairsOf(changes)) {
    const name = byteString(path);
    const moved = isMove(change) ? byteString(change.movedFrom) : null;
    if (moved !== null) resolved.set(moved, null);
    resolved.set(name, resolve(format, leafAt(tree, moved ?? name), change, name));
  }
  return resolved;
}

/** Every path (byte string) that the changes speak of. */
export function changedPaths(changes: Changes): Set<string> {
  const moved = [...pairsOf(changes)].flatMap(([, change]) => (isMove(change) ? [byteString(change.movedFrom)] : []));
  return new Set([...[...pairsOf(changes)].map(([path]) => byteString(path)), ...moved]);
}

function pairsOf(changes: Changes): Iterable<readonly [Text, Change]> {
  return Symbol.iterator in changes ? (changes as Iterable<readonly [Text, Change]>) : Object.entries(changes);
}

function isMove(change: Change): change is { movedFrom: Text } {
  return typeof change === 'object' && change !== null && 'movedFrom' in change;
}

function resolve(format: ObjectFormat, present: Leaf | null, change: Change, path: string): Leaf | null {
  if (change === null) return null;
  if (typeof change === 'string' || typeof change === 'function' || Buffer.isBuffer(change)) {
    return resolve(format, present, { content: change }, path);
  }
  if ('submodule' in change) return submodule(change.submodule);
  if ('symlink' in change) return leaf(format, bytesOf(change.symlink), '120000');
  const old = present?.mode === '160000' ? null : present;
  if (change.content === undefined && !old) throw new Error(`${path}: nothing there to move or to change the mode of`);
  const content = contentOf(change.content, old?.content ?? Buffer.alloc(0), path);
  return leaf(format, content, change.mode ?? (old?.mode === '100755' ? '100755' : '100644'));
}

function contentOf(content: Text | TextEdit | undefined, present: Buffer, path: string): Buffer {
  if (content === undefined) return present;
  if (typeof content !== 'function') return bytesOf(content);
  try {
    return bytesOf(content(present.toString('utf8')));
  } catch (cause) {
    throw new Error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
