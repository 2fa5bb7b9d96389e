// Applies patches to the upstream tip in memory, and tells what that would change there.
import { redoneOf } from '../match/redone.js';
import type { WeighedPatch } from '../match/measure.js';
import type { TipFacts } from '../model/facts.js';
import { type Application, applyPatches } from './apply-patches.js';
import type { GatherContext } from './context.js';
import type { TipTree } from './tip-tree.js';

/** What came of it. */
export type Reapplied = Pick<TipFacts, 'reapplied' | 'redone'>;

/** Of a patch that was not applied, or whose files could not be read. */
export const NOT_REAPPLIED: Reapplied = { reapplied: null, redone: null };

/** Applies the patches for which `chosen` holds, each by itself; one answer for each patch. */
export async function reapply(
  context: GatherContext,
  tip: TipTree,
  weighed: readonly WeighedPatch[],
  chosen: readonly boolean[],
): Promise<Reapplied[]> {
  const places = weighed.flatMap((_, place) => (chosen[place] ? [place] : []));
  const applications = await applyPatches(context, tip, places);
  return weighed.map((patch, place) => {
    const application = applications.get(place);
    return application ? reapplied(patch, application) : NOT_REAPPLIED;
  });
}

function reapplied(patch: WeighedPatch, { outcome, lines }: Application): Reapplied {
  if (outcome !== 'changes') return { reapplied: outcome, redone: outcome === 'empty' ? 0 : null };
  return { reapplied: outcome, redone: lines && redoneOf(patch, lines) };
}
