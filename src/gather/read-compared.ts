// Reads commits that a patch is to be compared with for a person to read, and compares them line by line.
import { compare, type LineFate } from '../match/compare.js';
import type { WeighedPatch } from '../match/measure.js';
import type { Comparison } from '../model/explanation.js';
import type { CommitHolds, Facts } from '../model/facts.js';
import type { UpstreamCommit } from '../model/history.js';
import { emptyMatch } from '../model/match.js';
import type { FileChange } from '../model/patch.js';
import { isoDate } from '../patch/iso-date.js';
import { parseDiff } from '../patch/parse-diff.js';
import type { GatherContext } from './context.js';
import type { Gathered } from './gather.js';
import { readTexts } from './kept-diffs.js';

/** Each commit that tells something about a patch once: those its verdict rests on first, then the next best. */
export function telling(facts: Facts): CommitHolds[] {
  const all = [...facts.cover.members, ...(facts.coverInNext?.members ?? []), ...facts.candidates];
  return [...new Map(all.map((holds) => [holds.commit.oid, holds])).values()];
}

/** The changes of some upstream commits, by object id; those that cannot be read, or are too large, are left out. */
export async function readFiles(
  context: GatherContext,
  commits: readonly UpstreamCommit[],
  processes = 1,
): Promise<Map<string, FileChange[]>> {
  const files = new Map<string, FileChange[]>();
  // In the order of history, in which git finds them fastest.
  const oids = [...new Set(commits)].sort((a, b) => b.index - a.index).map((commit) => commit.oid);
  await readTexts(context, oids, processes, (oid, diff) => {
    if (diff) files.set(oid, parseDiff(diff));
  });
  return files;
}

/** The figures of a comparison, and what became of each line of the patch. */
export function compareWith(
  { context, facts, weighed }: Gathered,
  place: number,
  holds: CommitHolds,
  upstream: readonly FileChange[],
): { readonly figures: Omit<Comparison, 'files'>; readonly fates: readonly LineFate[] } {
  const { commit } = holds;
  const own = facts[place] as Facts;
  const known = context.matcher.matchesOf(place).find((match) => match.commit === commit.index);
  const { fates, extra } = compare(
    (weighed[place] as WeighedPatch).lines,
    upstream,
    known ?? emptyMatch(commit.index),
    (key) => context.matcher.bitsOf(key),
    context.settings.match,
  );
  const { oid, subject } = commit;
  const named = { oid, subject, author: commit.author.name, date: isoDate(commit.commitDate) };
  return {
    figures: {
      commit: { ...named, release: own.releaseOf(commit) },
      containment: holds.containment,
      similarity: holds.similarity,
      bits: Math.round(holds.bits),
      extra,
      verdict: verdictOn(own, holds),
    },
    fates,
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
