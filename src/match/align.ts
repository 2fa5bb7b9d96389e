// Finds each hunk of a patch in the files of a commit: the same file, one of the same name, or wherever its rare lines went.
import type { Match } from '../model/match.js';
import type { MatchSettings } from '../model/settings.js';
import { oppositeKey } from '../patch/line-key.js';
import type { HunkSpan, PatchLines } from './patch-lines.js';
import { type CommitFile, type CommitLines, onlyMoves } from './see-commit.js';

/** Files over which the lines of one hunk may be spread. */
const MOST_FILES_A_HUNK = 3;
/** Of a patch of more lines than this (an import), lines in more places than that are looked for beside rarer ones only: going through them all for every commit took minutes. */
const HUGE_PATCH = 20_000;
const MANY_PLACES = 16;

/** How often each line of a file was taken already. */
type Taken = Map<CommitFile, Map<number, number>>;

/** Lines of the patch found in a commit; see model/match.ts. */
export type Aligned = Pick<Match, 'lines' | 'kin' | 'strangers'>;

/** What aligning weighs by: the worth of a line in bits, and how two paths are related (2: the same file, 1: a file of the same telling name, 0: strangers). */
export interface Weighing {
  readonly worth: (signed: number) => number;
  readonly kinship: (path: string, other: string) => 0 | 1 | 2;
  readonly settings: MatchSettings;
}

/**
 * Finds the lines of a patch in a commit, hunk by hunk, each hunk in the file that fits best. With `inverse`, lines are
 * looked for in the other direction. A line the commit has once proves one line of the patch, not two; a line that the
 * commit merely moves about proves nothing unless the patch moves it too; lines removed from a stranger prove nothing
 * unless the lines added went there as well; and a commit that brings a file in cannot remove what was never in it.
 */
export function alignHunks(patch: PatchLines, commit: CommitLines, weighing: Weighing, inverse: boolean): Aligned {
  const found = new Map<number, boolean>();
  const strangers: Match['strangers'][number][] = [];
  const taken: Taken = new Map();
  for (const [span, wanted] of wantedBySpan(patch, commit, inverse)) {
    const files = new Set<CommitFile>();
    for (const signed of wanted.values()) for (const file of commit.holders.get(signed) ?? []) files.add(file);
    for (let turn = 0; turn < MOST_FILES_A_HUNK; turn++) {
      const best = bestFile(patch, span, wanted, files, taken, weighing);
      if (!best) break;
      const taking = [
        ...take(wanted, best.file, taken),
        ...(inverse ? [] : neverThere(patch, span, best.file, weighing)),
      ];
      const lines = taking.filter((line) => !found.has(line));
      for (const line of lines) found.set(line, best.kin > 0);
      if (best.kin === 0) strangers.push({ from: pathOf(patch.files[span.file]), to: pathOf(best.file), lines });
    }
  }
  const lines = Int32Array.from(found.keys()).sort();
  return { lines, kin: Uint8Array.from(lines, (line) => (found.get(line) ? 1 : 0)), strangers };
}

function pathOf(file: { readonly oldPath: string | null; readonly newPath: string | null } | undefined): string {
  return file?.newPath ?? file?.oldPath ?? '';
}

/** Lines a hunk removes, where the commit brings the file in and it holds most of what the hunk adds: upstream never had the old lines. */
function neverThere(patch: PatchLines, span: HunkSpan, file: CommitFile, { worth }: Weighing): number[] {
  if (file.oldPath !== null) return [];
  const lines = range(span).map((line) => ({ line, key: patch.keys[line] ?? 0 }));
  const added = lines.filter(({ key }) => key % 2 === 1);
  const bits = (some: typeof lines) => some.reduce((sum, { key }) => sum + worth(key), 0);
  const present = added.filter(({ key }) => file.lines.has(key));
  if (added.length === 0 || bits(present) < MOSTLY * bits(added)) return [];
  return lines.filter(({ key }) => key % 2 === 0 && !file.lines.has(oppositeKey(key))).map(({ line }) => line);
}

/** A hunk is said to be in a file when this share of what it adds is. */
const MOSTLY = 0.6;

function range(span: HunkSpan): number[] {
  return Array.from({ length: span.end - span.start }, (_, index) => span.start + index);
}

/** Lines still wanted: place in the patch to the signed key to look for. */
type Wanted = Map<number, number>;

/**
 * Starts from the lines of the commit, not of the patch: a large patch is nominated by many small commits. A line that
 * the patch has in very many places is looked for only in hunks that have rarer lines of the commit too.
 */
function wantedBySpan(patch: PatchLines, commit: CommitLines, inverse: boolean): Map<HunkSpan, Wanted> {
  const found: number[] = [];
  const common: Int32Array[] = [];
  for (const signed of commit.lines.keys()) {
    const key = inverse ? oppositeKey(signed) : signed;
    const lines = patch.places.get(key);
    if (!lines || (!patch.moved.has(key) && onlyMoves(commit, signed))) continue;
    if (lines.length > MANY_PLACES && patch.keys.length > HUGE_PATCH) common.push(lines);
    else for (const line of lines) found.push(line);
  }
  const spans = common.length === 0 ? [] : new Set(found.map((line) => patch.spanOf(line)));
  for (const span of spans) for (const lines of common) for (const line of within(lines, span)) found.push(line);
  const bySpan = new Map<HunkSpan, Wanted>();
  let span: HunkSpan | null = null;
  let wanted: Wanted = new Map();
  for (const line of Int32Array.from(found).sort()) {
    if (span === null || line >= span.end) {
      span = patch.spanOf(line);
      wanted = new Map();
      bySpan.set(span, wanted);
    }
    const key = patch.keys[line] ?? 0;
    wanted.set(line, inverse ? oppositeKey(key) : key);
  }
  return bySpan;
}

/** The places (in order) that lie in a hunk. */
function within(places: Int32Array, span: HunkSpan): Int32Array {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < span.start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < places.length && (places[end] ?? 0) < span.end) end += 1;
  return places.subarray(low, end);
}

function bestFile(
  patch: PatchLines,
  span: HunkSpan,
  wanted: Wanted,
  files: ReadonlySet<CommitFile>,
  taken: Taken,
  { worth, kinship, settings }: Weighing,
): { file: CommitFile; kin: number } | null {
  let best: { file: CommitFile; bits: number; kin: number } | null = null;
  for (const file of files) {
    const kin = kinOf(patch, span, file, kinship);
    const bits = worthIn(wanted, file, taken.get(file), worth);
    if (bits === 0 || (kin === 0 && !convinces(patch, wanted, file, taken.get(file), worth, settings))) continue;
    // Kin decides between files that hold about the same: by a tenth a step.
    if (!best || bits * (1 + kin / 10) > best.bits * (1 + best.kin / 10)) best = { file, bits, kin };
  }
  return best;
}

/** A stranger has to hold rare lines in the direction that puts code there: what is removed from it is its own affair. */
function convinces(
  patch: PatchLines,
  wanted: Wanted,
  file: CommitFile,
  taken: ReadonlyMap<number, number> | undefined,
  worth: (signed: number) => number,
  settings: MatchSettings,
): boolean {
  const added = new Map([...wanted].filter(([line]) => (patch.keys[line] ?? 0) % 2 === 1));
  return worthIn(added, file, taken, worth) >= settings.strayBits;
}

function kinOf(patch: PatchLines, span: HunkSpan, file: CommitFile, kinship: Weighing['kinship']): number {
  const own = patch.files[span.file];
  const names = [own?.oldPath, own?.newPath].filter((path) => path != null);
  const theirs = [file.oldPath, file.newPath].filter((path) => path !== null);
  return Math.max(0, ...names.flatMap((path) => theirs.map((other) => kinship(path, other))));
}

function worthIn(
  wanted: Wanted,
  file: CommitFile,
  taken: ReadonlyMap<number, number> | undefined,
  worth: (signed: number) => number,
): number {
  const used = new Map<number, number>();
  let bits = 0;
  for (const signed of wanted.values()) {
    const count = (used.get(signed) ?? 0) + (taken?.get(signed) ?? 0);
    if ((file.lines.get(signed) ?? 0) <= count) continue;
    used.set(signed, (used.get(signed) ?? 0) + 1);
    bits += worth(signed);
  }
  return bits;
}

/** Takes the lines that the file has out of `wanted`. */
function take(wanted: Wanted, file: CommitFile, taken: Taken): number[] {
  const counts = taken.get(file) ?? new Map<number, number>();
  taken.set(file, counts);
  const found: number[] = [];
  for (const [line, signed] of wanted) {
    const count = counts.get(signed) ?? 0;
    if ((file.lines.get(signed) ?? 0) <= count) continue;
    counts.set(signed, count + 1);
    wanted.delete(line);
    found.push(line);
  }
  return found;
}
