// Feeds the matcher with the diffs of chosen upstream commits, each once: as earlier runs knew them, else read by git.
import { readDiffs } from '../git/diffs.js';
import { sketchDiff } from '../match/sketch-diff.js';
import type { DiffSketch } from '../model/known.js';
import type { GatherContext } from './context.js';

/**
 * Reads the commits (places in the history) that were not read yet; `chosen` where that is for the lines they have (match/matcher.ts).
 * What cannot be read is remembered in `context.unread`.
 */
export async function readInto(
  context: GatherContext,
  commits: Iterable<number>,
  stage: string,
  chosen = false,
): Promise<void> {
  const { history, workspace, settings, matcher, known, read, unread, large, progress } = context;
  const wanted = [...new Set(commits)]
    .filter((place) => !read.has(place) && (history.commits[place]?.paths.length ?? 0) > 0)
    .sort((a, b) => b - a);
  await known.diffs.load?.(wanted.map((place) => oidOf(context, place)));
  const unknown = wanted.filter((place) => !offerKnown(place, known.diffs.get(oidOf(context, place)), context, chosen));
  const options = { processes: context.processes, mostBytes: settings.limits.upstreamDiffBytes };
  let done = 0;
  const failed = await readDiffs(
    workspace,
    unknown.map((place) => oidOf(context, place)),
    options,
    (oid, diff) => {
      const place = history.byOid.get(oid);
      done += 1;
      progress(stage, done, unknown.length);
      if (place === undefined) return;
      if (diff === null) {
        unread.add(place);
        large.add(place);
        return;
      }
      context.texts.keep(oid, diff);
      const sketch = sketchDiff(diff);
      known.diffs.add(oid, sketch);
      matcher.offer(place, sketch, chosen);
    },
  );
  for (const oid of failed) unread.add(history.byOid.get(oid) ?? -1);
  for (const place of wanted) read.add(place);
  progress(stage, unknown.length, unknown.length);
}

function offerKnown(
  place: number,
  sketch: DiffSketch | undefined,
  { matcher }: GatherContext,
  chosen: boolean,
): boolean {
  if (sketch) matcher.offer(place, sketch, chosen);
  return sketch !== undefined;
}

function oidOf({ history }: GatherContext, place: number): string {
  return history.commits[place]?.oid ?? '';
}
