// Finds each hunk of a patch in the files of a commit: the same file, one of the same name, or wherever its rare lines went.
import type { MatchSettings } from '../model/settings.js';
import { oppositeKey } from '../patch/line-key.js';
import type { HunkSpan, PatchLines } from './patch-lines.js';
import { type CommitFile, type CommitLines, onlyMoves } from './scan-commit.js';

/** Files over which the lines of one hunk may be spread. */
const MOST_FILES_A_HUNK = 3;
/** A patch that has one line in more places than this is a large import: going through them all for every commit costs minutes. */
const MANY_PLACES = 16;

/** How often each line of a file was taken already. */
type Taken = Map<CommitFile, Map<number, number>>;

/**
 * The lines of the patch (places, in order) that are in the commit, in a file that fits. With `inverse`, lines are looked
 * for in the other direction. A line the commit has once proves one line of the patch, not two; a line that the commit
 * merely moves about proves nothing unless the patch moves it too.
 */
export function alignHunks(
  patch: PatchLines,
  commit: CommitLines,
  worth: (signed: number) => number,
  settings: MatchSettings,
  inverse: boolean,
): Int32Array {
  const found: number[] = [];
  const taken: Taken = new Map();
  for (const [span, wanted] of wantedBySpan(patch, commit, inverse)) {
    const files = new Set([...wanted.values()].flatMap((signed) => commit.holders.get(signed) ?? []));
    for (let turn = 0; turn < MOST_FILES_A_HUNK; turn++) {
      const file = bestFile(patch, span, wanted, files, taken, worth, settings);
      if (!file) break;
      take(wanted, file, taken, found);
    }
  }
  return Int32Array.from(found).sort();
}

/** Lines still wanted: place in the patch to the signed key to look for. */
type Wanted = Map<number, number>;

/**
 * Starts from the lines of the commit, not of the patch: a large patch is nominated by many small commits. A line that
 * the patch has in very many places is looked for only in hunks that have rarer lines of the commit too.
 */
function wantedBySpan(patch: PatchLines, commit: CommitLines, inverse: boolean): Map<HunkSpan, Wanted> {
  const found: [number, number][] = [];
  const common: [readonly number[], number][] = [];
  for (const signed of commit.lines.keys()) {
    const key = inverse ? oppositeKey(signed) : signed;
    const lines = patch.places.get(key);
    if (!lines || (!patch.moved.has(key) && onlyMoves(commit, signed))) continue;
    if (lines.length > MANY_PLACES) common.push([lines, signed]);
    else for (const line of lines) found.push([line, signed]);
  }
  const spans = new Set(found.map(([line]) => patch.spanOf(line)));
  for (const span of spans)
    for (const [lines, signed] of common) for (const line of within(lines, span)) found.push([line, signed]);
  const bySpan = new Map<HunkSpan, Wanted>();
  for (const [line, signed] of found.sort((a, b) => a[0] - b[0])) {
    const span = patch.spanOf(line);
    const wanted = bySpan.get(span) ?? new Map<number, number>();
    bySpan.set(span, wanted.set(line, signed));
  }
  return bySpan;
}

/** The places (in order) that lie in a hunk. */
function within(places: readonly number[], span: HunkSpan): readonly number[] {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < span.start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < places.length && (places[end] ?? 0) < span.end) end += 1;
  return places.slice(low, end);
}

function bestFile(
  patch: PatchLines,
  span: HunkSpan,
  wanted: Wanted,
  files: ReadonlySet<CommitFile>,
  taken: Taken,
  worth: (signed: number) => number,
  settings: MatchSettings,
): CommitFile | null {
  let best: { file: CommitFile; bits: number; kin: number } | null = null;
  for (const file of files) {
    const bits = worthIn(wanted, file, taken.get(file), worth);
    if (bits === 0) continue;
    const kin = kinship(patch, span, file);
    if (kin === 0 && bits < settings.strayBits) continue;
    // Kin decides between files that hold about the same: by a tenth a step.
    if (!best || bits * (1 + kin / 10) > best.bits * (1 + best.kin / 10)) best = { file, bits, kin };
  }
  return best?.file ?? null;
}

/** 2: the same file; 1: a file of the same name; 0: a stranger. */
function kinship(patch: PatchLines, span: HunkSpan, file: CommitFile): number {
  const own = patch.files[span.file];
  const names = [own?.oldPath, own?.newPath].filter((path) => path != null);
  const theirs = [file.oldPath, file.newPath].filter((path) => path !== null);
  if (names.some((path) => theirs.includes(path))) return 2;
  return names.some((path) => theirs.some((other) => lastPart(other) === lastPart(path))) ? 1 : 0;
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

/** Moves the lines that the file has from `wanted` to `found`. */
function take(wanted: Wanted, file: CommitFile, taken: Taken, found: number[]): void {
  const counts = taken.get(file) ?? new Map<number, number>();
  taken.set(file, counts);
  for (const [line, signed] of wanted) {
    const count = counts.get(signed) ?? 0;
    if ((file.lines.get(signed) ?? 0) <= count) continue;
    counts.set(signed, count + 1);
    wanted.delete(line);
    found.push(line);
  }
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
