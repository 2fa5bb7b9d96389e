// Applies patches to the upstream tip in memory, and tells what that would change there.
import { readDiffs } from '../git/diffs.js';
import { openPicker, type Picked } from '../git/pick.js';
import { writeStandIn } from '../git/stand-in.js';
import type { WeighedPatch } from '../match/measure.js';
import { redoneOf } from '../match/redone.js';
import type { TipFacts } from '../model/facts.js';
import { parseDiff } from '../patch/parse-diff.js';
import type { GatherContext } from './context.js';

/** What came of it. */
export type Reapplied = Pick<TipFacts, 'reapplied' | 'redone'>;

/** Of a patch that was not applied, or whose files could not be read. */
export const NOT_REAPPLIED: Reapplied = { reapplied: null, redone: null };

/** Applies the patches for which `chosen` holds, each by itself; one answer for each patch. */
export async function reapply(
  context: GatherContext,
  tip: string,
  weighed: readonly WeighedPatch[],
  chosen: readonly boolean[],
): Promise<Reapplied[]> {
  const { workspace, stack, processes } = context;
  const answers: Reapplied[] = weighed.map(() => NOT_REAPPLIED);
  const tries = stack.patches.flatMap(({ commit, parent }, place) =>
    chosen[place] && parent !== null ? [{ place, commit, parent }] : [],
  );
  if (tries.length === 0) return answers;
  // A file that is gone from the tip may have moved: the few there are of those are git's to find.
  const picker = await openPicker(workspace, tip, tries, processes, Number.POSITIVE_INFINITY);
  const results = await picker.pickEach(tries, processes);
  const changing: { place: number; tree: string }[] = [];
  tries.forEach(({ place }, at) => {
    const picked = results[at] ?? null;
    const outcome = outcomeOf(picked);
    answers[place] = { reapplied: outcome, redone: outcome === 'empty' ? 0 : null };
    if (outcome === 'changes') changing.push({ place, tree: picked?.after ?? '' });
  });
  for (const [place, redone] of await readRedone(context, tip, weighed, changing))
    answers[place] = { reapplied: 'changes', redone };
  return answers;
}

function outcomeOf(picked: Picked | null): TipFacts['reapplied'] {
  if (!picked) return null;
  // Unclean without a file in conflict: git cannot tell into which folder a file goes.
  if (!picked.clean) return picked.conflicts.length > 0 ? 'conflicts' : null;
  return picked.after === picked.before ? 'empty' : 'changes';
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
