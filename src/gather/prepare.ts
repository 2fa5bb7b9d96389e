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
import type { HistorySince } from './read-upstream.js';

/** A stack laid out beside a history: what matching begins with. */
export interface LaidOut extends Pick<GatherContext, 'layouts' | 'kinship'> {
  /** Which patches are noise, and why. */
  readonly noise: readonly (NoiseReason | null)[];
}

/** Lays the patches of a stack out, line by line. */
export function layOutStack({ settings }: Pick<Means, 'settings'>, { stack }: ReadStack, history: History): LaidOut {
  const noisePaths = noisePathsOf(settings);
  const ignored = ignoredBy(noisePaths);
  const noise = stack.patches.map((patch) => noiseOf(patch, noisePaths));
  return {
    noise,
    layouts: stack.patches.map((patch, place) => layOut(noise[place] ? { ...patch, files: [] } : patch, ignored)),
    kinship: kinshipOf({ paths: history.paths, renames: [...history.renames, ...movedBelow(stack)] }),
  };
}

/** What gathering works on, and where upstream touches what the patches touch. */
export interface Prepared {
  readonly context: GatherContext;
  readonly index: HistoryIndex;
}

/** Prepares a stack for gathering; with `earlier` it goes on from there, and the history begins where that ended. */
export function prepare(
  means: Means,
  { stack, commits, stands }: ReadStack,
  { layouts, kinship }: LaidOut,
  { history, earlier }: HistorySince,
): Prepared {
  const { settings } = means;
  const ignored = ignoredBy(noisePathsOf(settings));
  const standing = new Standing(history, commits, stands);
  const standsOn = (place: number, commit: number) => standing.holds(stack.patches[place]?.commit ?? '', commit);
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

/** Files whose lines say nothing. */
function ignoredBy({ changelog, generated }: NoisePaths): (path: string) => boolean {
  return (path) => changelog(path) || generated(path);
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
