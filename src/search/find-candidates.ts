// Ranks the upstream commits whose diffs are worth reading for a patch, from metadata alone.
import type { Patch } from '../model/patch.js';
import type { SearchSettings } from '../model/settings.js';
import { plainSubject } from '../patch/message.js';
import { baseName, type HistoryIndex, rarity } from './index-history.js';

/** Candidates of one patch: places in History.commits, best first. `first` are read at once, `later` only if these settle nothing. */
export interface Candidates {
  readonly first: readonly number[];
  readonly later: readonly number[];
  /** Commits named by the patch itself, as far as they are upstream. */
  readonly cited: readonly number[];
}

/** A file of another folder with the same name is this much as telling as the file itself. */
const BASE_NAME_SHARE = 0.6;
/** A rare word of the subject is this much as telling as a rare path. */
const WORD_SHARE = 0.5;
/** Nothing in time rules a commit out altogether: the factor does not fall below this. */
const LEAST_TIME_FACTOR = 0.2;
/** Of the later candidates, this share is given to the best commits of each file by itself: splits hide there. */
const PER_FILE_SHARE = 0.35;
/** Most commits of equal subject or identity that are read: subjects such as "update submodule" name thousands. */
const MOST_NAMESAKES = 8;

const SECONDS_PER_DAY = 86_400;

/** Finds candidates for a patch. `excluded` tells commits that the patch's own history already holds. */
export function findCandidates(
  patch: Patch,
  index: HistoryIndex,
  resolve: (oid: string) => number | null,
  sameBlobs: readonly number[],
  excluded: (commit: number) => boolean,
  settings: SearchSettings,
): Candidates {
  const cited = patch.facts.citations.map(resolve).filter((place) => place !== null);
  const named = [...namesakes(patch, index), ...sameBlobs].filter((commit) => !excluded(commit));
  const paths = pathsOf(patch).filter((path) => path !== '');
  const perFile = paths.map((path) => scorePath(path, index, settings));
  const scores = new Map<number, number>();
  for (const file of perFile) for (const [commit, score] of file) scores.set(commit, (scores.get(commit) ?? 0) + score);
  for (const [commit, score] of scoreWords(patch, index, settings)) scores.set(commit, (scores.get(commit) ?? 0) + score);
  const ranked = rank(scores, patch, index, settings).filter((commit) => !excluded(commit));
  const first = unique([...cited, ...named, ...ranked.slice(0, settings.firstWave)]);
  const wide = Math.round(settings.candidates * (1 - PER_FILE_SHARE));
  const deep = perFile.map((file) => rank(file, patch, index, settings).filter((commit) => !excluded(commit)));
  const inFirst = new Set(first);
  const later = unique([...ranked.slice(0, wide), ...takeInTurn(deep, settings.candidates)])
    .filter((commit) => !inFirst.has(commit))
    .slice(0, Math.max(0, settings.candidates - first.length));
  return { first, later, cited };
}

/** Every path a patch touches, old and new. */
export function pathsOf(patch: Patch): string[] {
  return unique(patch.files.flatMap((file) => [file.newPath, file.oldPath]).filter((path) => path !== null));
}

function namesakes(patch: Patch, index: HistoryIndex): number[] {
  const subject = plainSubject(patch.subject);
  const lists = [index.bySubject.get(subject) ?? [], ...patch.facts.keys.map((key) => index.byKey.get(key) ?? [])];
  return lists.flatMap((list) => nearestInTime(list, patch, index).slice(0, MOST_NAMESAKES));
}

function nearestInTime(list: readonly number[], patch: Patch, index: HistoryIndex): number[] {
  const distance = (commit: number) => Math.abs((index.history.commits[commit]?.authorDate ?? 0) - patch.authorDate);
  return [...list].sort((a, b) => distance(a) - distance(b) || a - b);
}

function scorePath(path: string, index: HistoryIndex, settings: SearchSettings): Map<number, number> {
  const scores = new Map<number, number>();
  const most = Math.max(MOST_NAMESAKES, index.size * settings.commonShare);
  const sameName = index.byBaseName.get(baseName(path)) ?? [];
  if (sameName.length <= most) {
    const score = BASE_NAME_SHARE * rarity(sameName.length, index.size);
    for (const commit of sameName) scores.set(commit, score);
  }
  const same = index.byPath.get(path) ?? [];
  const score = rarity(same.length, index.size);
  for (const commit of same) scores.set(commit, score);
  return scores;
}

function scoreWords(patch: Patch, index: HistoryIndex, settings: SearchSettings): Map<number, number> {
  const scores = new Map<number, number>();
  const most = Math.max(MOST_NAMESAKES, index.size * settings.commonShare);
  for (const word of new Set(plainSubject(patch.subject).split(' '))) {
    const commits = index.byWord.get(word) ?? [];
    if (word === '' || commits.length > most) continue;
    const score = WORD_SHARE * rarity(commits.length, index.size);
    for (const commit of commits) scores.set(commit, (scores.get(commit) ?? 0) + score);
  }
  return scores;
}

/** Best first: likeness, less for commits that touch very much, less for those far away in time. */
function rank(scores: ReadonlyMap<number, number>, patch: Patch, index: HistoryIndex, settings: SearchSettings): number[] {
  const rated: [number, number][] = [];
  for (const [place, score] of scores) {
    const commit = index.history.commits[place];
    if (!commit) continue;
    const breadth = Math.log2(2 + commit.paths.length);
    const sameAuthor = commit.author.email !== '' && commit.author.email === patch.author.email ? 2 : 1;
    rated.push([place, (score * sameAuthor * timeFactor(commit.commitDate - patch.authorDate, settings)) / breadth]);
  }
  return rated.sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([place]) => place);
}

/** 1 at the date of the patch, halved every half-life after it and much sooner before it. */
function timeFactor(seconds: number, settings: SearchSettings): number {
  const days = seconds / SECONDS_PER_DAY;
  const halfLives = days >= -settings.daysBefore ? Math.max(0, days) / settings.halfLifeDays : -days / settings.daysBefore;
  return Math.max(LEAST_TIME_FACTOR, 0.5 ** halfLives);
}

/** The best of each list, then the second best of each, and so on. */
function takeInTurn(lists: readonly (readonly number[])[], most: number): number[] {
  const taken: number[] = [];
  const longest = Math.max(0, ...lists.map((list) => list.length));
  for (let turn = 0; turn < longest && taken.length < most; turn++) {
    for (const list of lists) {
      const item = list[turn];
      if (item !== undefined) taken.push(item);
    }
  }
  return taken;
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
