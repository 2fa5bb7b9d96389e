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
  /** Files in which it conflicts by itself: there older commits are read as well. */
  readonly conflicts: readonly string[];
}

/** Older commits that are read of a file in conflict: on a fork of ten years, all of them are all of upstream. */
const MOST_OLD = 60;

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
  const old = grounds.flatMap(({ conflicts }) => conflicts).flatMap(kinship.paths);
  const [always, ever] = [new Set(index.paths), new Set(old)];
  const ofAge = history.paths.map((path) => ({ young: always.has(path), old: ever.has(path) }));
  const read = history.paths.map(() => 0);
  // Children come before parents: of a busy file the newest commits are read.
  const isWorth = (path: number) => {
    if (!ofAge[path]?.old || (read[path] ?? 0) >= MOST_OLD) return false;
    read[path] = (read[path] ?? 0) + 1;
    return true;
  };
  const worth = history.commits.filter(
    ({ next, paths, commitDate }) =>
      next === null &&
      (commitDate > since ? paths.some((path) => ofAge[path]?.young) : paths.filter(isWorth).length > 0),
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
      const touches = found.get(place) ?? [];
      found.set(place, touches);
      touches.push({ commit, lines, known });
    }
  });
  for (const touches of found.values()) touches.sort((a, b) => a.commit.index - b.commit.index);
  return found;
}
