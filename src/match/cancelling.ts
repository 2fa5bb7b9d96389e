// Patches of a stack that take each other back: the later one undoes exactly what the earlier did.
import { oppositeKey } from '../patch/line-key.js';
import type { PatchLines } from './patch-lines.js';

/** For each patch the places of later patches that undo it, one to one; `order` gives the places of one branch, oldest first. */
export function cancelledBy(patches: readonly PatchLines[], order: readonly number[]): Map<number, number> {
  const open = new Map<string, number[]>();
  const cancelled = new Map<number, number>();
  for (const place of order) {
    const keys = patches[place]?.keys ?? [];
    if (keys.length === 0) continue;
    const opposite = keys.map(oppositeKey);
    const earlier = open.get(signature(opposite))?.findLast((other) => areSame(patches[other]?.keys ?? [], opposite));
    if (earlier !== undefined) {
      cancelled.set(earlier, place);
      open.set(signature(opposite), open.get(signature(opposite))?.filter((other) => other !== earlier) ?? []);
    } else {
      const own = signature(keys);
      open.set(own, [...(open.get(own) ?? []), place]);
    }
  }
  return cancelled;
}

/** Equal for the same lines in any order, and hardly ever for others. */
function signature(keys: readonly number[]): string {
  let sum = 0;
  for (const key of keys) sum = (sum + key) % SPAN;
  return `${keys.length} ${sum}`;
}

/** Sums stay below it, so that adding one more key to them is exact: keys have 53 bits. */
const SPAN = 2 ** 52;

function areSame(a: readonly number[], b: readonly number[]): boolean {
  const [one, other] = [Float64Array.from(a).sort(), Float64Array.from(b).sort()];
  return one.length === other.length && one.every((key, at) => key === other[at]);
}
