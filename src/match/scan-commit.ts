// An upstream commit as the matcher sees it: per file, how often each line of interest is added or removed.
import { lineKey, oppositeKey, signedKey, wordCharacters } from '../patch/line-key.js';
import { opaqueLines, sentenceKey } from '../patch/opaque.js';
import { type FileHeader, scanDiff } from '../patch/scan.js';
import { DiffDigest } from './diff-digest.js';

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

/** Scans one diff. `known` tells lines (unsigned keys) of interest; `worth` what a line is worth; `ignored` files are passed over. */
export function scanCommit(
  diff: Buffer,
  known: (key: number) => boolean,
  worth: (key: number) => number,
  ignored: (path: string) => boolean,
): CommitLines {
  const files: { oldPath: string | null; newPath: string | null; lines: Map<number, number>; bits: number }[] = [];
  const all = new Map<number, number>();
  const digest = new DiffDigest();
  let open: Map<number, number> | null = null;
  let pending: { header: FileHeader; hunks: number } | null = null;
  let bits = 0;
  const count = (sign: '+' | '-', key: number) => {
    const file = files.at(-1);
    if (!open || !file) return;
    bits += worth(key);
    file.bits += worth(key);
    if (!known(key)) return;
    const signed = signedKey(key, sign === '+');
    open.set(signed, (open.get(signed) ?? 0) + 1);
    all.set(signed, (all.get(signed) ?? 0) + 1);
  };
  const tellOpaque = () => {
    if (!pending) return;
    for (const sentence of opaqueLines(pending.header, pending.hunks)) {
      digest.line('+', sentenceKey(sentence));
      count('+', sentenceKey(sentence));
    }
    pending = null;
  };
  scanDiff(diff, {
    file: (header) => {
      tellOpaque();
      open = null;
      if (ignored(header.newPath ?? header.oldPath ?? '')) return;
      open = new Map();
      pending = { header, hunks: 0 };
      files.push({ oldPath: header.oldPath, newPath: header.newPath, lines: open, bits: 0 });
      digest.file(header.oldPath, header.newPath);
    },
    hunk: () => {
      if (pending) pending.hunks += 1;
      tellOpaque();
    },
    line: (sign, start, end) => {
      if (!open) return;
      const key = lineKey(diff, start, end);
      digest.line(sign, key);
      if (sign !== ' ' && !(wordCharacters(key) === 0 && isBlank(diff, start, end))) count(sign, key);
    },
  });
  tellOpaque();
  for (const file of files) dropPairs(file.lines, all);
  return { files, holders: holdersOf(files), lines: all, bits, digest: digest.finish() };
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

function isBlank(buffer: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = buffer[at] as number;
    if (byte !== 32 && !(byte >= 9 && byte <= 13)) return false;
  }
  return true;
}
