// Finds each hunk of a patch in the files of a commit: the same file, one of the same name, or wherever its rare lines went.
import type { MatchSettings } from '../model/settings.js';
import { oppositeKey } from '../patch/line-key.js';
import type { HunkSpan, PatchLines } from './patch-lines.js';
import { type CommitFile, type CommitLines, onlyMoves } from './scan-commit.js';

/** Files over which the lines of one hunk may be spread. */
const MOST_FILES_A_HUNK = 3;

type Left = Map<CommitFile, Map<number, number>>;

/**
 * One credit (0 or 1) for each line of the patch: is it in the commit, in a file that fits? With `inverse`, lines are
 * looked for in the other direction. A line the commit has once proves one line of the patch, not two; a line that the
 * commit merely moves about proves nothing unless the patch moves it too.
 */
export function alignHunks(patch: PatchLines, commit: CommitLines, worth: (signed: number) => number, settings: MatchSettings, inverse: boolean): Float32Array {
  const credits = new Float32Array(patch.keys.length);
  const left: Left = new Map(commit.files.map((file) => [file, new Map(file.lines)]));
  const wanted = (line: number) => {
    const key = patch.keys[line] ?? 0;
    const signed = inverse ? oppositeKey(key) : key;
    return !patch.moved.has(key) && onlyMoves(commit, signed) ? null : signed;
  };
  for (const span of patch.spans) {
    for (let turn = 0; turn < MOST_FILES_A_HUNK; turn++) {
      const found = bestFile(patch, span, credits, left, wanted, worth, settings);
      if (!found) break;
      take(span, credits, left.get(found) ?? new Map(), wanted);
    }
  }
  return credits;
}

function bestFile(
  patch: PatchLines,
  span: HunkSpan,
  credits: Float32Array,
  left: Left,
  wanted: (line: number) => number | null,
  worth: (signed: number) => number,
  settings: MatchSettings,
): CommitFile | null {
  let best: { file: CommitFile; bits: number; kin: number } | null = null;
  for (const [file, lines] of left) {
    const bits = worthIn(span, credits, lines, wanted, worth);
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

function worthIn(span: HunkSpan, credits: Float32Array, lines: ReadonlyMap<number, number>, wanted: (line: number) => number | null, worth: (signed: number) => number): number {
  const used = new Map<number, number>();
  let bits = 0;
  for (let line = span.start; line < span.end; line++) {
    const signed = credits[line] === 0 ? wanted(line) : null;
    if (signed === null) continue;
    const count = used.get(signed) ?? 0;
    if ((lines.get(signed) ?? 0) <= count) continue;
    used.set(signed, count + 1);
    bits += worth(signed);
  }
  return bits;
}

function take(span: HunkSpan, credits: Float32Array, lines: Map<number, number>, wanted: (line: number) => number | null): void {
  for (let line = span.start; line < span.end; line++) {
    const signed = credits[line] === 0 ? wanted(line) : null;
    if (signed === null) continue;
    const count = lines.get(signed) ?? 0;
    if (count === 0) continue;
    lines.set(signed, count - 1);
    credits[line] = 1;
  }
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
