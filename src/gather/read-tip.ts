// What the upstream tip itself shows of each patch: its lines in the files there, and what applying it would change.
import type { Cover, WeighedPatch } from '../match/measure.js';
import { type Presence, presenceAtTip, type TipFile } from '../match/tip.js';
import { doneShare } from '../verdict/at-tip.js';
import type { BlobLines } from './blob-lines.js';
import type { GatherContext } from './context.js';
import type { FilesAtTip, PlannedFile } from './files-at-tip.js';
import { readLosses } from './find-losses.js';
import { isSettled } from './read-candidates.js';
import { NOT_REAPPLIED, type Reapplied, reapply } from './reapply.js';
import type { TipTree } from './tip-tree.js';

/** From this presence on it is worth knowing what the file had before, and whether the patch applies to nothing. */
const WORTH_A_LOOK = 0.5;

/** What the tip itself shows; who took code away is known from the history. */
export type TipRead = Presence & Reapplied;

/**
 * Presence at the tip for the patches whose files were looked up there; null for the others. `covers` tells which of them seem to
 * have landed. Where landings were lost again is looked into while git applies patches.
 */
export async function readTip(
  context: GatherContext,
  tree: TipTree,
  { plans, blobs }: FilesAtTip,
  weighed: readonly WeighedPatch[],
  covers: readonly Cover[],
): Promise<(TipRead | null)[]> {
  const first = weighed.map((patch, place) => {
    const plan = plans[place];
    return plan
      ? presenceAtTip(
          patch,
          plan.map((file) => tipFile(blobs, file, false)),
        )
      : null;
  });
  const promising = first.map(
    (facts, place) => facts !== null && needsProof(context, place, covers[place], facts, plans[place] ?? []),
  );
  const before = plans.flatMap((plan, place) =>
    promising[place] ? (plan ?? []).flatMap(({ change }) => change.oldBlob ?? []) : [],
  );
  const applying = reapply(context, tree, weighed, promising);
  const present = async () => {
    await blobs.load(before);
    const second = first.map((facts, place) => {
      const patch = weighed[place];
      return facts !== null && patch && promising[place]
        ? presenceAtTip(patch, plans[place]?.map((file) => tipFile(blobs, file, true)) ?? [])
        : facts;
    });
    // What git makes while it applies patches may be what a partial clone lacks: then it must not matter which comes first.
    if (context.workspace.partial) await applying;
    await readLosses(context, weighed, covers, second);
    return second;
  };
  const [applied, presences] = await Promise.all([applying, present()]);
  return presences.map((facts, place) => facts && { ...facts, ...(applied[place] ?? NOT_REAPPLIED) });
}

/**
 * Is it worth applying the patch in memory, which is what costs most here? A landing whose diff is the same and whose lines
 * are at the tip needs no second proof, unless a commit took it back. What is hardly there was rewritten, or is gone; and the same few lines at another
 * place may be another change. Nor is there any where all files of a landing are gone that it did not bring itself: nothing but conflicts
 * can come of it, and git would look through all of upstream's files for each.
 */
function needsProof(
  context: GatherContext,
  place: number,
  cover: Cover | undefined,
  tip: Presence,
  files: readonly PlannedFile[],
): boolean {
  const { landedCited, partialShare, strangerBits, inverse } = context.settings.verdict;
  if (tip.addedBits + tip.removedBits === 0) return false;
  const there = doneShare(tip) > 1 - partialShare;
  if (!isSettled(context, place)) return tip.addedShare >= WORTH_A_LOOK || (cover?.coverage.share ?? 0) >= landedCited;
  const gone = files.every(({ tipPath }) => tipPath === null);
  if (gone && files.some(({ change }) => change.oldPath !== null)) return false;
  const takenBack = context.matcher.inversesOf(place).some(({ share }) => share >= inverse);
  return !there || takenBack || (cover?.members[0]?.match.exact === 'lines' && cover.coverage.bits < strangerBits);
}

function tipFile(blobs: BlobLines, planned: PlannedFile, withBefore: boolean): TipFile {
  const { file, path, tipPath, tipBlob, change } = planned;
  return { file, path, tipPath, tip: blobs.of(tipBlob), before: blobs.of(withBefore ? change.oldBlob : null) };
}
