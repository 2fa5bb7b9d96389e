// Patches that are no real delta: told apart before any percentage is made.
import type { FileChange, Patch } from '../model/patch.js';
import type { NoiseReason } from '../model/status.js';
import { spaceMatters } from '../patch/white-space.js';

/** Which paths are change logs, which are written by tools. */
export interface NoisePaths {
  readonly changelog: (path: string) => boolean;
  readonly generated: (path: string) => boolean;
}

/** Why a patch is noise, or null when it is not. An unreadable patch is never noise. */
export function noiseOf(patch: Patch, paths: NoisePaths): NoiseReason | null {
  if (patch.unreadable) return null;
  if (patch.files.length === 0) return 'empty';
  if (patch.atBase === 'present') return 'in-base';
  if (patch.atBase === 'backwards') return 'backwards';
  const names = patch.files.map((file) => file.newPath ?? file.oldPath ?? '');
  if (names.every(paths.changelog)) return 'changelog';
  if (names.every((name) => paths.changelog(name) || paths.generated(name))) return 'generated';
  const rest = patch.files.filter(
    (_, place) => !paths.changelog(names[place] ?? '') && !paths.generated(names[place] ?? ''),
  );
  return rest.every(onlySpaces) ? 'whitespace' : null;
}

function onlySpaces(file: FileChange): boolean {
  const moved = file.oldPath === null || file.newPath === null || file.opaque.length > 0;
  if (moved || file.hunks.length === 0 || spaceMatters(file.newPath ?? '')) return false;
  return file.hunks.every((hunk) => {
    const side = (sign: '+' | '-') => hunk.lines.filter((line) => line.sign !== sign).map((line) => spaced(line.text));
    const [before, after] = [side('+').filter((text) => text !== ''), side('-').filter((text) => text !== '')];
    return before.length === after.length && before.every((text, place) => text === after[place]);
  });
}

/** Quoted text, a bracket with its blanks, other blanks. Operators keep theirs: `a + +b` is not `a ++b`. */
const BLANKS = /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\s*([()[\]{},;])\s*|\s+/g;

/** A line with meaningless blanks folded away; within quotes every blank counts. */
function spaced(text: string): string {
  // `#define FOO (x)` and `#define FOO(x)` are two different macros.
  if (/^\s*#\s*define\b/.test(text)) return text.trim();
  return text
    .trim()
    .replace(BLANKS, (_, quoted: string | undefined, bracket: string | undefined) => quoted ?? bracket ?? ' ');
}
