// Finds the commits in which code that had landed left again, without reading all the work that was done since.
import { findBlobs } from '../git/objects.js';
import type { Cover, WeighedPatch } from '../match/measure.js';
import type { TipFacts } from '../model/facts.js';
import type { Match } from '../model/match.js';
import { type Mainline, mainlineOf } from '../search/mainline.js';
import { BlobLines, unsignedKeys } from './blob-lines.js';
import type { GatherContext } from './context.js';
import { readInto } from './read-into.js';

/** Landings of which less than this share of the added lines is at the tip are looked into: reverts need not say what they are. */
const HARDLY_THERE = 0.5;

/** A landing whose lines are in a file no more, and the later commits on that file by the state that took them in. */
interface Lost {
  readonly patch: WeighedPatch;
  readonly file: number;
  readonly path: string;
  /** States of the default branch at which the file may have changed, oldest first, and the commits that changed it then. */
  readonly states: readonly number[];
  readonly commits: ReadonlyMap<number, readonly number[]>;
  /** The lines are there before states[low], and gone from states[high] on. */
  low: number;
  high: number;
}

/**
 * For landings that are hardly at the tip: reads the diffs in which the most of them went, where a silent revert would be.
 * The states of the default branch are halved until the one is found that lost the lines: a dozen looks at the file
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
  const mainline = mainlineOf(context.history);
  const lost = lossesOf(context, mainline, suspects);
  await halve(context, mainline, lost);
  const found = lost.flatMap(({ states, commits, high }) => commits.get(states[high] ?? -1) ?? []);
  await readInto(context, found, 'looking for reverts');
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
  { entry }: Mainline,
  suspects: readonly { readonly patch: WeighedPatch; readonly match: Match }[],
): Lost[] {
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
        draft.commits.set(state, [...(draft.commits.get(state) ?? []), commit.index]);
      }
    }
  }
  return drafts
    .filter(({ commits }) => commits.size > 0)
    .map((draft) => {
      const states = [...draft.commits.keys()].sort((a, b) => a - b);
      return { ...draft, states, low: 0, high: states.length - 1 };
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

/** Halves all at once: one question to git a round. */
async function halve(context: GatherContext, { states }: Mainline, lost: readonly Lost[]): Promise<void> {
  const blobs = new BlobLines(context, unsignedKeys(lost.map(({ patch }) => patch)), 'looking for reverts');
  for (let open = [...lost]; open.length > 0; open = open.filter(({ low, high }) => low < high)) {
    const asked = open.map((each) => {
      const state = each.states[(each.low + each.high) >> 1] ?? 0;
      return { commit: context.history.commits[states[state] ?? -1]?.oid ?? '', path: each.path };
    });
    const oids = await findBlobs(context.workspace, asked);
    await blobs.load(oids.filter((oid) => oid !== null));
    open.forEach((each, place) => {
      const middle = (each.low + each.high) >> 1;
      if (isThere(each, blobs.of(oids[place] ?? null))) each.low = middle + 1;
      else each.high = middle;
    });
  }
}

/** Is at least half of what the patch adds to the file in it? */
function isThere({ patch: { lines, bits }, file }: Lost, there: ReadonlySet<number>): boolean {
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
