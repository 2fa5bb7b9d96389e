// Reads the candidates of all patches: those they point to first, others only for patches that these did not settle.
import type { UpstreamCommit } from '../model/history.js';
import { blobKey, type FileChange, type Patch } from '../model/patch.js';
import { findLikely, findNamed } from '../search/find-candidates.js';
import type { HistoryIndex } from '../search/index-history.js';
import type { GatherContext } from './context.js';
import { lookDeeper } from './look-deeper.js';
import { readInto } from './read-into.js';
import { searchLines } from './search-lines.js';

/** Finds and reads the candidates of every patch that has lines. Returns, by patch, the upstream commits that it cites. */
export async function readCandidates(context: GatherContext, index: HistoryIndex): Promise<number[][]> {
  const { stack, layouts, settings, history, kinship, standing, resolve, searched } = context;
  const cited = stack.patches.map((patch) => patch.facts.citations.map(resolve).filter((place) => place !== null));
  // What an earlier run has searched it has read as well.
  const excluded = (patch: Patch) => (commit: number) => commit >= history.news || standing.holds(patch.commit, commit);
  const named = stack.patches.map((patch, place) =>
    layouts[place]?.keys.length === 0
      ? []
      : findNamed(patch, index, cited[place] ?? [], sameBlobCommits(patch, index), excluded(patch)),
  );
  await readInto(context, [...context.missing, ...named.flat()], 'reading named commits');
  const likely = stack.patches.map((patch, place) => {
    if (layouts[place]?.keys.length === 0 || isSettled(context, place)) return [];
    const found = findLikely(patch, index, kinship, excluded(patch), settings.search, searched.get(place));
    searched.set(place, found.ranked);
    return found.commits.slice(0, Math.max(0, settings.search.candidates - (named[place]?.length ?? 0)));
  });
  await readInto(context, likely.flat(), 'reading likely commits');
  const isOut = (place: number) => excluded(stack.patches[place] as Patch);
  await lookDeeper(context, index, isOut);
  await searchLines(context, isOut);
  return cited;
}

/** Upstream commits that make every content change of the patch from the same old to the same new blob. */
export function sameBlobCommits(patch: Patch, index: Pick<HistoryIndex, 'history'>): number[] {
  const keys = patch.files.map(changeKey).filter((key) => key !== null);
  const [first, ...rest] = keys.map((key) => index.history.sameBlobs.get(key) ?? []);
  return (first ?? []).filter((commit) => rest.every((list) => list.includes(commit)));
}

/**
 * Does a commit that has the patch's blobs make all of its change? Files without blobs (renamed, other modes) are not among
 * them, and a file that comes or goes is the same only where it does: many are empty, or hold the same licence.
 */
export function isWholeChange(
  { files }: Pick<Patch, 'files'>,
  { paths }: Pick<UpstreamCommit, 'paths'>,
  names: readonly string[],
): boolean {
  const touched = new Set(paths.map((place) => names[place]));
  return files.every((file) => changeKey(file) !== null && touched.has(file.newPath ?? file.oldPath ?? ''));
}

/** Blob keys of what all patches change: the only ones worth keeping while the history is read. */
export function wantedBlobs(contents: Iterable<readonly FileChange[] | null>): Set<string> {
  return new Set([...contents].flatMap((files) => files?.map(changeKey) ?? []).filter((key) => key !== null));
}

function changeKey(file: FileChange): string | null {
  return file.oldBlob !== null && file.newBlob !== null ? blobKey(file.oldBlob, file.newBlob) : null;
}

/** Has the default branch a commit that changes exactly what the patch at `place` changes, and that no other says it takes back? */
export function isSettled({ matcher, history, reverts }: GatherContext, place: number): boolean {
  return matcher
    .matchesOf(place)
    .some(
      ({ exact, commit }) =>
        exact !== null && history.commits[commit]?.next === null && reverts.of(commit).length === 0,
    );
}

/** Finds the commit an abbreviated id names; null when none does, or more than one. */
export function resolver(index: Pick<HistoryIndex, 'history'>): (oid: string) => number | null {
  let sorted: readonly string[] | null = null;
  return (oid) => {
    const whole = index.history.byOid.get(oid);
    if (whole !== undefined) return whole;
    // Most citations are whole ids: only abbreviated ones need an order.
    sorted ??= [...index.history.byOid.keys()].sort();
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? '') < oid) low = middle + 1;
      else high = middle;
    }
    const found = sorted[low];
    if (!found?.startsWith(oid) || sorted[low + 1]?.startsWith(oid)) return null;
    return index.history.byOid.get(found) ?? null;
  };
}
