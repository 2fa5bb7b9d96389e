// A downstream commit that changes what stands around a patch: the patch then has another context than upstream's.
import type { Chance } from '../../bench/history/chance.js';
import type { FileChange } from '../../model/patch.js';
import { applyHunks, type Changed, type ReadText } from './apply-hunks.js';
import { inventWord } from './edits.js';

/** Puts a line of its own a little above where each hunk will change something; null where the hunks do not apply. */
export function shiftContext(read: ReadText, files: readonly FileChange[], chance: Chance): Changed | null {
  const changed = new Map<string, string[]>();
  for (const { oldPath, newPath, hunks } of files) {
    const old = oldPath === null || newPath === null ? null : read(oldPath);
    if (!old || oldPath === null) continue;
    const places = applyHunks(old, hunks)?.at;
    if (!places) return null;
    const before = new Set(places.map((place) => Math.max(0, place - 1)));
    const shifted = old.flatMap((line, at) => (before.has(at) ? [`/* ${inventWord(chance)} */`, line] : [line]));
    changed.set(oldPath, shifted);
  }
  return changed.size === 0 ? null : changed;
}
