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
    const earlier = open.get(signature(keys.map(oppositeKey)))?.pop();
    if (earlier !== undefined) cancelled.set(earlier, place);
    else {
      const own = signature(keys);
      open.set(own, [...(open.get(own) ?? []), place]);
    }
  }
  return cancelled;
}

function signature(keys: readonly number[]): string {
  return [...keys].sort((a, b) => a - b).join(' ');
}
