// Merges the contents of many files in one merge: trees of nothing but these files, all of which stand on all three sides,
// so that no rename is looked for.
import { readDiffs } from './diffs.js';
import { writeObject } from './loose-object.js';
import { mergePairs } from './merge.js';
import { type Contents, NO_BLOB } from './merge-contents.js';
import { writeStandIn } from './stand-in.js';
import { entryBytes } from './tree-bytes.js';
import type { Workspace } from './workspace.js';

/** What became of them. */
export interface MergedTogether {
  /** Places of those that conflict. */
  readonly conflicts: ReadonlySet<number>;
  /** The diff from ours to what they merge to, conflicts marked in it; files are named by their places. */
  readonly difference: Buffer;
}

/** Merges contents; null when git cannot read one of them. */
export async function mergeTogether(workspace: Workspace, merges: readonly Contents[]): Promise<MergedTogether | null> {
  const entryOf = ({ mode, ...oids }: Contents, place: number, side: 'base' | 'ours' | 'theirs') =>
    oids[side] === NO_BLOB ? [] : [entryBytes(nameOf(place), { mode, oid: oids[side] })];
  const treeOf = (side: 'base' | 'ours' | 'theirs') =>
    writeObject(workspace, 'tree', Buffer.concat(merges.flatMap((merge, place) => entryOf(merge, place, side))));
  const base = await writeStandIn(workspace, await treeOf('base'), null);
  const ours = await writeStandIn(workspace, await treeOf('ours'), base);
  const theirs = await writeStandIn(workspace, await treeOf('theirs'), base);
  const [merged] = await mergePairs(workspace, [[ours, theirs]]);
  if (!merged) return null;
  const pieces: Buffer[] = [];
  const result = await writeStandIn(workspace, merged.tree, ours);
  const options = { processes: 1, mostBytes: Number.POSITIVE_INFINITY };
  const failed = await readDiffs(workspace, [result], options, (_, diff) => void (diff && pieces.push(diff)));
  if (failed.length > 0) return null;
  return { conflicts: new Set(merged.conflicts.map(Number)), difference: Buffer.concat(pieces) };
}

/** As long for each place as for any: names in a tree are in order. */
function nameOf(place: number): string {
  return `${place}`.padStart(NAME_DIGITS, '0');
}

const NAME_DIGITS = 9;
