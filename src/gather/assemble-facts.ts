// Puts everything that was found about each patch into the facts its verdict is made from.
import { type Cover, shareOf, type WeighedPatch } from '../match/measure.js';
import type { CommitHolds, CoverFacts, Facts, TipFacts } from '../model/facts.js';
import type { Match } from '../model/match.js';
import type { Declared, Patch } from '../model/patch.js';
import type { Branch, Stack } from '../model/stack.js';
import type { NoiseReason } from '../model/status.js';
import { sizeOfHunks } from '../patch/counts.js';
import { plainSubject } from '../patch/message.js';
import type { GatherContext } from './context.js';
import type { Fate } from './find-reverts.js';
import { isWholeChange, sameBlobCommits } from './read-candidates.js';

/** Candidates that facts keep: the verdict looks at the first few, a person at no more. */
const KEPT_CANDIDATES = 12;

/** What was found out about one patch. */
export interface Gained {
  readonly weighed: WeighedPatch;
  readonly matches: readonly Match[];
  readonly fate: Fate;
  readonly coverInNext: Cover | null;
  readonly tip: TipFacts | null;
  readonly noise: NoiseReason | null;
  /** Was the patch's own commit, should it be upstream, taken back there? */
  readonly ancestorUndone: boolean;
  readonly declared: Declared | null;
}

/** Facts of all patches, in their order. */
export function assembleFacts(context: GatherContext, found: readonly Gained[]): Facts[] {
  const { stack, history, standing, resolve } = context;
  const carriedBy = branchesByPatch(stack);
  const carriers = soleCarriers(found, stack.patches, context);
  return stack.patches.map((patch, place) => {
    const own = found[place];
    if (!own) throw new Error(`nothing was gathered for patch ${patch.id}`);
    const citations = patch.facts.citations.map((oid) => ({ oid, place: resolve(oid) }));
    const cited = new Set(citations.map((citation) => citation.place));
    const weighed = { ...own.weighed, patch, cited, byLines: context.byLines.get(place) };
    const holds = (match: Match) => holdsOf(match, weighed, context);
    const branches = carriedBy[place] ?? [];
    return {
      patch,
      noise: own.noise,
      ...upstreamItself(patch, own, context),
      citations: citations.map(({ oid, place: at }) => ({
        oid,
        commit: at === null ? null : (history.commits[at] ?? null),
      })),
      cover: coverFacts(own.fate.cover, own.weighed, holds),
      coverInNext: own.coverInNext ? coverFacts(own.coverInNext, own.weighed, holds) : null,
      sharedWith: sharedWith(own.fate.cover, patch, carriers, context.settings.verdict.landedCited),
      candidates: own.matches.slice(0, KEPT_CANDIDATES).map(holds),
      reverts: own.fate.reverts,
      tip: own.tip,
      declared: own.declared,
      submission: null,
      inBase: (commit) => branches.length > 0 && branches.every(({ tip }) => standing.holds(tip, commit.index)),
      releaseOf: (commit) => history.releases[commit.index] ?? null,
      releases: history.releaseOrder,
      follows: branches.every((branch) => branch.follows === 'releases') ? 'releases' : 'branch',
      cancelledBy: [],
    };
  });
}

/** The upstream commits that are the patch without being compared: its own commit, and those that make the same of the same. */
function upstreamItself(
  patch: Patch,
  own: Gained,
  context: GatherContext,
): Pick<Facts, 'ancestor' | 'ancestorUndone' | 'sameBlobs' | 'provenByBlobs'> {
  const { history, standing, unread } = context;
  const itself = history.commits[history.byOid.get(patch.commit) ?? -1];
  const ancestor = itself?.next === null ? itself : null;
  const sameBlobs = sameBlobCommits(patch, context)
    .filter((commit) => !standing.holds(patch.commit, commit))
    .flatMap((commit) => history.commits[commit] ?? [])
    .filter((commit) => commit.next === null);
  const proven = sameBlobs.find((commit) => unread.has(commit.index) && isWholeChange(patch, commit, history.paths));
  return {
    ancestor,
    ancestorUndone: ancestor !== null && own.ancestorUndone,
    sameBlobs,
    provenByBlobs: proven ?? null,
  };
}

/** The branches that carry each patch; two repositories may have branches of one name. */
function branchesByPatch(stack: Stack): Branch[][] {
  const lists: Branch[][] = stack.patches.map(() => []);
  for (const branch of stack.branches) for (const place of branch.patches) lists[place]?.push(branch);
  return lists;
}

/** A patch with the commits (places in the history) that it cites, and those that its lines led to. */
interface Looked extends WeighedPatch {
  readonly patch: Patch;
  readonly cited: ReadonlySet<number | null>;
  readonly byLines: ReadonlySet<number> | undefined;
}

function holdsOf(match: Match, weighed: Looked, context: GatherContext): CommitHolds {
  const { patch, cited, byLines } = weighed;
  const commit = context.history.commits[match.commit];
  if (!commit) throw new Error(`no upstream commit at ${match.commit}`);
  const coverage = shareOf(weighed, match);
  const sharesKey = patch.facts.keys.some((key) => commit.facts.keys.includes(key));
  return {
    commit,
    containment: coverage.share,
    similarity: match.similarity,
    bits: coverage.bits,
    exact: match.exact,
    kin: coverage.kin,
    sameSubject: plainSubject(patch.subject) !== '' && plainSubject(patch.subject) === plainSubject(commit.subject),
    sameAuthor: patch.author.email !== '' && patch.author.email.toLowerCase() === commit.author.email.toLowerCase(),
    cited: sharesKey || cited.has(match.commit),
    byLines: byLines?.has(match.commit) ?? false,
  };
}

function coverFacts(cover: Cover, weighed: WeighedPatch, holds: (match: Match) => CommitHolds): CoverFacts {
  return {
    members: cover.members.map(({ match, gain }) => ({ ...holds(match), gain })),
    share: cover.coverage.share,
    addedShare: cover.coverage.addedShare,
    addedWeight: cover.coverage.addedWeight,
    equalShare: cover.coverage.equalShare,
    renamed: cover.members.flatMap(({ match }) => match.renamed),
    bits: cover.coverage.bits,
    hunks: cover.coverage.hunks.map(({ span, share, addedShare }, place) => {
      const file = weighed.lines.files[span.file];
      const hunk = file?.hunks[span.hunk];
      let bits = 0;
      for (let line = span.start; line < span.end; line++) bits += weighed.bits[line] ?? 0;
      const { insertions, deletions } = sizeOfHunks(hunk ? [hunk] : [], 1);
      return {
        path: file?.newPath ?? file?.oldPath ?? '',
        line: hunk?.oldStart ?? 0,
        section: hunk?.section ?? '',
        share,
        addedShare,
        beside: Math.max(0, ...cover.members.map(({ match }) => match.beside?.[place] ?? 0)),
        placed: Math.max(0, ...cover.members.map(({ match }) => match.placed?.[place] ?? 0)),
        bits,
        weight: weighed.total === 0 ? 0 : bits / weighed.total,
        insertions,
        deletions,
      };
    }),
  };
}

/** For each upstream commit: the patches (distinct by content) that it alone covers. */
function soleCarriers(
  found: readonly Gained[],
  patches: readonly Patch[],
  context: GatherContext,
): Map<number, { id: string; key: string }[]> {
  const carriers = new Map<number, { id: string; key: string }[]>();
  found.forEach((own, place) => {
    const [only, second] = own.fate.cover.members;
    const patch = patches[place];
    if (!only || second || !patch || own.fate.cover.coverage.share < context.settings.verdict.landedCited) return;
    // Two versions of one patch are not two patches squashed: subject and content tell them apart.
    const entry = { id: patch.id, key: `${plainSubject(patch.subject)}` };
    carriers.set(only.match.commit, [...(carriers.get(only.match.commit) ?? []), entry]);
  });
  return carriers;
}

function sharedWith(
  cover: Cover,
  patch: Patch,
  carriers: ReadonlyMap<number, readonly { id: string; key: string }[]>,
  least: number,
): string[] {
  const [only, second] = cover.members;
  if (!only || second || only.match.exact !== null || cover.coverage.share < least) return [];
  const own = plainSubject(patch.subject);
  return (carriers.get(only.match.commit) ?? [])
    .filter((entry) => entry.id !== patch.id && entry.key !== own)
    .map((entry) => entry.id);
}
