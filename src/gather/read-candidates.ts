// Reads the candidates of all patches: the likeliest first, the others only for patches that these did not settle.
import { blobKey, type FileChange, type Patch } from '../model/patch.js';
import { type Candidates, findCandidates } from '../search/find-candidates.js';
import type { HistoryIndex } from '../search/index-history.js';
import type { GatherContext } from './context.js';
import { readInto } from './read-into.js';

/** Finds and reads the candidates of every patch that has lines; returns them by patch. */
export async function readCandidates(context: GatherContext, index: HistoryIndex): Promise<Candidates[]> {
  const { stack, layouts, settings } = context;
  const { resolve, kinship } = context;
  const candidates = stack.patches.map((patch, place) => {
    if (layouts[place]?.keys.length === 0)
      return { first: [], later: [], cited: patch.facts.citations.map(resolve).filter((found) => found !== null) };
    const excluded = (commit: number) => context.standing.holds(patch.commit, commit);
    return findCandidates(patch, index, kinship, resolve, sameBlobCommits(patch, index), excluded, settings.search);
  });
  await readInto(
    context,
    candidates.flatMap((found) => found.first),
    'reading likely commits',
  );
  const open = candidates.filter((_, place) => !isSettled(context, place));
  await readInto(
    context,
    open.flatMap((found) => found.later),
    'reading more commits',
  );
  return candidates;
}

/** Upstream commits that make every content change of the patch from the same old to the same new blob. */
export function sameBlobCommits(patch: Patch, index: Pick<HistoryIndex, 'history'>): number[] {
  const keys = patch.files.map(changeKey).filter((key) => key !== null);
  const [first, ...rest] = keys.map((key) => index.history.sameBlobs.get(key) ?? []);
  return (first ?? []).filter((commit) => rest.every((list) => list.includes(commit)));
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
  const sorted = [...index.history.byOid.keys()].sort();
  return (oid) => {
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
