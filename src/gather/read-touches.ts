// Reads who changed the lines that patches stand on: upstream's commits on the same files.
import { TouchIndex } from '../forecast/touch-index.js';
import type { TouchedBy } from '../forecast/forecast-patches.js';
import { readDiffs } from '../git/diffs.js';
import type { Workspace } from '../git/workspace.js';
import type { FileChange } from '../model/patch.js';
import { parseDiff } from '../patch/parse-diff.js';
import type { GatherContext } from './context.js';

/** What a patch stands on. */
export interface GroundOf {
  /** The commit that makes it. */
  readonly commit: string;
  readonly files: readonly FileChange[];
  /** True when it conflicts: then all that changed these lines is read, however old it is. */
  readonly conflicts: boolean;
}

/**
 * By place, every commit of the default branch that touches lines of the patch, newest first. Commits made before `since`
 * (seconds since 1970) are read only where they may have made a patch conflict.
 */
export async function readTouches(
  workspace: Workspace,
  { history, settings, processes, progress, standing, kinship }: GatherContext,
  grounds: readonly GroundOf[],
  since: number,
): Promise<Map<number, TouchedBy[]>> {
  const index = new TouchIndex(
    grounds.map(({ files }) => files),
    kinship.paths,
  );
  const old = grounds
    .filter(({ conflicts }) => conflicts)
    .flatMap(({ files }) => files.map(({ oldPath }) => oldPath ?? ''));
  const [always, ever] = [new Set(index.paths), new Set(old.flatMap(kinship.paths))];
  const ofAge = history.paths.map((path) => ({ young: always.has(path), old: ever.has(path) }));
  const worth = history.commits.filter(
    ({ next, paths, commitDate }) =>
      next === null && paths.some((path) => (commitDate > since ? ofAge[path]?.young : ofAge[path]?.old)),
  );
  const byOid = new Map(worth.map((commit) => [commit.oid, commit]));
  const found = new Map<number, TouchedBy[]>();
  let done = 0;
  const options = { processes, mostBytes: settings.limits.upstreamDiffBytes };
  await readDiffs(workspace, [...byOid.keys()], options, (oid, diff) => {
    done += 1;
    progress('reading who changed these lines', done, byOid.size);
    const commit = byOid.get(oid);
    if (!commit || diff === null) return;
    for (const [place, lines] of index.touched(parseDiff(diff))) {
      const known = standing.holds(grounds[place]?.commit ?? '', commit.index);
      found.set(place, [...(found.get(place) ?? []), { commit, lines, known }]);
    }
  });
  for (const touches of found.values()) touches.sort((a, b) => a.commit.index - b.commit.index);
  return found;
}
