// Lays stack and history out for matching: everything that needs no diff of upstream yet.
import { Matcher } from '../match/matcher.js';
import { layOut } from '../match/patch-lines.js';
import type { History } from '../model/history.js';
import type { KeptEvidence, MatcherState } from '../model/kept.js';
import type { Settings } from '../model/settings.js';
import type { Stack } from '../model/stack.js';
import type { NoiseReason } from '../model/status.js';
import { globTest } from '../patch/glob.js';
import { plainSubject } from '../patch/message.js';
import { type HistoryIndex, indexHistory } from '../search/index-history.js';
import { kinshipOf } from '../search/kinship.js';
import { RevertIndex } from '../search/reverts.js';
import { Standing } from '../search/standing.js';
import { type NoisePaths, noiseOf } from '../verdict/noise.js';
import type { GatherContext, Means } from './context.js';
import { KeptDiffs } from './kept-diffs.js';
import { resolver } from './read-candidates.js';
import type { ReadStack } from './read-stack.js';

/** What gathering works on, which patches are noise and why, and where upstream touches what they touch. */
export interface Prepared {
  readonly context: GatherContext;
  readonly noise: readonly (NoiseReason | null)[];
  readonly index: HistoryIndex;
}

/** Prepares a stack for gathering; with `earlier` it goes on from there, and the history begins where that ended. */
export function prepare(
  means: Means,
  { stack, commits, stands }: ReadStack,
  history: History,
  earlier: KeptEvidence | null = null,
): Prepared {
  const { settings } = means;
  const noisePaths = noisePathsOf(settings);
  const ignored = (path: string) => noisePaths.changelog(path) || noisePaths.generated(path);
  const noise = stack.patches.map((patch) => noiseOf(patch, noisePaths));
  const layouts = stack.patches.map((patch, place) => layOut(noise[place] ? { ...patch, files: [] } : patch, ignored));
  const standing = new Standing(history, commits, stands);
  const standsOn = (place: number, commit: number) => standing.holds(stack.patches[place]?.commit ?? '', commit);
  const kinship = kinshipOf({ paths: history.paths, renames: [...history.renames, ...movedBelow(stack)] });
  const resolve = resolver({ history });
  const subjects = history.commits.map((commit) => plainSubject(commit.subject));
  const context: GatherContext = {
    ...means,
    stack,
    layouts,
    history,
    standing,
    kinship,
    resolve,
    reverts: RevertIndex.of(history, subjects, resolve),
    matcher: new Matcher(layouts, settings.match, ignored, standsOn, kinship.between),
    texts: new KeptDiffs(),
    ...readSoFar(earlier, history.news),
  };
  if (earlier) context.matcher.recall(movedBy(earlier.matching, history.news));
  return {
    context,
    noise,
    index: indexHistory(history, subjects, stack.patches, kinship, ignored, earlier?.occurrences),
  };
}

/** The moves of the downstream: what later patches do to a file, upstream does under the name it had before. */
function movedBelow({ patches }: Stack): (readonly [string, string])[] {
  return patches
    .flatMap(({ files }) => files)
    .flatMap(({ oldPath, newPath }) =>
      oldPath === null || newPath === null || oldPath === newPath ? [] : [[oldPath, newPath] as const],
    );
}

function noisePathsOf({ noise }: Settings): NoisePaths {
  return { changelog: globTest(noise.changelog), generated: globTest(noise.generated) };
}

/** What an earlier run had read of upstream, its commits behind so many new ones; nothing without one. */
function readSoFar(
  earlier: KeptEvidence | null,
  news: number,
): Pick<GatherContext, 'read' | 'readBefore' | 'missing' | 'searched' | 'byLines' | 'unread' | 'large'> {
  const placed = (places: readonly number[] = []) => places.map((place) => news + place);
  return {
    read: new Set(placed(earlier?.read)),
    readBefore: earlier ? earlier.diffs - earlier.read.length - earlier.missing.length : 0,
    missing: placed(earlier?.missing),
    searched: new Map(earlier?.searched),
    byLines: new Map(earlier?.byLines.map(([place, commits]) => [place, new Set(placed(commits))])),
    unread: new Set(placed(earlier?.large)),
    large: new Set(placed(earlier?.large)),
  };
}

/** What is known of commits, where these have come to stand behind so many new ones. */
function movedBy(state: MatcherState, news: number): MatcherState {
  return {
    ...state,
    matches: state.matches.map((list) => list.map((match) => ({ ...match, commit: match.commit + news }))),
    inverses: state.inverses.map((list) => list.map((inverse) => ({ ...inverse, commit: inverse.commit + news }))),
  };
}
