// Reads who changed the lines that patches stand on: upstream's commits on the same files.
import { newestOf } from '../forecast/newest-of.js';
import { TouchIndex } from '../forecast/touch-index.js';
import type { TouchedBy } from '../forecast/forecast-patches.js';
import { readDiffs } from '../git/diffs.js';
import type { History, UpstreamCommit } from '../model/history.js';
import type { FileChange } from '../model/patch.js';
import { parseDiff } from '../patch/parse-diff.js';
import type { GatherContext } from './context.js';

/** What a patch stands on. */
export interface GroundOf {
  /** The commit that makes it. */
  readonly commit: string;
  readonly files: readonly FileChange[];
}

/** Older commits that are read of a file in conflict: on a fork of ten years, all of them are all of upstream. */
const MOST_OLD = 60;

/** Older commits that are read of all files together: git takes some ten seconds for them. Fewer of each file are then read. */
const MOST_OLD_TOGETHER = 10_000;

/** A patch that conflicts in more files than this is an import: no five commits stand in its way. */
const MOST_FILES = 100;

/**
 * By place, every commit of the default branch that touches lines of the patch, newest first. Commits made before `since`
 * (seconds since 1970) are read only where they may have made a patch conflict: `conflicts` comes to the files, by place, in which
 * each does so by itself. The younger ones are read while it is found out.
 */
export async function readTouches(
  context: GatherContext,
  grounds: readonly GroundOf[],
  since: number,
  conflicts: Promise<readonly (readonly string[])[]>,
): Promise<Map<number, TouchedBy[]>> {
  const { history, kinship } = context;
  const index = new TouchIndex(
    grounds.map(({ files }) => files),
    kinship.paths,
  );
  const own = history.commits.filter(({ next }) => next === null);
  const isGround = isOneOf(history, index.paths);
  const young = own.filter(({ commitDate, paths }) => commitDate > since && paths.some(isGround));
  // Until conflicts are known, the rehearsal tells how far it has come.
  const quiet = { ...context, progress: () => undefined };
  const [recent, known] = await Promise.all([touchesOf(quiet, index, grounds, young), conflicts]);
  const inConflict = known.filter(({ length }) => length <= MOST_FILES).flat();
  const isWanted = isOneOf(history, inConflict.flatMap(kinship.paths));
  const before = own.filter(({ commitDate }) => commitDate <= since);
  const old = newestOf(before, isWanted, MOST_OLD, MOST_OLD_TOGETHER);
  return byPlace([...recent, ...(await touchesOf(context, index, grounds, old))]);
}

/** Tells of a path of the history, by place, whether it is one of these. */
function isOneOf({ paths }: History, chosen: Iterable<string>): (path: number) => boolean {
  const wanted = new Set(chosen);
  const found = paths.map((path) => wanted.has(path));
  return (path) => found[path] === true;
}

/** A patch, by place, and who touched it. */
type Touch = readonly [place: number, by: TouchedBy];

function byPlace(touches: readonly Touch[]): Map<number, TouchedBy[]> {
  const found = new Map<number, TouchedBy[]>();
  for (const [place, by] of touches.toSorted(([, a], [, b]) => a.commit.index - b.commit.index)) {
    const own = found.get(place);
    if (own) own.push(by);
    else found.set(place, [by]);
  }
  return found;
}

/** What these commits touch, in no fixed order. */
async function touchesOf(
  { workspace, settings, processes, progress, standing }: GatherContext,
  index: TouchIndex,
  grounds: readonly GroundOf[],
  commits: readonly UpstreamCommit[],
): Promise<Touch[]> {
  const byOid = new Map(commits.map((commit) => [commit.oid, commit]));
  const touches: Touch[] = [];
  let done = 0;
  const options = { processes, mostBytes: settings.limits.upstreamDiffBytes };
  await readDiffs(workspace, [...byOid.keys()], options, (oid, diff) => {
    done += 1;
    progress('reading who changed these lines', done, byOid.size);
    const commit = byOid.get(oid);
    if (!commit || diff === null) return;
    for (const [place, lines] of index.touched(parseDiff(diff)))
      touches.push([place, { commit, lines, known: standing.holds(grounds[place]?.commit ?? '', commit.index) }]);
  });
  return touches;
}
