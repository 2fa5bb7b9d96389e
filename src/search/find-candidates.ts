// Ranks the upstream commits whose diffs are worth reading for a patch, from metadata alone.
import type { Ranked } from '../model/kept.js';
import type { Patch } from '../model/patch.js';
import type { SearchSettings } from '../model/settings.js';
import { SECONDS_PER_DAY } from '../model/time-units.js';
import { plainSubject } from '../patch/message.js';
import { countOf, type HistoryIndex, rarity } from './index-history.js';
import type { Kinship } from './kinship.js';
import { baseName, pathsOf } from '../patch/paths.js';

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
/** Commits that are the best of one file and of all: about a fifth of a list. */
const MOST_DOUBLES = 12;

/** Commits that the patch itself points to: that it cites, or that bear its subject or an identity of it, or make the same blobs of the same. */
export function findNamed(
  patch: Patch,
  index: HistoryIndex,
  cited: readonly number[],
  sameBlobs: readonly number[],
  excluded: (commit: number) => boolean,
): number[] {
  return unique([...cited, ...[...namesakes(patch, index), ...sameBlobs].filter((commit) => !excluded(commit))]);
}

/** The commits likeliest to be the landing of a patch, and how they were ranked. */
export interface Likely {
  /** Best first, `settings.candidates` of them at most; of those that an earlier run ranked none. */
  readonly commits: readonly number[];
  readonly ranked: Ranked;
}

/** Finds the commits likeliest to be the landing of a patch, by what it touches and says. Those ranked `before` keep their places. */
export function findLikely(
  patch: Patch,
  index: HistoryIndex,
  kinship: Kinship,
  excluded: (commit: number) => boolean,
  settings: SearchSettings,
  before: Ranked = NOTHING_RANKED,
): Likely {
  const paths = unique(pathsOf(patch).flatMap(kinship.paths));
  const perFile = paths.map((path) => scorePath(path, index, settings));
  const sums = new Float64Array(index.history.commits.length);
  const kin = addUp(perFile.flat(), sums);
  const namesakes = addUp(scoreWords(patch, index, settings), sums);
  const touched = [
    ...kin,
    ...namesakes.filter((commit) => (sums[commit] as number) >= leastOfStrangers(index, settings)),
  ];
  const top = new Ranking(patch, index, excluded, settings);
  const all = [{ commits: touched, scoreOf: (commit: number) => sums[commit] as number }];
  const wide = top.best(all, wideShare(settings), before.wide);
  // As many again as there may be doubles among the best of all.
  const most = Math.ceil(settings.candidates / perFile.length) + MOST_DOUBLES;
  const deep = perFile.map((scored, place) => {
    const own = scored.map(({ commits, score }) => ({ commits, scoreOf: () => score }));
    return top.best(own, most, before.deep.get(paths[place] ?? ''));
  });
  const inTurn = takeInTurn(deep.map(placesOf), settings.candidates);
  const chosen = unique([...placesOf(wide), ...inTurn]).slice(0, settings.candidates);
  return {
    commits: chosen.filter((place) => place < index.history.commits.length),
    ranked: {
      wide: numbersOf(wide),
      deep: new Map(paths.map((path, place) => [path, numbersOf(deep[place] ?? [])])),
    },
  };
}

const NOTHING_RANKED: Ranked = { wide: new Float64Array(0), deep: new Map() };

interface Rank {
  readonly place: number;
  readonly score: number;
}

function placesOf(ranks: readonly Rank[]): number[] {
  return ranks.map(({ place }) => place);
}

function numbersOf(ranks: readonly Rank[]): Float64Array {
  return Float64Array.from(ranks.flatMap(({ place, score }) => [place, score]));
}

/** Adds the scores up by commit; returns the commits that had none before. */
function addUp(scored: readonly Scored[], sums: Float64Array): number[] {
  const fresh: number[] = [];
  for (const { commits, score } of scored) {
    for (const commit of commits) {
      if (sums[commit] === 0) fresh.push(commit);
      sums[commit] = (sums[commit] as number) + score;
    }
  }
  return fresh;
}

/** What words alone must score: chance lets `size * 2 ** -bits` commits share words worth so many bits. */
function leastOfStrangers({ size }: HistoryIndex, { strangers }: SearchSettings): number {
  return WORD_SHARE * Math.max(0, Math.log2(size / strangers));
}

function wideShare({ candidates }: SearchSettings): number {
  return Math.round(candidates * (1 - PER_FILE_SHARE));
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

/** Commits that one trait of the patch speaks for, and how much. */
interface Scored {
  readonly commits: readonly number[];
  readonly score: number;
}

/** Commits that touch the path itself, and those that touch a file of its name elsewhere. */
function scorePath(path: string, index: HistoryIndex, settings: SearchSettings): Scored[] {
  const most = Math.max(MOST_NAMESAKES, index.size * settings.commonShare);
  const same = index.byPath.get(path) ?? [];
  const scored = [{ commits: same, score: rarity(countOf(index, 'paths', path), index.size) }];
  const name = baseName(path);
  const named = countOf(index, 'names', name);
  if (named > most) return scored;
  const own = new Set(same);
  const elsewhere = (index.byBaseName.get(name) ?? []).filter((commit) => !own.has(commit));
  return [...scored, { commits: elsewhere, score: BASE_NAME_SHARE * rarity(named, index.size) }];
}

function scoreWords(patch: Patch, index: HistoryIndex, settings: SearchSettings): Scored[] {
  const most = Math.max(MOST_NAMESAKES, index.size * settings.commonShare);
  return unique(plainSubject(patch.subject).split(' ')).flatMap((word) => {
    const count = countOf(index, 'words', word);
    if (word === '' || count > most) return [];
    return [{ commits: index.byWord.get(word) ?? [], score: WORD_SHARE * rarity(count, index.size) }];
  });
}

/** Ranks commits for one patch: a score is worth less where a commit touches very much or is far away in time, more from the same author. */
class Ranking {
  private readonly author: number;

  constructor(
    private readonly patch: Patch,
    private readonly index: HistoryIndex,
    private readonly excluded: (commit: number) => boolean,
    private readonly settings: SearchSettings,
  ) {
    this.author = patch.author.email === '' ? NOBODY : (index.emails.get(patch.author.email) ?? NOBODY);
  }

  /**
   * The `most` best, best first; of equals the later commit. Those of an earlier run were older than all that is in the
   * history now: their places are counted on from its end. A selection in one pass: sorting thousands to
   * keep sixty took longer than git.
   */
  best(
    lists: readonly { readonly commits: readonly number[]; readonly scoreOf: (commit: number) => number }[],
    most: number,
    earlier: Float64Array = new Float64Array(0),
  ): Rank[] {
    const top: Rank[] = [];
    for (let at = 0; at < earlier.length; at += 2) {
      const [place = 0, score = 0] = earlier.subarray(at, at + 2);
      top.push({ place: this.index.history.commits.length + place, score });
    }
    for (const { commits, scoreOf } of lists) {
      for (const place of commits) {
        const last = top[top.length - 1];
        const full = last && top.length >= most;
        // What time leaves of a score costs most to find out, and is never more than all of it.
        const bare = scoreOf(place) * this.atItsTime(place);
        if (full && bare < last.score) continue;
        const score = bare * this.timeFactor(place);
        if ((full && !before(score, place, last)) || this.excluded(place)) continue;
        let at = top.length;
        for (let other = top[at - 1]; other && before(score, place, other); other = top[at - 1]) at -= 1;
        top.splice(at, 0, { place, score });
        if (top.length > most) top.pop();
      }
    }
    return top;
  }

  /** The factor of a commit made when the patch was. */
  private atItsTime(place: number): number {
    return (this.index.authors[place] === this.author ? SAME_AUTHOR : 1) / (this.index.breadths[place] as number);
  }

  private timeFactor(place: number): number {
    return timeFactor((this.index.dates[place] as number) - this.patch.authorDate, this.settings);
  }
}

/** The place of an author whom upstream does not have. */
const NOBODY = -1;

function before(score: number, place: number, other: Rank): boolean {
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
