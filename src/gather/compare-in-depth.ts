// The best candidates of one patch, compared with it line by line for a person to read.
import { readDiffs } from '../git/diffs.js';
import { compare, type LineFate } from '../match/compare.js';
import type { WeighedPatch } from '../match/measure.js';
import type { HunkSpan } from '../match/patch-lines.js';
import type { ComparedFile, ComparedHunk, ComparedLine, Comparison } from '../model/explanation.js';
import type { CommitHolds, Facts } from '../model/facts.js';
import { emptyMatch } from '../model/match.js';
import type { FileChange, Hunk } from '../model/patch.js';
import { isoDate } from '../patch/iso-date.js';
import { parseDiff } from '../patch/parse-diff.js';
import type { Gathered } from './gather.js';

/** Candidates that are shown beside the commits of the verdict: more are not read to the end. */
const MOST_SHOWN = 5;

/** Comparisons of the patch at `place`: the commits its verdict rests on first, then the next best. */
export async function compareInDepth(gathered: Gathered, place: number): Promise<Comparison[]> {
  const facts = gathered.facts[place];
  const patch = gathered.weighed[place];
  if (!facts || !patch) return [];
  const chosen = chosenOf(facts);
  const diffs = await readChosen(gathered, chosen);
  return chosen.flatMap((holds) => {
    const upstream = diffs.get(holds.commit.oid);
    return upstream ? [comparisonOf(gathered, facts, patch, holds, upstream)] : [];
  });
}

function chosenOf(facts: Facts): CommitHolds[] {
  const all = [...facts.cover.members, ...(facts.coverInNext?.members ?? []), ...facts.candidates];
  const distinct = new Map(all.map((holds) => [holds.commit.oid, holds]));
  return [...distinct.values()].slice(0, Math.max(MOST_SHOWN, facts.cover.members.length));
}

async function readChosen({ context }: Gathered, chosen: readonly CommitHolds[]): Promise<Map<string, FileChange[]>> {
  const diffs = new Map<string, FileChange[]>();
  const options = { processes: 1, mostBytes: context.settings.limits.upstreamDiffBytes };
  const oids = chosen.map((holds) => holds.commit).sort((a, b) => b.index - a.index);
  await readDiffs(
    context.workspace,
    oids.map((commit) => commit.oid),
    options,
    (oid, diff) => {
      if (diff) diffs.set(oid, parseDiff(diff));
    },
  );
  return diffs;
}

function comparisonOf(
  { context }: Gathered,
  facts: Facts,
  patch: WeighedPatch,
  holds: CommitHolds,
  upstream: readonly FileChange[],
): Comparison {
  const { commit } = holds;
  const place = context.stack.patches.indexOf(facts.patch);
  const known = context.matcher.matchesOf(place).find((match) => match.commit === commit.index);
  const { fates, extra } = compare(
    patch.lines,
    upstream,
    known ?? emptyMatch(commit.index),
    (key) => context.matcher.bitsOf(key),
    context.settings.match,
  );
  return {
    commit: {
      oid: commit.oid,
      subject: commit.subject,
      author: commit.author.name,
      date: isoDate(commit.commitDate),
      release: facts.releaseOf(commit),
    },
    containment: holds.containment,
    similarity: holds.similarity,
    bits: Math.round(holds.bits),
    files: filesOf(patch, fates),
    extra,
    verdict: verdictOn(facts, holds),
  };
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
  const total = rows.reduce((sum, row) => sum + (patch.bits[row] ?? 0), 0);
  const covered = rows.reduce((sum, row) => sum + (patch.bits[row] ?? 0) * (fates[row]?.credit ?? 0), 0);
  const lines: ComparedLine[] = hunk
    ? hunk.lines.map((line, at) => lineOf(line.sign, line.text, byLine.get(at), patch, fates))
    : patch.lines.textsOf(span).map((text, at) => lineOf('+', text, span.start + at, patch, fates));
  const header = hunk ? `-${hunk.oldStart} +${hunk.newStart} ${hunk.section}`.trim() : 'change without lines';
  return { header, coverage: total === 0 ? 1 : Math.min(1, covered / total), bits: Math.round(covered), lines };
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

function verdictOn(facts: Facts, holds: CommitHolds): string {
  const member = facts.cover.members.find((other) => other.commit.oid === holds.commit.oid);
  const named = holds.cited ? ' The patch names it.' : holds.sameSubject ? ' It bears the same subject.' : '';
  if (member) {
    const alone = facts.cover.members.length === 1;
    return `${alone ? 'the best that was found' : `one of ${facts.cover.members.length} that cover the patch together`}: it adds ${Math.round(member.gain * 100)}% of the patch.${named}`;
  }
  if (holds.commit.next !== null) return `it is in ${holds.commit.next}, not in the default branch.${named}`;
  return `it adds too little to what the others cover, or another holds the same lines and is more alike.${named}`;
}
