// The texts of diffs that were just read, as far as there is room: the best of them are compared line by line soon after.
import { readDiffs } from '../git/diffs.js';
import type { GatherContext } from './context.js';

/** Some two thousand diffs of everyday size: all that a hundred patches ask for. Larger stacks read their best again. */
const ROOM = 32 * 2 ** 20;

/** Keeps texts until they fill their room; what does not fit is not kept. */
export class KeptDiffs {
  private readonly texts = new Map<string, Buffer>();
  private left = ROOM;

  /** Keeps the diff of a commit where there is room for it. */
  keep(oid: string, diff: Buffer): void {
    if (diff.length > this.left || this.texts.has(oid)) return;
    this.left -= diff.length;
    this.texts.set(oid, diff);
  }

  of(oid: string): Buffer | undefined {
    return this.texts.get(oid);
  }
}

/** Calls `take` once for each commit whose diff is kept or can be read; with null where it is too large. */
export async function readTexts(
  { texts, workspace, settings }: Pick<GatherContext, 'texts' | 'workspace' | 'settings'>,
  oids: readonly string[],
  processes: number,
  take: (oid: string, diff: Buffer | null) => void,
): Promise<void> {
  const missing = oids.filter((oid) => {
    const text = texts.of(oid);
    if (text) take(oid, text);
    return !text;
  });
  if (missing.length === 0) return;
  await readDiffs(workspace, missing, { processes, mostBytes: settings.limits.upstreamDiffBytes }, take);
}
