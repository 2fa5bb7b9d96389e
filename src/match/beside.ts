// Where a change stands: how much of what surrounds each hunk of a patch surrounds a hunk of the commit too.
import type { FileChange, Hunk } from '../model/patch.js';
import { signedKey, wordCharacters } from '../patch/line-key.js';
import type { PatchLines } from './patch-lines.js';

/**
 * For each hunk of the patch, the worth (bits) of its old lines, context and removed, that the likest hunk of the
 * commit has too. `partners` names the files of the commit that go with each file of the patch.
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
    const hunk = patch.files[span.file]?.hunks[span.hunk];
    if (!hunk) return 0;
    const own = [...keysOf(hunk, ['-', ' '])];
    const hunks = [...(partners.get(span.file) ?? [])].flatMap(hunksOf);
    const common = (keys: ReadonlySet<number>) =>
      own.reduce((sum, key) => sum + (keys.has(key) ? worth(signedKey(key, true)) : 0), 0);
    return Math.max(0, ...hunks.map(common));
  });
}

/** The lines of these signs that have a letter or a digit, as unsigned keys: braces stand beside everything. */
function keysOf(hunk: Hunk, signs: readonly string[]): Set<number> {
  const lines = hunk.lines.filter(({ sign }) => signs.includes(sign));
  return new Set(lines.map(({ key }) => key).filter((key) => wordCharacters(key) > 0));
}
