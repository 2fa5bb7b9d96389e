// Where each path, base name, subject and shared identity occurs in the upstream history.
import type { History } from '../model/history.js';
import type { Occurrences } from '../model/kept.js';
import type { Patch } from '../model/patch.js';
import { plainSubject } from '../patch/message.js';
import type { Kinship } from './kinship.js';
import { baseName, pathsOf } from '../patch/paths.js';

/** Look-up tables over a history; every list holds places in History.commits. Only what some patch asks for is listed. */
export interface HistoryIndex {
  readonly history: History;
  /** Commits that were searched, by earlier runs as well (merges and empty ones are not). */
  readonly size: number;
  /** By place, side by side in memory, as ranking looks at thousands for each patch: how widely a commit reaches, in bits (one of a hundred files is not ruled out), its date in seconds, and its author by place in `emails`. */
  readonly breadths: Float64Array;
  readonly dates: Float64Array;
  readonly authors: Int32Array;
  readonly emails: ReadonlyMap<string, number>;
  /** What earlier runs counted; of the lists below only what is new adds to it. */
  readonly before: Occurrences;
  readonly byPath: ReadonlyMap<string, readonly number[]>;
  readonly byBaseName: ReadonlyMap<string, readonly number[]>;
  readonly byWord: ReadonlyMap<string, readonly number[]>;
  readonly bySubject: ReadonlyMap<string, readonly number[]>;
  readonly byKey: ReadonlyMap<string, readonly number[]>;
}

/**
 * Indexes a history once for all patches: what none of them touches or says is left out, so that memory goes with the
 * stack. `subjects` are the plain subjects of all commits. Paths for which `ignored` holds (change logs, generated files) are left out.
 */
export function indexHistory(
  history: History,
  subjects: readonly string[],
  patches: readonly Patch[],
  kinship: Kinship,
  ignored: (path: string) => boolean,
  before: Occurrences = NOTHING_COUNTED,
): HistoryIndex {
  const paths = new Set(patches.flatMap(pathsOf).flatMap(kinship.paths));
  const byPath = emptyLists(paths);
  const byBaseName = emptyLists([...paths].map(baseName));
  const byWord = emptyLists(patches.flatMap((patch) => plainSubject(patch.subject).split(' ')));
  const bySubject = emptyLists(patches.map((patch) => plainSubject(patch.subject)));
  const byKey = emptyLists(patches.flatMap((patch) => patch.facts.keys));
  // Of thousands of paths a few are asked for: their lists are looked up once a path, not once a commit.
  const kept = history.paths.map((path) => !ignored(path));
  const pathLists = history.paths.map((path, place) => (kept[place] ? byPath.get(path) : undefined));
  const nameLists = history.paths.map((path, place) => (kept[place] ? byBaseName.get(baseName(path)) : undefined));
  let size = before.size;
  for (const commit of history.commits) {
    // Merges and empty commits change nothing by themselves: there is no diff to read.
    if (commit.paths.length === 0) continue;
    if (commit.index < history.news) size += 1;
    for (const place of commit.paths) {
      pathLists[place]?.push(commit.index);
      addOnce(nameLists[place], commit.index);
    }
    const subject = subjects[commit.index] ?? '';
    bySubject.get(subject)?.push(commit.index);
    for (const word of subject.split(' ')) addOnce(byWord.get(word), commit.index);
    for (const key of commit.facts.keys) addOnce(byKey.get(key), commit.index);
  }
  return { history, size, before, ...columnsOf(history), byPath, byBaseName, byWord, bySubject, byKey };
}

function columnsOf({ commits }: History): Pick<HistoryIndex, 'breadths' | 'dates' | 'authors' | 'emails'> {
  const emails = new Map<string, number>();
  const place = (email: string) => {
    const known = emails.get(email) ?? emails.size;
    emails.set(email, known);
    return known;
  };
  const [breadths, dates] = [new Float64Array(commits.length), new Float64Array(commits.length)];
  const authors = new Int32Array(commits.length);
  // One by one: `from` with a function holds a list of all values, three times as large as the column.
  commits.forEach(({ paths, commitDate, author }, at) => {
    breadths[at] = breadthOf(paths.length);
    dates[at] = commitDate;
    authors[at] = place(author.email);
  });
  return { breadths, dates, authors, emails };
}

/** How widely a commit of so many files reaches, in bits. */
function breadthOf(paths: number): number {
  return Math.log2(2 + paths);
}

/** In how many commits that were searched a path, base name or word occurs, earlier runs' among them. */
export function countOf(index: HistoryIndex, kind: keyof typeof LISTS, key: string): number {
  const list = index[LISTS[kind]].get(key) ?? [];
  // Newest first: what was searched before stands at the end.
  const news = list.findLastIndex((place) => place < index.history.news) + 1;
  return news + (index.before[kind].get(key) ?? 0);
}

const LISTS = { paths: 'byPath', names: 'byBaseName', words: 'byWord' } as const;

/** All counts of an index, for later runs. */
export function countAll(index: HistoryIndex): Occurrences {
  const all = (kind: keyof typeof LISTS) =>
    new Map([...index[LISTS[kind]].keys()].map((key) => [key, countOf(index, kind, key)]));
  return { size: index.size, paths: all('paths'), names: all('names'), words: all('words') };
}

const NOTHING_COUNTED: Occurrences = { size: 0, paths: new Map(), names: new Map(), words: new Map() };

/** Bits of surprise in meeting one of `count` among `size`. */
export function rarity(count: number, size: number): number {
  return Math.log2((size + 1) / (count + 0.5));
}

function emptyLists(keys: Iterable<string>): Map<string, number[]> {
  const lists = new Map<string, number[]>();
  for (const key of keys) lists.set(key, []);
  return lists;
}

/** Commits come one after the other: what is there already is there last. */
function addOnce(list: number[] | undefined, index: number): void {
  if (list && list.at(-1) !== index) list.push(index);
}
