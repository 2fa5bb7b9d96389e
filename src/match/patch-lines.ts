// A patch as the matcher sees it: its changed lines in one row, each with its hunk and file, change logs and generated files left out.
import type { FileChange, Line, Patch } from '../model/patch.js';
import { oppositeKey, signedKey } from '../patch/line-key.js';
import { opaqueLines, sentenceKey } from '../patch/opaque.js';
import { digestOf, type FileDigest, FileDigester } from './diff-digest.js';
import { licenceLines } from './licence.js';
import { LinePlaces } from './line-places.js';

/** One hunk: lines [start, end) of PatchLines. `hunk` is its place in the file, -1 for a change that has no lines of text. */
export interface HunkSpan {
  readonly file: number;
  readonly hunk: number;
  readonly start: number;
  readonly end: number;
}

export interface PatchLines {
  /** Signed keys (patch/line-key.ts) of all changed lines that are not blank. */
  readonly keys: readonly number[];
  /** Texts of the lines of one hunk, in order: decoded anew each time they are asked for. */
  readonly textsOf: (span: HunkSpan) => readonly string[];
  /** For each line its place within its hunk; -1 for a sentence that stands for a change without lines. */
  readonly inHunk: readonly number[];
  readonly spans: readonly HunkSpan[];
  /** Places of the lines that have a signed key. */
  readonly places: LinePlaces;
  /** The hunk a line belongs to. */
  readonly spanOf: (line: number) => HunkSpan;
  /** Signed keys that the patch both adds and removes: it moves them. */
  readonly moved: ReadonlySet<number>;
  /** Lines of the licences at the heads of new files. */
  readonly licence: ReadonlySet<number>;
  readonly files: readonly FileChange[];
  readonly digest: { readonly diff: string; readonly lines: string };
}

/** Lays a patch out for matching. Files for which `ignored` holds carry no evidence. */
export function layOut(patch: Pick<Patch, 'files'>, ignored: (path: string) => boolean): PatchLines {
  const { files } = patch;
  const laid: Laid = { keys: [], sentences: new Map(), inHunk: [], spans: [], licence: new Set() };
  const digests: FileDigest[] = [];
  const pairs = files.map((file) => pairedWithin(file));
  const keptApart = isMostlyMoved(files, pairs);
  files.forEach((file, place) => {
    const paired = new Map(keptApart ? [] : pairs[place]?.counts);
    if (ignored(file.newPath ?? file.oldPath ?? '')) return;
    const digest = new FileDigester(file.oldPath, file.newPath);
    layOpaque(laid, file, place, digest);
    const licence = licenceLines(file);
    file.hunks.forEach((hunk, number) => {
      const start = laid.keys.length;
      layHunk(laid, hunk, { file: place, hunk: number }, paired, digest);
      if (number > 0) return;
      for (let line = start; line < laid.keys.length; line++)
        if (licence.has(laid.inHunk[line] ?? -1)) laid.licence.add(line);
    });
    digests.push(digest.finish());
  });
  const { keys, sentences, inHunk, spans, licence } = laid;
  const places = new LinePlaces(keys);
  return {
    keys,
    textsOf: (span) => textsOf(span, inHunk, sentences, files),
    inHunk,
    spans,
    places,
    spanOf: (line) => spanAt(spans, line),
    moved: new Set(keys.filter((key) => places.has(oppositeKey(key)))),
    licence,
    files,
    digest: digestOf(digests),
  };
}

/** What of a patch has been laid out so far. */
interface Laid {
  readonly keys: number[];
  readonly sentences: Map<number, string>;
  readonly inHunk: number[];
  readonly spans: HunkSpan[];
  readonly licence: Set<number>;
}

/** A change without lines is a sentence that stands for one. */
function layOpaque(laid: Laid, file: FileChange, place: number, digest: FileDigester): void {
  const opaque = opaqueLines(sourceOf(file), file.hunks.length);
  if (opaque.length === 0) return;
  const start = laid.keys.length;
  for (const sentence of opaque) {
    laid.sentences.set(laid.keys.length, sentence);
    laid.keys.push(signedKey(sentenceKey(sentence), true));
    laid.inHunk.push(-1);
    digest.line('+', sentenceKey(sentence));
  }
  laid.spans.push({ file: place, hunk: -1, start, end: laid.keys.length });
}

/** Lines that are taken away and put back within the file are left out, as often as `paired` says. */
function layHunk(
  laid: Laid,
  hunk: FileChange['hunks'][number],
  at: Pick<HunkSpan, 'file' | 'hunk'>,
  paired: Map<number, number>,
  digest: FileDigester,
): void {
  const start = laid.keys.length;
  for (const [place, line] of hunk.lines.entries()) {
    const { sign, key } = line;
    digest.line(sign, key);
    if (sign === ' ' || line.text.trim() === '') continue;
    const signed = signedKey(key, sign === '+');
    const drop = paired.get(signed) ?? 0;
    if (drop > 0) {
      paired.set(signed, drop - 1);
      continue;
    }
    laid.keys.push(signed);
    laid.inHunk.push(place);
  }
  laid.spans.push({ ...at, start, end: laid.keys.length });
}

function textsOf(
  { file, hunk, start, end }: HunkSpan,
  inHunk: readonly number[],
  sentences: ReadonlyMap<number, string>,
  files: readonly FileChange[],
): string[] {
  const lines = files[file]?.hunks[hunk]?.lines ?? [];
  return Array.from({ length: end - start }, (_, at) => {
    const line = start + at;
    return sentences.get(line) ?? lines[inHunk[line] ?? -1]?.text ?? '';
  });
}

function spanAt(spans: readonly HunkSpan[], line: number): HunkSpan {
  let low = 0;
  let high = spans.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  const span = spans[low];
  if (!span) throw new RangeError(`no hunk has line ${line}`);
  return span;
}

/** Lines that a file loses and gets again, by signed key; how many lines these are, and how many of all that change. */
interface Paired {
  readonly counts: ReadonlyMap<number, number>;
  readonly dropped: number;
  /** Those of the dropped that come back in another hunk. */
  readonly away: number;
  readonly changed: number;
}

/** Lines that are re-indented, or moved within the file: beside other changes they carry no content. */
function pairedWithin(file: FileChange): Paired {
  const hunks = file.hunks.map(({ lines }) => countsOf(lines));
  const all = new Map<number, number>();
  for (const hunk of hunks) for (const [signed, count] of hunk) all.set(signed, (all.get(signed) ?? 0) + count);
  const counts = pairsOf(all);
  const dropped = total(counts);
  const within = hunks.reduce((sum, hunk) => sum + total(pairsOf(hunk)), 0);
  return { counts, dropped, away: dropped - within, changed: total(all) };
}

/** Is there nothing else than lines that come back, or less than of those that come back elsewhere? Then moving them is what the patch does. */
function isMostlyMoved(files: readonly FileChange[], pairs: readonly Paired[]): boolean {
  const others = pairs.reduce((sum, { changed, dropped }) => sum + changed - dropped, 0);
  const away = pairs.reduce((sum, pair) => sum + pair.away, 0);
  return away > others || (others === 0 && files.every(({ opaque }) => opaque.length === 0));
}

/** Changed lines that are not blank, counted by signed key. */
function countsOf(lines: readonly Line[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { sign, text, key } of lines) {
    if (sign === ' ' || text.trim() === '') continue;
    const signed = signedKey(key, sign === '+');
    counts.set(signed, (counts.get(signed) ?? 0) + 1);
  }
  return counts;
}

/** How often each of them is there in the other direction too. */
function pairsOf(counts: ReadonlyMap<number, number>): Map<number, number> {
  const pairs = [...counts].map(([signed, count]): [number, number] => [
    signed,
    Math.min(count, counts.get(oppositeKey(signed)) ?? 0),
  ]);
  return new Map(pairs.filter(([, count]) => count > 0));
}

function total(counts: ReadonlyMap<number, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function sourceOf(file: FileChange) {
  return { ...file, renamed: file.opaque.includes('rename'), binary: file.opaque.includes('binary') };
}
