// Reads who changed the lines that patches stand on: upstream's commits on the same files.
import { newestOf } from '../forecast/newest-of.js';
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

/** Older commits that are read of all files together: git takes some ten seconds for them. Fewer of each file are then read. */
const MOST_OLD_TOGETHER = 10_000;

/** A patch that conflicts in more files than this is an import: no five commits stand in its way. */
const MOST_FILES = 100;

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
    .flatMap(({ conflicts }) => (conflicts.length > MOST_FILES ? [] : conflicts))
    .flatMap(kinship.paths);
  const [always, ever] = [new Set(index.paths), new Set(old)];
  const ofAge = history.paths.map((path) => ({ young: always.has(path), old: ever.has(path) }));
  const own = history.commits.filter(({ next }) => next === null);
  const young = own.filter(({ commitDate, paths }) => commitDate > since && paths.some((path) => ofAge[path]?.young));
  const before = own.filter(({ commitDate }) => commitDate <= since);
  const worth = [...young, ...newestOf(before, (path) => ofAge[path]?.old === true, MOST_OLD, MOST_OLD_TOGETHER)];
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
