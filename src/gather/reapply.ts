// Applies patches to the upstream tip in memory, and tells what that would change there.
import { readDiffs } from '../git/diffs.js';
import { applyToTip, type MergeResult, treeOf } from '../git/merge.js';
import type { TreeFile } from '../git/objects.js';
import { writeStandIn } from '../git/stand-in.js';
import type { WeighedPatch } from '../match/measure.js';
import { redoneOf } from '../match/redone.js';
import type { TipFacts } from '../model/facts.js';
import { parseDiff } from '../patch/parse-diff.js';
import type { GatherContext } from './context.js';
import { editsAtTip } from './edits-at-tip.js';

/** What came of it. */
export type Reapplied = Pick<TipFacts, 'reapplied' | 'redone'>;

/** Of a patch that was not applied, or whose files could not be read. */
export const NOT_REAPPLIED: Reapplied = { reapplied: null, redone: null };

/** Applies the patches for which `chosen` holds, each by itself, to a tip that has these files; one answer for each patch. */
export async function reapply(
  context: GatherContext,
  tip: string,
  files: ReadonlyMap<string, TreeFile>,
  weighed: readonly WeighedPatch[],
  chosen: readonly boolean[],
): Promise<Reapplied[]> {
  const { workspace, stack, kinship, processes } = context;
  const answers: Reapplied[] = weighed.map(() => NOT_REAPPLIED);
  const whole = stack.branches.every(({ paths }) => paths.length === 0);
  const tries = stack.patches.flatMap((patch, place) => {
    const { commit, parent } = patch;
    if (!chosen[place] || parent === null) return [];
    return [{ place, oid: commit, parent, edits: whole ? editsAtTip(patch, files, kinship) : null }];
  });
  const tipTree = await treeOf(workspace, tip);
  const results = await applyToTip(workspace, tries, tipTree, processes);
  const changing: { place: number; tree: string }[] = [];
  tries.forEach(({ place }, at) => {
    const outcome = outcomeOf(results[at] ?? null, tipTree);
    answers[place] = { reapplied: outcome, redone: outcome === 'empty' ? 0 : null };
    if (outcome === 'changes') changing.push({ place, tree: results[at]?.tree ?? '' });
  });
  for (const [place, redone] of await readRedone(context, tip, weighed, changing))
    answers[place] = { reapplied: 'changes', redone };
  return answers;
}

function outcomeOf(result: MergeResult | null, tipTree: string): TipFacts['reapplied'] {
  if (!result) return null;
  if (result.conflicts.length > 0) return 'conflicts';
  return result.tree === tipTree ? 'empty' : 'changes';
}

/** What each of these trees changes of the tip, weighed by the patch that made it. */
async function readRedone(
  context: GatherContext,
  tip: string,
  weighed: readonly WeighedPatch[],
  changing: readonly { readonly place: number; readonly tree: string }[],
): Promise<Map<number, number>> {
  const { workspace, settings, processes } = context;
  const placesOf = new Map<string, number[]>();
  for (const { place, tree } of changing) {
    const commit = await writeStandIn(workspace, tree, tip);
    placesOf.set(commit, [...(placesOf.get(commit) ?? []), place]);
  }
  const redone = new Map<number, number>();
  const options = { processes, mostBytes: settings.limits.upstreamDiffBytes };
  await readDiffs(workspace, [...placesOf.keys()], options, (oid, diff) => {
    if (diff === null) return;
    const difference = parseDiff(diff);
    for (const place of placesOf.get(oid) ?? []) {
      const patch = weighed[place];
      if (patch) redone.set(place, redoneOf(patch, difference));
    }
  });
  return redone;
}
