// What a pick does to one file, where that can be told without git: no rename can matter, whatever else upstream did.
import type { RawChange } from './changes.js';
import type { Contents } from './merge-contents.js';
import type { MayBeMoved } from './merge-moved.js';
import { isRegular } from '../patch/modes.js';
import { FOLDER, PLAIN, type TreeEntry } from './tree-bytes.js';
import type { Trees } from './trees.js';

/**
 * `edit`: the file becomes that entry; `none`: nothing happens to it; `conflict`: it conflicts; `contents`: three
 * contents have to be merged; `gone`: the tree has no such file, unless that was moved;
 * `moved`: it may stand at that path; `ask`: only git can tell.
 */
export type FileFate =
  | { readonly fate: 'edit'; readonly entry: TreeEntry | null }
  | { readonly fate: 'contents'; readonly contents: Contents }
  | { readonly fate: 'moved'; readonly path: string; readonly move: MayBeMoved }
  | { readonly fate: 'none' | 'conflict' | 'gone' | 'ask' };

/** What becomes of a file of `tree` by a change of `parent`'s tree. Renames are looked for by git only among files that one side added. */
export async function fateOf(trees: Trees, tree: string, parent: string, change: RawChange): Promise<FileFate> {
  const { status, path } = change;
  const ours = await trees.entryAt(tree, path);
  if (ours === undefined || ours?.mode === FOLDER) return { fate: 'ask' };
  const [base, theirs] = [entryOf(change.oldMode, change.oldBlob), entryOf(change.newMode, change.newBlob)];
  if (status === 'A')
    return ours === null && (await hasRoom(trees, tree, parent, path)) ? edit(theirs) : { fate: 'ask' };
  if (ours === null) return { fate: 'gone' };
  if (status === 'D') return same(ours, base) ? edit(null) : { fate: 'conflict' };
  if (status !== 'M') return { fate: 'ask' };
  if (same(ours, base)) return edit(theirs);
  if (same(ours, theirs)) return { fate: 'none' };
  const modes = new Set([ours.mode, base.mode, theirs.mode]);
  if (modes.size > 1 || !isRegular(ours.mode)) return { fate: 'ask' };
  return { fate: 'contents', contents: { mode: ours.mode, base: base.oid, ours: ours.oid, theirs: theirs.oid } };
}

/**
 * What becomes of a file that is gone, where `paths` are all at which git could find it: git compares with those that the
 * patch's parent has not. With one of them, it is that or none; which of several, only git can tell.
 */
export async function fateOfGone(
  trees: Trees,
  tree: string,
  parent: string,
  change: RawChange,
  paths: readonly string[],
): Promise<FileFate> {
  const found: { path: string; ours: TreeEntry }[] = [];
  for (const path of paths) {
    const [ours, before] = [await trees.entryAt(tree, path), await trees.entryAt(`${parent}^{tree}`, path)];
    if (ours === undefined || before === undefined || !PLAIN.test(path)) return { fate: 'ask' };
    if (ours !== null && before === null) found.push({ path, ours });
  }
  const [one, ...others] = found;
  // To take it away once more is nothing.
  if (!one) return { fate: change.status === 'D' ? 'none' : 'conflict' };
  const base = entryOf(change.oldMode, change.oldBlob);
  const theirs = change.status === 'D' ? null : entryOf(change.newMode, change.newBlob);
  const modes = [one.ours, base, theirs ?? base].map(({ mode }) => mode);
  if (others.length > 0 || !modes.every(isRegular)) return { fate: 'ask' };
  return { fate: 'moved', path: one.path, move: { base, ours: one.ours, theirs } };
}

/**
 * Is a new file's folder where the patch has it? A folder that the patch's parent had and the tree has not may have
 * been moved: git would put the new file where it went.
 */
async function hasRoom(trees: Trees, tree: string, parent: string, path: string): Promise<boolean> {
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    const folder = path.slice(0, slash);
    const found = await trees.entryAt(tree, folder);
    if (found === null) return (await trees.entryAt(`${parent}^{tree}`, folder)) === null;
    if (found?.mode !== FOLDER) return false;
  }
  return true;
}

function edit(entry: TreeEntry | null): FileFate {
  return { fate: 'edit', entry };
}

function entryOf(mode: string, oid: string): TreeEntry {
  return { mode, oid };
}

/** Is it the same content in the same mode? */
export function same(one: TreeEntry, other: TreeEntry): boolean {
  return one.oid === other.oid && one.mode === other.mode;
}
