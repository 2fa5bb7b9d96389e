// An upstream commit as the matcher sees it: per file, how often each line of interest is added or removed.
import type { DiffSketch } from '../model/known.js';
import { oppositeKey, unsignedKey } from '../patch/line-key.js';
import { digestOf } from './diff-digest.js';

export interface CommitFile {
  readonly oldPath: string | null;
  readonly newPath: string | null;
  /** Signed key to count, only of lines that some patch has in either direction. */
  readonly lines: ReadonlyMap<number, number>;
  /** Worth of all its changed lines, in bits. */
  readonly bits: number;
}

export interface CommitLines {
  readonly files: readonly CommitFile[];
  /** The files that have a line, by its signed key. */
  readonly holders: ReadonlyMap<number, readonly CommitFile[]>;
  /** Signed key to count over all files. */
  readonly lines: ReadonlyMap<number, number>;
  /** Worth of all changed lines, in bits as `worth` gives them. */
  readonly bits: number;
  readonly digest: { readonly diff: string; readonly lines: string };
}

/** Sees a diff with the eyes of a stack. `known` tells lines (unsigned keys) of interest; `worth` what a line is worth; `ignored` files are passed over. */
export function seeCommit(
  sketch: DiffSketch,
  known: (key: number) => boolean,
  worth: (key: number) => number,
  ignored: (path: string) => boolean,
): CommitLines {
  const seen = sketch.files.filter(({ oldPath, newPath }) => !ignored(newPath ?? oldPath ?? ''));
  const all = new Map<number, number>();
  const files = seen.map(({ oldPath, newPath, lines }) => {
    const own = new Map<number, number>();
    let bits = 0;
    for (const signed of lines) {
      const key = unsignedKey(signed);
      bits += worth(key);
      if (!known(key)) continue;
      own.set(signed, (own.get(signed) ?? 0) + 1);
      all.set(signed, (all.get(signed) ?? 0) + 1);
    }
    return { oldPath, newPath, lines: own, bits };
  });
  for (const file of files) dropPairs(file.lines, all);
  const bits = files.reduce((sum, file) => sum + file.bits, 0);
  return { files, holders: holdersOf(files), lines: all, bits, digest: digestOf(seen) };
}

/** A line that a file loses and gets again was re-indented or moved within it: neither is a change of content. */
function dropPairs(lines: Map<number, number>, all: Map<number, number>): void {
  for (const [added, count] of lines) {
    if (added % 2 === 0) continue;
    const removed = oppositeKey(added);
    const pairs = Math.min(count, lines.get(removed) ?? 0);
    if (pairs === 0) continue;
    for (const signed of [added, removed]) {
      lower(lines, signed, pairs);
      lower(all, signed, pairs);
    }
  }
}

function lower(lines: Map<number, number>, signed: number, by: number): void {
  const left = (lines.get(signed) ?? 0) - by;
  if (left > 0) lines.set(signed, left);
  else lines.delete(signed);
}

function holdersOf(files: readonly CommitFile[]): Map<number, CommitFile[]> {
  const holders = new Map<number, CommitFile[]>();
  for (const file of files) {
    for (const signed of file.lines.keys()) {
      const known = holders.get(signed);
      if (known) known.push(file);
      else holders.set(signed, [file]);
    }
  }
  return holders;
}

/** True when the commit only moves the line about: it takes away as many as it adds. */
export function onlyMoves(commit: CommitLines, signed: number): boolean {
  return (commit.lines.get(oppositeKey(signed)) ?? 0) >= (commit.lines.get(signed) ?? 0);
}
