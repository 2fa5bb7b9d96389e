// Ranks the upstream commits whose diffs are worth reading for a patch, from metadata alone.
import type { Patch } from '../model/patch.js';
import type { SearchSettings } from '../model/settings.js';
import { plainSubject } from '../patch/message.js';
import { baseName, type HistoryIndex, pathsOf, rarity } from './index-history.js';
import type { Kinship } from './kinship.js';

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
/** The patch's own author is this much likelier to have landed it. */
const SAME_AUTHOR = 2;
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
  kinship: Kinship,
  resolve: (oid: string) => number | null,
  sameBlobs: readonly number[],
  excluded: (commit: number) => boolean,
  settings: SearchSettings,
): Candidates {
  const cited = patch.facts.citations.map(resolve).filter((place) => place !== null);
  const named = [...namesakes(patch, index), ...sameBlobs].filter((commit) => !excluded(commit));
  const perFile = unique(pathsOf(patch).flatMap(kinship.paths)).map((path) => scorePath(path, index, settings));
  const all = new Map<number, number>();
  for (const scores of [...perFile, scoreWords(patch, index, settings)]) {
    for (const [commit, score] of scores) all.set(commit, (all.get(commit) ?? 0) + score);
  }
  const factor = factors(patch, index, settings);
  const best = (scores: ReadonlyMap<number, number>, most: number) => topOf(scores, factor, excluded, most);
  const ranked = best(all, settings.candidates);
  const first = unique([...cited, ...named, ...ranked.slice(0, settings.firstWave)]);
  const wide = Math.round(settings.candidates * (1 - PER_FILE_SHARE));
  const deep = perFile.map((scores) =>
    best(scores, Math.ceil(settings.candidates / perFile.length) + settings.firstWave),
  );
  const inFirst = new Set(first);
  const later = unique([...ranked.slice(0, wide), ...takeInTurn(deep, settings.candidates)])
    .filter((commit) => !inFirst.has(commit))
    .slice(0, Math.max(0, settings.candidates - first.length));
  return { first, later, cited };
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

/** What a score is worth in a commit: less where it touches very much or is far away in time, more from the same author. Worked out once a commit. */
function factors(patch: Patch, index: HistoryIndex, settings: SearchSettings): (commit: number) => number {
  const known = new Map<number, number>();
  return (place) => {
    const found = known.get(place);
    if (found !== undefined) return found;
    const commit = index.history.commits[place];
    const breadth = Math.log2(2 + (commit?.paths.length ?? 0));
    const sameAuthor =
      commit && commit.author.email !== '' && commit.author.email === patch.author.email ? SAME_AUTHOR : 1;
    const factor = (sameAuthor * timeFactor((commit?.commitDate ?? 0) - writtenBy(patch), settings)) / breadth;
    known.set(place, factor);
    return factor;
  };
}

/** When the patch was there at the latest: a text stands on a base that may be older than its last edit. */
function writtenBy({ authorDate, commitDate }: Patch): number {
  return Math.min(authorDate, commitDate);
}

/** The `most` best, best first; of equals the later commit. A selection in one pass: sorting thousands to keep sixty took longer than git. */
function topOf(
  scores: ReadonlyMap<number, number>,
  factor: (commit: number) => number,
  excluded: (commit: number) => boolean,
  most: number,
): number[] {
  const top: { place: number; score: number }[] = [];
  for (const [place, raw] of scores) {
    const score = raw * factor(place);
    const last = top[top.length - 1];
    if (last && top.length >= most && !before(score, place, last)) continue;
    if (excluded(place)) continue;
    let at = top.length;
    for (let other = top[at - 1]; other && before(score, place, other); other = top[at - 1]) at -= 1;
    top.splice(at, 0, { place, score });
    if (top.length > most) top.pop();
  }
  return top.map(({ place }) => place);
}

function before(score: number, place: number, other: { readonly place: number; readonly score: number }): boolean {
  return score > other.score || (score === other.score && place < other.place);
}

/** 1 at the date of the patch, halved every half-life after it and much sooner before it. */
function timeFactor(seconds: number, settings: SearchSettings): number {
  const days = seconds / SECONDS_PER_DAY;
  const halfLives =
    days >= -settings.daysBefore ? Math.max(0, days) / settings.halfLifeDays : -days / settings.daysBefore;
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
