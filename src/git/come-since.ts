// Which files that are gone git takes for moved, as it tells moves: some of them against some contents, not against all of a tree.
import { writeObject } from './loose-object.js';
import { isRegular, REGULAR } from '../patch/modes.js';
import { findBlobs } from './objects.js';
import { gatherGit } from './process.js';
import { numberedTree } from './tree-bytes.js';
import { readTreeChanges } from './tree-change.js';
import type { Workspace } from './workspace.js';

/** Commits: where the files were, and two states, one behind the other, of where they are not. */
export interface Since {
  readonly base: string;
  readonly from: string;
  readonly to: string;
}

/** Blobs of regular files, by path, that `to` has otherwise than `from`, and whose paths `base` has not. Throws LandfallError `world` when git cannot tell. */
export async function comeSince(workspace: Workspace, { base, from, to }: Since): Promise<Map<string, string>> {
  if (from === to) return new Map();
  const changed = (await readTreeChanges(workspace, from, to, 'd')).filter(({ newMode }) => isRegular(newMode));
  const before = await findBlobs(
    workspace,
    changed.map(({ path }) => ({ commit: base, path })),
  );
  const come = changed.filter((_, place) => before[place] === null);
  return new Map(come.map(({ path, newBlob }) => [path, newBlob]));
}

/** Pairs (places in both lists) of contents that are gone and those that git says they were moved to. Throws LandfallError `world` when one cannot be read. */
export async function pairMoves(
  workspace: Workspace,
  gone: readonly string[],
  there: readonly string[],
): Promise<[number, number][]> {
  if (gone.length === 0 || there.length === 0) return [];
  const [before, after] = [await treeOf(workspace, 'gone', gone), await treeOf(workspace, 'there', there)];
  const args = ['diff-tree', '-r', '--raw', '-M', ALL, '--diff-filter=R', before, after];
  const listing = (await gatherGit(args, workspace.run)).toString('latin1');
  return [...listing.matchAll(/\tgone(\d+)\tthere(\d+)$/gm)].map(([, from, to]) => [Number(from), Number(to)]);
}

/** However many there are. */
const ALL = '-l0';

function treeOf(workspace: Workspace, name: string, blobs: readonly string[]): Promise<string> {
  const entries = blobs.map((oid) => ({ mode: REGULAR, oid }));
  return writeObject(workspace, 'tree', numberedTree(entries, name));
}
