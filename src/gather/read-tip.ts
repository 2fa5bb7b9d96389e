// Looks the patches up in the upstream tip's tree: files by path, else by name.
import { applyToTip, treeOf } from '../git/merge.js';
import { listTree } from '../git/objects.js';
import { type Presence, presenceAtTip, type TipFile } from '../match/tip.js';
import type { WeighedPatch } from '../match/measure.js';
import type { TipFacts } from '../model/facts.js';
import type { FileChange } from '../model/patch.js';
import { baseName } from '../search/index-history.js';
import { BlobLines, unsignedKeys } from './blob-lines.js';
import type { GatherContext } from './context.js';
import { isSettled } from './read-candidates.js';

/** From this presence on it is worth knowing what the file had before, and whether the patch applies to nothing. */
const WORTH_A_LOOK = 0.5;
/** A file name that stands in more places at the tip than this names nothing. */
const MOST_NAMESAKES = 3;

/** What the tip itself shows; who took code away is known from the history. */
export type TipRead = Presence & Pick<TipFacts, 'reapplied'>;

/** Presence at the tip for the patches for which `wanted` holds; null for the others. `known` tells which lines (unsigned keys) matter. */
export async function readTip(
  context: GatherContext,
  tip: string,
  weighed: readonly WeighedPatch[],
  wanted: (place: number) => boolean,
): Promise<(TipRead | null)[]> {
  const { stack } = context;
  const tree = await listTree(context.workspace, tip);
  const byPath = new Map(tree.map((file) => [file.path, file.oid]));
  const byName = new Map<string, string[]>();
  for (const file of tree) byName.set(baseName(file.path), [...(byName.get(baseName(file.path)) ?? []), file.path]);
  const known = unsignedKeys(weighed.filter((_, place) => wanted(place)));
  const plans = weighed.map((patch, place) => (wanted(place) ? planFor(context, patch, byPath, byName) : []));
  const blobs = new BlobLines(context, known, 'reading files at the tip');
  await blobs.load(plans.flatMap((plan) => plan.flatMap((file) => (file.tipBlob ? [file.tipBlob] : []))));
  const first = weighed.map((patch, place) =>
    wanted(place) ? presenceAtTip(patch, plans[place]?.map((file) => tipFile(blobs, file, false)) ?? []) : null,
  );
  // A landing that is exact needs no second proof; applying patches in memory is what costs most here.
  const promising = first.map(
    (facts, place) =>
      facts !== null &&
      !isSettled(context, place) &&
      facts.addedBits + facts.removedBits > 0 &&
      facts.addedShare >= WORTH_A_LOOK,
  );
  await blobs.load(
    plans.flatMap((plan, place) =>
      promising[place] ? plan.flatMap((file) => (file.change.oldBlob ? [file.change.oldBlob] : [])) : [],
    ),
  );
  const applied = await reapply(context, tip, promising);
  return first.map((facts, place) => {
    const patch = weighed[place];
    if (facts === null || !patch) return null;
    const second = promising[place]
      ? presenceAtTip(patch, plans[place]?.map((file) => tipFile(blobs, file, true)) ?? [])
      : facts;
    const id = stack.patches[place]?.id ?? '';
    return { ...second, reapplied: applied.get(id) ?? null };
  });
}

interface PlannedFile {
  readonly file: number;
  readonly change: FileChange;
  readonly path: string;
  readonly tipPath: string | null;
  readonly tipBlob: string | null;
}

function planFor(
  { kinship, settings }: GatherContext,
  patch: WeighedPatch,
  byPath: ReadonlyMap<string, string>,
  byName: ReadonlyMap<string, readonly string[]>,
): PlannedFile[] {
  const places = [...new Set(patch.lines.spans.map((span) => span.file))].slice(0, settings.limits.tipFiles);
  return places.flatMap((file) => {
    const change = patch.lines.files[file];
    const path = change?.newPath ?? change?.oldPath;
    if (!change || path == null) return [];
    const namesakes = byName.get(baseName(path)) ?? [];
    const near = namesakes.length <= MOST_NAMESAKES ? namesakes[0] : undefined;
    const tipPath =
      [path, change.oldPath, ...kinship.paths(path), near].find(
        (candidate) => candidate != null && byPath.has(candidate),
      ) ?? null;
    return [{ file, change, path, tipPath, tipBlob: tipPath === null ? null : (byPath.get(tipPath) ?? null) }];
  });
}

function tipFile(blobs: BlobLines, planned: PlannedFile, withBefore: boolean): TipFile {
  const { file, path, tipPath, tipBlob, change } = planned;
  return { file, path, tipPath, tip: blobs.of(tipBlob), before: blobs.of(withBefore ? change.oldBlob : null) };
}

/** Applies the promising patches to the tip in memory; by patch id. */
async function reapply(
  context: GatherContext,
  tip: string,
  promising: readonly boolean[],
): Promise<Map<string, TipFacts['reapplied']>> {
  const { workspace, stack } = context;
  const chosen = stack.patches.filter((patch, place) => promising[place] && patch.parent !== null);
  const tipTree = await treeOf(workspace, tip);
  const results = await applyToTip(
    workspace,
    chosen.map((patch) => ({ oid: patch.commit, parent: patch.parent ?? '' })),
    tipTree,
    context.processes,
  );
  return new Map(
    chosen.map((patch, place) => {
      const result = results[place];
      const outcome = !result
        ? null
        : result.conflicts.length > 0
          ? 'conflicts'
          : result.tree === tipTree
            ? 'empty'
            : 'changes';
      return [patch.id, outcome];
    }),
  );
}
