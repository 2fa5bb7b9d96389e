// For patches that neither names nor paths explain: of all upstream commits, those that share their rarest lines.
import type { PatchLines } from '../match/patch-lines.js';
import { LineSearch } from '../match/line-search.js';
import type { GatherContext, Means } from './context.js';
import { isExplained } from './look-deeper.js';
import { readInto } from './read-into.js';
import { readLines } from './read-lines.js';

/**
 * From which commit date on (seconds) all commits are looked through by their lines, in a history of so many; null where none are.
 * It goes by what was asked for and by the size of the history, not by what happens to be known.
 */
export function linesSince(
  { settings, workspace, indexedSince }: Pick<Means, 'workspace' | 'settings' | 'indexedSince'>,
  commits: number,
): number | null {
  if (indexedSince !== null) return indexedSince;
  // A partial clone would have to look for the contents of all commits first.
  return commits <= settings.search.everyCommit && !workspace.partial ? 0 : null;
}

/**
 * Reads, for each unexplained patch, the commits that share most with it, and remembers them in `context.byLines`. `excluded` tells
 * commits that are no landing.
 */
export async function searchLines(
  context: GatherContext,
  excluded: (place: number) => (commit: number) => boolean,
): Promise<void> {
  const { history, layouts, read, byLines, settings } = context;
  const since = linesSince(context, history.commits.length + history.leftOut);
  const open = new Map(
    layouts.flatMap((patch, place): [number, PatchLines][] => (isExplained(context, place) ? [] : [[place, patch]])),
  );
  if (since === null || open.size === 0) return;
  const search = new LineSearch(open, settings.match);
  const oids = history.commits
    .slice(0, history.news)
    .filter(({ parents, paths, commitDate }) => parents.length < 2 && paths.length > 0 && commitDate >= since)
    .map(({ oid }) => oid);
  await readLines(context, oids, (oid, signature) => search.offer(history.byOid.get(oid) ?? -1, signature));
  for (const place of open.keys()) {
    const isOut = excluded(place);
    const found = search.find(place, settings.search.byLines, (commit) => read.has(commit) || isOut(commit));
    if (found.length > 0) byLines.set(place, new Set([...(byLines.get(place) ?? []), ...found]));
  }
  await readInto(
    context,
    [...byLines.values()].flatMap((found) => [...found]),
    'reading commits by their lines',
    true,
  );
}
