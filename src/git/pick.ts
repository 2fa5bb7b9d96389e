// Picks commits one on top of the other in memory, as `git rebase` does: nothing is checked out, and a pick that
// conflicts is skipped, as by `git rebase --skip`.
import { decodeText } from '../patch/decode.js';
import { treeOf, writeCommit } from './merge.js';
import { streamGit } from './process.js';
import type { Workspace } from './workspace.js';

/** A commit to pick: its change against `parent`. Without a parent it cannot be picked. */
export interface Pick {
  readonly commit: string;
  readonly parent: string | null;
  /** The files it edits in place, when it does nothing else; null when it does, or when that is not known. */
  readonly edits: readonly string[] | null;
}

/** One pick: the tree before and after it (equal when it conflicts or changes nothing), and where it conflicts. */
export interface Picked {
  readonly before: string;
  readonly after: string;
  readonly conflicts: readonly string[];
}

/** Picks onto a commit, in order; null for each that git cannot pick. `told` is called after each pick. */
export async function pickInOrder(
  workspace: Workspace,
  onto: string,
  picks: readonly Pick[],
  told: (done: number) => void = () => undefined,
): Promise<(Picked | null)[]> {
  const results: (Picked | null)[] = [];
  // Files that git found gone, and moved nowhere: what edits only these conflicts in them. Looking for each anew where
  // it may have moved to would take most of the time of a stack whose first patches do not apply.
  const gone = new Set<string>();
  let tree = await treeOf(workspace, onto);
  for (const pick of picks) {
    const before: string = tree;
    const known = pick.edits !== null && pick.edits.length > 0 && pick.edits.every((path) => gone.has(path));
    const merged = known ? { tree, conflicts: pick.edits, gone: [] } : await mergeOnto(workspace, tree, pick);
    for (const path of merged?.gone ?? []) gone.add(path);
    if (merged?.conflicts.length === 0) {
      tree = merged.tree;
      // A file that was gone may be back.
      if (pick.edits === null) gone.clear();
    }
    results.push(merged && { before, after: tree, conflicts: merged.conflicts });
    told(results.length);
  }
  return results;
}

interface MergedPick {
  readonly tree: string;
  readonly conflicts: readonly string[];
  /** Of the conflicts, the files that one side edits and the other has not. */
  readonly gone: readonly string[];
}

/** Each pick needs the tree of the one before, and git prints nothing before it has read all pairs: one process each. */
async function mergeOnto(workspace: Workspace, tree: string, { commit, parent }: Pick): Promise<MergedPick | null> {
  if (parent === null) return null;
  const ours = await writeCommit(workspace, tree, parent);
  const stream = streamGit(['merge-tree', '--write-tree', '-z', '--no-messages', ours, commit], workspace.run);
  const chunks: Buffer[] = [];
  for (;;) {
    const step = await stream.next();
    if (!step.done) chunks.push(step.value);
    // 0: merged; 1: merged with conflicts; anything else: git could not merge.
    else return step.value.code === 0 || step.value.code === 1 ? parseMerge(Buffer.concat(chunks)) : null;
  }
}

/** Reads what `merge-tree -z` prints: the tree, and `<mode> <oid> <stage>\t<path>` for each side of each conflict. */
function parseMerge(output: Buffer): MergedPick {
  const [tree = '', ...entries] = fieldsIn(output);
  const stages = new Map<string, Set<string>>();
  for (const entry of entries) {
    const tab = entry.indexOf('\t');
    const path = entry.slice(tab + 1);
    stages.set(path, (stages.get(path) ?? new Set()).add(entry.slice(tab - 1, tab)));
  }
  const gone = [...stages].filter(([, sides]) => sides.has('1') && sides.has('3') && !sides.has('2'));
  return { tree, conflicts: [...stages.keys()], gone: gone.map(([path]) => path) };
}

function fieldsIn(output: Buffer): string[] {
  const fields: string[] = [];
  for (let start = 0, end = output.indexOf(0); end >= 0; start = end + 1, end = output.indexOf(0, start)) {
    if (end > start) fields.push(decodeText(output, start, end));
  }
  return fields;
}
