// Applies a written patch to a file's content, byte for byte. The fitting of hunks is jsdiff's.
import { applyPatch } from 'diff';
import type { RawFile, RawHunk } from './raw-patch.js';

/** Context lines that may differ, as `patch` and `quilt push` allow by default. */
const MOST_FUZZ = 2;

/**
 * The content (bytes as Latin-1; null: no such file) after the patch, or false when it does not fit. Hunks may have moved,
 * and up to two lines of context may differ.
 */
export function applyFile(before: string | null, file: RawFile): string | null | false {
  for (let fuzz = 0; fuzz <= MOST_FUZZ; fuzz++) {
    const after = applyWith(before, file, fuzz);
    if (after !== false) return after;
  }
  return false;
}

/** True when the content is what the patch leads to: all of it can be taken back, to the letter. */
export function isApplied(content: string | null, file: RawFile): boolean {
  if (file.hunks.length === 0) return false;
  const back = { ...file, added: file.removed, removed: file.added, hunks: file.hunks.map(reversed) };
  return applyWith(content, back, 0) !== false;
}

function applyWith(before: string | null, file: RawFile, fuzz: number): string | null | false {
  if (file.broken || file.binary) return false;
  const creates = file.added || file.hunks.every((hunk) => hunk.oldLines === 0 && hunk.oldStart === 0);
  if (before === null && !creates) return false;
  if (before !== null && before !== '' && file.added) return false;
  const after = applyPatch(before ?? '', structured(file), { fuzzFactor: fuzz, autoConvertLineEndings: false });
  return after !== false && file.removed ? (after === '' ? null : false) : after;
}

function structured({ hunks }: RawFile): Parameters<typeof applyPatch>[1] {
  const named = { oldFileName: '', newFileName: '', oldHeader: undefined, newHeader: undefined };
  return { ...named, hunks: hunks.map((hunk) => ({ ...hunk, lines: [...hunk.lines] })) };
}

const OPPOSITE: Readonly<Record<string, string>> = { '+': '-', '-': '+' };

function reversed({ oldStart, oldLines, newStart, newLines, section, lines }: RawHunk): RawHunk {
  const turned = lines.map((line) => (OPPOSITE[line[0] ?? ''] ?? line[0] ?? '') + line.slice(1));
  return { oldStart: newStart, oldLines: newLines, newStart: oldStart, newLines: oldLines, section, lines: turned };
}
