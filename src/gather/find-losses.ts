// Finds the commits in which code that had landed left again, without reading all the work that was done since.
import { ObjectTalk } from '../git/object-talk.js';
import type { Cover, WeighedPatch } from '../match/measure.js';
import type { LineCounts } from '../match/tip.js';
import type { TipFacts } from '../model/facts.js';
import type { Match } from '../model/match.js';
import { type Mainline, mainlineOf } from '../search/mainline.js';
import { BlobLines, unsignedKeys } from './blob-lines.js';
import type { GatherContext } from './context.js';
import { readInto } from './read-into.js';

/** Landings of which less than this share of the added lines is at the tip are looked into: reverts need not say what they are. */
const HARDLY_THERE = 0.5;

/** Lines of a patch that are in a file no more, and commits of one line of development in which they went. */
interface Lost {
  readonly patch: WeighedPatch;
  readonly file: number;
  readonly path: string;
  /** Places in the history, oldest first. */
  readonly points: readonly number[];
  /** The lines are there before points[low], and gone from points[high] on. */
  low: number;
  high: number;
}

/** A landing that was lost on the default branch: `commits` are those on the file that came in with each of its points. */
interface LostLanding {
  readonly lost: Lost;
  readonly commits: ReadonlyMap<number, readonly number[]>;
}

/**
 * For landings that are hardly at the tip: reads the diffs in which the most of them went, where a silent revert would be.
 * The states of the default branch are narrowed down until the one is found that lost the lines: a dozen looks at the file
 * stand for the diffs of all that was done to it since.
 */
export async function readLosses(
  context: GatherContext,
  weighed: readonly WeighedPatch[],
  covers: readonly Cover[],
  tips: readonly (Pick<TipFacts, 'addedShare' | 'addedBits'> | null)[],
): Promise<void> {
  const suspects = covers.flatMap((cover, place) => {
    const patch = weighed[place];
    if (!patch || !isHardlyThere(context, cover, tips[place] ?? null)) return [];
    return cover.members.map(({ match }) => ({ patch, match }));
  });
  if (suspects.length === 0) return;
  const landings = lossesOf(context, mainlineOf(context.history), suspects);
  // By as many git processes as there are cores: each is started when it is first asked.
  const talks = landings.slice(0, context.processes).map(() => new ObjectTalk(context.workspace));
  const commits = await narrowDown(context, landings, talks).finally(() =>
    Promise.all(talks.map((talk) => talk.end())),
  );
  await readInto(context, commits, STAGE);
}

/** The commits in which the landings were lost. */
async function narrowDown(
  context: GatherContext,
  landings: readonly LostLanding[],
  talks: readonly ObjectTalk[],
): Promise<number[]> {
  await narrow(
    context,
    landings.map(({ lost }) => lost),
    talks,
  );
  const cameIn = landings.map(({ lost, commits }) => commits.get(foundIn(lost)) ?? []);
  // A branch that was merged came in as a whole: where it is a line by itself, the loss is looked for along it too.
  const within = cameIn.map((commits, at) => along(context, landings[at]?.lost, commits));
  await narrow(
    context,
    within.filter((lost) => lost !== null),
    talks,
  );
  return cameIn.flatMap((commits, at) => (within[at] ? [foundIn(within[at])] : commits));
}

/** The point from which on the lines are gone. */
function foundIn({ points, high }: Lost): number {
  return points[high] ?? -1;
}

/** The loss as it has to be looked for along these commits; null unless they follow each other without a merge between. */
function along({ history }: GatherContext, lost: Lost | undefined, commits: readonly number[]): Lost | null {
  const points = commits.toSorted((a, b) => b - a);
  const wanted = new Set(points);
  let place = points.at(-1) ?? -1;
  while (wanted.size > 0 && place >= 0) {
    wanted.delete(place);
    const parents = history.commits[place]?.parents ?? [];
    place = parents.length === 1 ? (parents[0] ?? -1) : -1;
  }
  if (!lost || points.length < 2 || wanted.size > 0) return null;
  return { ...lost, points, low: 0, high: points.length - 1 };
}

function isHardlyThere(
  { settings }: GatherContext,
  cover: Cover,
  tip: Pick<TipFacts, 'addedShare' | 'addedBits'> | null,
): boolean {
  return (
    tip !== null &&
    tip.addedShare < HARDLY_THERE &&
    tip.addedBits >= settings.verdict.supportedBits &&
    cover.coverage.share >= settings.verdict.landedCited
  );
}

/** Only a commit that changes the file which most of the patch is in can take most of it back. */
function lossesOf(
  context: GatherContext,
  { entry, states }: Mainline,
  suspects: readonly { readonly patch: WeighedPatch; readonly match: Match }[],
): LostLanding[] {
  const { history } = context;
  const drafts = suspects.flatMap(({ patch, match }) => {
    const file = heaviestFile(patch);
    const path = upstreamPath(context, patch, file, match);
    return path === null ? [] : [{ patch, match, file, path, commits: new Map<number, number[]>() }];
  });
  const paths = new Set(drafts.map(({ path }) => path));
  const interesting = new Map(
    history.paths.flatMap((path, place) =>
      paths.has(path) ? [[place, drafts.filter((draft) => draft.path === path)] as const] : [],
    ),
  );
  for (const commit of history.commits) {
    for (const place of commit.paths) {
      for (const draft of interesting.get(place) ?? []) {
        const state = entry[commit.index] ?? -1;
        if (commit.index >= draft.match.commit || state < (entry[draft.match.commit] ?? 0)) continue;
        const point = states[state] ?? -1;
        draft.commits.set(point, [...(draft.commits.get(point) ?? []), commit.index]);
      }
    }
  }
  return drafts
    .filter(({ commits }) => commits.size > 0)
    .map(({ commits, patch, file, path }) => {
      // Children come before parents: the oldest state is the one furthest behind.
      const points = [...commits.keys()].sort((a, b) => b - a);
      return { lost: { patch, file, path, points, low: 0, high: points.length - 1 }, commits };
    });
}

function heaviestFile({ lines, bits }: WeighedPatch): number {
  const weight = new Map<number, number>();
  for (const { file, start, end } of lines.spans) {
    const added = range(start, end).filter((line) => (lines.keys[line] ?? 0) % 2 === 1);
    weight.set(
      file,
      added.reduce((sum, line) => sum + (bits[line] ?? 0), weight.get(file) ?? 0),
    );
  }
  return [...weight].reduce((best, other) => (other[1] > best[1] ? other : best), [0, -1])[0];
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, at) => start + at);
}

/** Where upstream has the file: of what the landing touches, the nearest kin; else where its lines were found. */
function upstreamPath(
  { history, kinship }: GatherContext,
  patch: WeighedPatch,
  file: number,
  match: Match,
): string | null {
  const change = patch.lines.files[file];
  const own = change?.newPath ?? change?.oldPath ?? '';
  const touched = (history.commits[match.commit]?.paths ?? []).map((place) => history.paths[place] ?? '');
  const kin = touched.filter((path) => kinship.between(own, path) > 0);
  return (
    kin.find((path) => kinship.between(own, path) === 2) ??
    kin[0] ??
    match.strangers.find(({ from }) => from === own)?.to ??
    null
  );
}

/** Each file in as few states as tell where its lines went; each talk asks for one after the other that is open. */
async function narrow(context: GatherContext, lost: readonly Lost[], talks: readonly ObjectTalk[]): Promise<void> {
  const blobs = new BlobLines(context, unsignedKeys(lost.map(({ patch }) => patch.lines)), STAGE);
  const open = lost.values();
  let done = 0;
  const narrowInTurn = async (objects: ObjectTalk) => {
    for (const each of open) {
      const oidOf = (point: number) => context.history.commits[each.points[point] ?? -1]?.oid ?? '';
      await narrowOne(each, async (point) => isThere(each, await blobs.at(objects, oidOf(point), each.path)));
      context.progress(STAGE, ++done, lost.length);
    }
  };
  await Promise.all(talks.map(narrowInTurn));
}

async function narrowOne(lost: Lost, isThereAt: (point: number) => Promise<boolean>): Promise<void> {
  while (lost.low < lost.high) {
    for (const point of pointsBetween(lost)) {
      if (await isThereAt(point)) lost.low = point + 1;
      else {
        // A point behind one that has lost the lines already tells nothing more.
        lost.high = point;
        break;
      }
    }
  }
}

const STAGE = 'looking for reverts';

/** Up to three points that part what lies between `low` and `high`, evenly; in their order. */
function pointsBetween({ low, high }: Lost): number[] {
  const parts = [1, 2, 3].map((part) => low + Math.floor(((high - low) * part) / 4));
  return [...new Set(parts)].filter((point) => point < high);
}

/** Is at least half of what the patch adds to the file in it? */
function isThere({ patch: { lines, bits }, file }: Lost, there: LineCounts): boolean {
  let all = 0;
  let found = 0;
  for (const span of lines.spans.filter((other) => other.file === file)) {
    for (let line = span.start; line < span.end; line++) {
      const signed = lines.keys[line] ?? 0;
      if (signed % 2 === 0 || lines.moved.has(signed)) continue;
      all += bits[line] ?? 0;
      if (there.has(Math.floor(signed / 2))) found += bits[line] ?? 0;
    }
  }
  return all > 0 && found >= HARDLY_THERE * all;
}
