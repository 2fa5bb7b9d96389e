// Feeds the matcher with the diffs of chosen upstream commits, each read once.
import { readDiffs } from '../git/diffs.js';
import type { GatherContext } from './context.js';

/** Reads the commits (places in the history) that were not read yet. What cannot be read is remembered in `context.unread`. */
export async function readInto(context: GatherContext, commits: Iterable<number>, stage: string): Promise<void> {
  const { history, workspace, settings, matcher, read, unread, progress } = context;
  const wanted = [...new Set(commits)]
    .filter((place) => !read.has(place) && (history.commits[place]?.paths.length ?? 0) > 0)
    .sort((a, b) => b - a);
  const oids = wanted.map((place) => history.commits[place]?.oid ?? '');
  const options = { processes: context.processes, mostBytes: settings.limits.upstreamDiffBytes };
  let done = 0;
  const failed = await readDiffs(workspace, oids, options, (oid, diff) => {
    const place = history.byOid.get(oid);
    done += 1;
    if (done % PROGRESS_EVERY === 0) progress(stage, done, oids.length);
    if (place === undefined) return;
    if (diff === null) unread.add(place);
    else matcher.offer(place, diff);
  });
  for (const oid of failed) unread.add(history.byOid.get(oid) ?? -1);
  for (const place of wanted) read.add(place);
  progress(stage, oids.length, oids.length);
}

/** Progress is told every so many commits: about ten times a second. */
const PROGRESS_EVERY = 200;
