// The best candidates of one patch, compared with it line by line for a person to read.
import type { LineFate } from '../match/compare.js';
import { hunkCoverage, hunkHeader } from '../match/lay-beside.js';
import type { WeighedPatch } from '../match/measure.js';
import type { HunkSpan } from '../match/patch-lines.js';
import type { ComparedFile, ComparedHunk, ComparedLine, Comparison } from '../model/explanation.js';
import type { Hunk } from '../model/patch.js';
import type { Gathered } from './gather.js';
import { compareWith, readFiles, telling } from './read-compared.js';

/** Candidates that are shown beside the commits of the verdict: more are not read to the end. */
const MOST_SHOWN = 5;

/** Comparisons of the patch at `place`: the commits its verdict rests on first, then the next best. */
export async function compareInDepth(gathered: Gathered, place: number): Promise<Comparison[]> {
  const facts = gathered.facts[place];
  const patch = gathered.weighed[place];
  if (!facts || !patch) return [];
  const chosen = telling(facts).slice(0, Math.max(MOST_SHOWN, facts.cover.members.length));
  const diffs = await readFiles(
    gathered.context,
    chosen.map((holds) => holds.commit),
  );
  return chosen.flatMap((holds) => {
    const upstream = diffs.get(holds.commit.oid);
    if (!upstream) return [];
    const { figures, fates } = compareWith(gathered, place, holds, upstream);
    return [{ ...figures, files: filesOf(patch, fates) }];
  });
}

function filesOf(patch: WeighedPatch, fates: readonly LineFate[]): ComparedFile[] {
  return patch.lines.files.flatMap((file, place) => {
    const spans = patch.lines.spans.filter((span) => span.file === place);
    if (spans.length === 0) return [];
    const hunks = spans.map((span) => hunkOf(patch, file.hunks[span.hunk], span, fates));
    const upstreamPath = spans
      .map((span) => fates.slice(span.start, span.end).find((fate) => fate.upstreamPath !== null)?.upstreamPath)
      .find((path) => path != null);
    return [{ path: file.newPath ?? file.oldPath ?? '', upstreamPath: upstreamPath ?? null, hunks }];
  });
}

function hunkOf(patch: WeighedPatch, hunk: Hunk | undefined, span: HunkSpan, fates: readonly LineFate[]): ComparedHunk {
  const rows = Array.from({ length: span.end - span.start }, (_, index) => span.start + index);
  const byLine = new Map(rows.map((row) => [patch.lines.inHunk[row] ?? -1, row]));
  const lines: ComparedLine[] = hunk
    ? hunk.lines.map((line, at) => lineOf(line.sign, line.text, byLine.get(at), patch, fates))
    : patch.lines.textsOf(span).map((text, at) => lineOf('+', text, span.start + at, patch, fates));
  const { coverage, bits } = hunkCoverage(patch, span, fates);
  return { header: hunkHeader(hunk), coverage, bits: Math.round(bits), lines };
}

function lineOf(
  sign: ComparedLine['sign'],
  text: string,
  row: number | undefined,
  patch: WeighedPatch,
  fates: readonly LineFate[],
): ComparedLine {
  const fate = row === undefined ? undefined : fates[row];
  const upstream = fate?.kind === 'edited' ? fate.upstream : null;
  return {
    sign,
    text,
    match: fate?.kind ?? 'none',
    bits: row === undefined ? 0 : Math.round(patch.bits[row] ?? 0),
    upstream,
  };
}
