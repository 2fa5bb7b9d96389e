// What the upstream tip says of a patch: which of its added lines are there, which of its removed lines are gone.
import type { TipFacts } from '../model/facts.js';
import { signedKey, unsignedKey } from '../patch/line-key.js';
import type { WeighedPatch } from './measure.js';

/** How often each line stands in one file, by unsigned key; only lines that some patch has. */
export type LineCounts = ReadonlyMap<number, number>;

/** One file of a patch with what is known of it at the tip and where the patch started. */
export interface TipFile {
  /** Place in PatchLines.files. */
  readonly file: number;
  readonly path: string;
  readonly tipPath: string | null;
  readonly tip: LineCounts;
  /** Lines of the file before the patch: they prove nothing by being there. */
  readonly before: LineCounts;
}

/** The part of the facts that comes from lines alone. */
export type Presence = Omit<TipFacts, 'reapplied' | 'redone' | 'removedBy' | 'removedByShare' | 'goneBy'>;

/** Weighs presence at the tip: a line that is added twice must be there twice. Lines the file had before, and lines that the patch moves, are left out. */
export function presenceAtTip(patch: WeighedPatch, files: readonly TipFile[]): Presence {
  const sums: Sums = { added: { bits: 0, found: 0 }, removed: { bits: 0, found: 0 } };
  // Files that were not looked up, and changes that have no lines, are not known to be at the tip: they count as missing.
  const looked = new Set(files.map((file) => file.file));
  for (const span of patch.lines.spans.filter((other) => other.hunk < 0 || !looked.has(other.file))) {
    for (let line = span.start; line < span.end; line++) {
      const side = (patch.lines.keys[line] ?? 0) % 2 === 1 ? sums.added : sums.removed;
      side.bits += patch.bits[line] ?? 0;
    }
  }
  const found = files.map((file) => lookUp(patch, file, sums));
  const { added, removed } = sums;
  return {
    files: found.map(({ row }) => row),
    hunks: found.flatMap(({ hunks }) => hunks),
    addedShare: added.bits === 0 ? 1 : added.found / added.bits,
    addedBits: added.bits,
    removedShare: removed.bits === 0 ? 1 : removed.found / removed.bits,
    removedBits: removed.bits,
  };
}

/** What the tip has of one file, and of each of its hunks. */
interface FileAtTip {
  readonly row: TipFacts['files'][number];
  readonly hunks: TipFacts['hunks'];
}

/** Bits of all lines that count, and of those found as the patch wants them. */
interface Sums {
  readonly added: { bits: number; found: number };
  readonly removed: { bits: number; found: number };
}

/** Counts the lines of one file, and adds them to the sums. */
function lookUp({ lines, bits, total }: WeighedPatch, file: TipFile, { added, removed }: Sums): FileAtTip {
  const taken = new Map<number, number>();
  const { path, tipPath } = file;
  const row = { path, tipPath, addedPresent: 0, addedTotal: 0, removedGone: 0, removedTotal: 0 };
  const hunks: TipFacts['hunks'][number][] = [];
  for (const span of lines.spans.filter((other) => other.file === file.file && other.hunk >= 0)) {
    const before = { bits: added.bits + removed.bits, found: added.found + removed.found };
    for (let line = span.start; line < span.end; line++) {
      const signed = lines.keys[line] ?? 0;
      const key = unsignedKey(signed);
      const own = bits[line] ?? 0;
      if (lines.moved.has(signed)) continue;
      if (signed === signedKey(key, true)) {
        if (file.before.has(key)) continue;
        row.addedTotal += 1;
        added.bits += own;
        const times = (taken.get(key) ?? 0) + 1;
        if ((file.tip.get(key) ?? 0) < times) continue;
        taken.set(key, times);
        row.addedPresent += 1;
        added.found += own;
      } else {
        row.removedTotal += 1;
        removed.bits += own;
        if (file.tip.has(key)) continue;
        row.removedGone += 1;
        removed.found += own;
      }
    }
    const own = added.bits + removed.bits - before.bits;
    const done = added.found + removed.found - before.found;
    if (own > 0) hunks.push({ weight: own / total, done: done / own });
  }
  return { row, hunks };
}
