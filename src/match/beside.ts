// Where a change stands: how much of what surrounds each hunk of a patch surrounds a hunk of the commit too.
import type { FileChange, Hunk } from '../model/patch.js';
import { signedKey, wordCharacters } from '../patch/line-key.js';
import type { HunkSpan, PatchLines } from './patch-lines.js';

/** The files of a commit that go with each file of a patch. */
type Partners = ReadonlyMap<number, ReadonlySet<FileChange>>;

/** A path names one place in a tree of thousands of files (2^12), and nobody else brings a file of that very path. */
const NEW_FILE_BITS = 16;

/**
 * For each hunk of the patch, the worth (bits) of its old lines, context and removed, that the likest hunk of the
 * commit has too. A new file has none: its place is its path. `partners` names the files of the commit that go with each
 * file of the patch, `signs` the lines of the commit that count.
 */
export function besideOf(
  patch: PatchLines,
  partners: Partners,
  worth: (signed: number) => number,
  signs: readonly string[] = ['+', '-', ' '],
): Float32Array {
  const known = new Map<FileChange, ReadonlySet<number>[]>();
  const hunksOf = (file: FileChange) => {
    const sets = known.get(file) ?? file.hunks.map((hunk) => keysOf(hunk, signs));
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

/** Of more lines than these it is not asked where each stands: they carry enough by themselves. */
const FEW_LINES = 12;

/**
 * The same, but 0 where the commit itself puts most of that there, in a function of another name: one function is made
 * after another. `beside` is what `besideOf` gives.
 */
export function placedOf(
  patch: PatchLines,
  partners: Partners,
  worth: (signed: number) => number,
  beside: Float32Array,
): Float32Array {
  if (patch.keys.length > FEW_LINES) return beside;
  const found = besideOf(patch, partners, worth, ['-', ' ']);
  return beside.map((bits, place) => {
    const span = patch.spans[place] as HunkSpan;
    return isKnown(patch, span, partners) || 2 * (found[place] ?? 0) >= bits ? bits : 0;
  });
}

/** Does the commit know the function that the hunk is in, or is that not told? */
function isKnown(patch: PatchLines, { file, hunk }: HunkSpan, partners: Partners): boolean {
  const name = definedName(patch.files[file]?.hunks[hunk]?.section ?? '');
  return name === null || [...(partners.get(file) ?? [])].some((other) => names(other, name));
}

const WORD = /[\p{L}_][\p{L}\p{N}_]*/gu;

/** Is the word in a changed line of the file, beside one, or in the section of one? */
function names({ hunks }: FileChange, name: string): boolean {
  const has = (text: string) => text.includes(name) && [...text.matchAll(WORD)].some(([word]) => word === name);
  return hunks.some(({ section, lines }) => has(section) || lines.some(({ text }) => has(text)));
}

/** What a section is of, as far as its first line tells: the word before a bracket, else its last; null where it has none. */
function definedName(section: string): string | null {
  return /([\p{L}_][\p{L}\p{N}_]*)\s*\(/u.exec(section)?.[1] ?? section.match(WORD)?.at(-1) ?? null;
}

function bringsTheSame(file: FileChange, other: FileChange): boolean {
  return other.oldPath === null && other.newPath === file.newPath;
}

/** The lines of these signs that have a letter or a digit, as unsigned keys: braces stand beside everything. */
function keysOf(hunk: Hunk, signs: readonly string[]): Set<number> {
  const lines = hunk.lines.filter(({ sign }) => signs.includes(sign));
  return new Set(lines.map(({ key }) => key).filter((key) => wordCharacters(key) > 0));
}
