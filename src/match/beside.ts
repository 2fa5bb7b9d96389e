// Where a change stands: how much of what surrounds each hunk of a patch surrounds a hunk of the commit too.
import type { FileChange, Hunk } from '../model/patch.js';
import { signedKey, wordCharacters } from '../patch/line-key.js';
import type { PatchLines } from './patch-lines.js';

/** A path names one place in a tree of thousands of files (2^12), and nobody else brings a file of that very path. */
const NEW_FILE_BITS = 16;

/**
 * For each hunk of the patch, the worth (bits) of its old lines, context and removed, that the likest hunk of the
 * commit has too. A new file has none: its place is its path. `partners` names the files of the commit that go with each
 * file of the patch.
 */
export function besideOf(
  patch: PatchLines,
  partners: ReadonlyMap<number, ReadonlySet<FileChange>>,
  worth: (signed: number) => number,
): Float32Array {
  const known = new Map<FileChange, ReadonlySet<number>[]>();
  const hunksOf = (file: FileChange) => {
    const sets = known.get(file) ?? file.hunks.map((hunk) => keysOf(hunk, ['+', '-', ' ']));
    known.set(file, sets);
    return sets;
  };
  return Float32Array.from(patch.spans, (span) => {
    const file = patch.files[span.file];
    const hunk = file?.hunks[span.hunk];
    if (!hunk) return 0;
    const others = [...(partners.get(span.file) ?? [])];
    if (file.oldPath === null) return others.some((other) => bringsTheSame(file, other)) ? NEW_FILE_BITS : 0;
    const own = [...keysOf(hunk, ['-', ' '])];
    const hunks = others.flatMap(hunksOf);
    const common = (keys: ReadonlySet<number>) =>
      own.reduce((sum, key) => sum + (keys.has(key) ? worth(signedKey(key, true)) : 0), 0);
    return Math.max(0, ...hunks.map(common));
  });
}

function bringsTheSame(file: FileChange, other: FileChange): boolean {
  return other.oldPath === null && other.newPath === file.newPath;
}

/** The lines of these signs that have a letter or a digit, as unsigned keys: braces stand beside everything. */
function keysOf(hunk: Hunk, signs: readonly string[]): Set<number> {
  const lines = hunk.lines.filter(({ sign }) => signs.includes(sign));
  return new Set(lines.map(({ key }) => key).filter((key) => wordCharacters(key) > 0));
}
