// Reads who changed the lines that patches stand on: upstream's commits on the same files.
import { newestOf } from '../forecast/newest-of.js';
import { TouchIndex } from '../forecast/touch-index.js';
import type { TouchedBy } from '../forecast/forecast-patches.js';
import { readDiffs } from '../git/diffs.js';
import type { Workspace } from '../git/workspace.js';
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
  workspace: Workspace,
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
  const [always, before] = [placesOf(history, index.paths), own.filter(({ commitDate }) => commitDate <= since)];
  const young = own.filter(({ commitDate, paths }) => commitDate > since && paths.some((path) => always[path]));
  const found = new Map<number, TouchedBy[]>();
  const read = (commits: readonly UpstreamCommit[], tell: GatherContext['progress']) =>
    readInto(found, workspace, { ...context, progress: tell }, index, grounds, commits);
  // Until conflicts are known, the rehearsal tells how far it has come.
  const [, known] = await Promise.all([read(young, () => undefined), conflicts]);
  const ever = placesOf(
    history,
    known
      .filter(({ length }) => length <= MOST_FILES)
      .flat()
      .flatMap(kinship.paths),
  );
  await read(
    newestOf(before, (path) => ever[path] === true, MOST_OLD, MOST_OLD_TOGETHER),
    context.progress,
  );
  for (const touches of found.values()) touches.sort((a, b) => a.commit.index - b.commit.index);
  return found;
}

/** Of each path of a history, by place, whether it is one of these. */
function placesOf({ paths }: History, chosen: Iterable<string>): boolean[] {
  const wanted = new Set(chosen);
  return paths.map((path) => wanted.has(path));
}

async function readInto(
  found: Map<number, TouchedBy[]>,
  workspace: Workspace,
  { settings, processes, progress, standing }: GatherContext,
  index: TouchIndex,
  grounds: readonly GroundOf[],
  commits: readonly UpstreamCommit[],
): Promise<void> {
  const byOid = new Map(commits.map((commit) => [commit.oid, commit]));
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
}
