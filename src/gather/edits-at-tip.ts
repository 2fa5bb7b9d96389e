// What a patch does to files of the upstream tip, where upstream's history tells to where it has moved them.
import type { FileEdit } from '../git/merge.js';
import type { TreeFile } from '../git/objects.js';
import type { FileChange, Patch } from '../model/patch.js';
import type { Kinship } from '../search/kinship.js';

/**
 * The edits of a patch that changes nothing but contents, some of them of files that were moved since: git would look for
 * those among all files that upstream has added. Null where it had better look itself: no file was moved, or it is not told
 * to where, or the patch does more than to edit files. The files have to be all that its commit changes.
 */
export function editsAtTip(
  { files }: Pick<Patch, 'files'>,
  tip: ReadonlyMap<string, TreeFile>,
  kinship: Pick<Kinship, 'paths'>,
): readonly FileEdit[] | null {
  if (files.every(({ newPath }) => newPath === null || tip.has(newPath))) return null;
  const edits = files.map((file) => editAtTip(file, tip, kinship)).filter((edit) => edit !== null);
  const apart = new Set(edits.map(({ path }) => path)).size;
  return apart === files.length ? edits : null;
}

function editAtTip(
  { oldPath, newPath, oldBlob, newBlob, oldMode, newMode }: FileChange,
  tip: ReadonlyMap<string, TreeFile>,
  kinship: Pick<Kinship, 'paths'>,
): FileEdit | null {
  if (newPath === null || newPath !== oldPath || newMode !== oldMode || oldBlob === null || newBlob === null)
    return null;
  const places = tip.has(newPath) ? [newPath] : kinship.paths(newPath).filter((path) => tip.has(path));
  const file = places.length === 1 ? tip.get(places[0] ?? '') : undefined;
  if (!file || !REGULAR.has(file.mode) || !PLAIN.test(file.path)) return null;
  return { path: file.path, mode: file.mode, before: oldBlob, after: newBlob };
}

const REGULAR: ReadonlySet<string> = new Set(['100644', '100755']);
/** Names that are the same text and the same bytes. */
const PLAIN = /^[\x20-\x7e]+$/;
