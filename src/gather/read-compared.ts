// Reads commits that a patch is to be compared with for a person to read, and compares them line by line.
import { compare, type LineFate } from '../match/compare.js';
import type { WeighedPatch } from '../match/measure.js';
import type { Comparison } from '../model/explanation.js';
import type { CommitHolds, Facts } from '../model/facts.js';
import type { UpstreamCommit } from '../model/history.js';
import { emptyMatch } from '../model/match.js';
import type { FileChange } from '../model/patch.js';
import { percent } from '../model/percent.js';
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
  const { members } = facts.cover;
  const member = members.find((other) => other.commit.oid === holds.commit.oid);
  const named = joinedBy(facts, holds);
  if (member && members.length === 1) return `the best that was found.${named}`;
  if (member)
    return `one of ${members.length} that cover the patch together: it adds ${percent(member.gain)} of the patch.${named}`;
  if (holds.commit.next !== null) return `it is in ${holds.commit.next}, not in the default branch.${named}`;
  return `it adds too little to what the others cover, or another holds the same lines and is more alike.${named}`;
}

/** What joins the patch and the commit besides their text, as a sentence; empty where nothing does. */
function joinedBy({ citations }: Facts, { commit, cited, sameSubject, byLines }: CommitHolds): string {
  if (citations.some((citation) => citation.commit?.oid === commit.oid)) return ' The patch names it.';
  if (cited) return ' Both bear the same Message-Id, Change-Id or link.';
  if (sameSubject) return ' It bears the same subject.';
  return byLines ? ' Its lines alone led to it.' : '';
}
