// Where each path, base name, subject and shared identity occurs in the upstream history.
import type { History } from '../model/history.js';
import { plainSubject } from '../patch/message.js';

/** Look-up tables over a history; every list holds places in History.commits. */
export interface HistoryIndex {
  readonly history: History;
  /** Commits that were searched (merges and empty ones are not). */
  readonly size: number;
  readonly byPath: ReadonlyMap<string, readonly number[]>;
  readonly byBaseName: ReadonlyMap<string, readonly number[]>;
  readonly byWord: ReadonlyMap<string, readonly number[]>;
  readonly bySubject: ReadonlyMap<string, readonly number[]>;
  readonly byKey: ReadonlyMap<string, readonly number[]>;
}

/** Indexes a history once for any number of patches. Paths for which `ignored` holds (change logs, generated files) are left out. */
export function indexHistory(history: History, ignored: (path: string) => boolean): HistoryIndex {
  const kept = history.paths.map((path) => (ignored(path) ? null : path));
  const byPath = new Map<string, number[]>();
  const byBaseName = new Map<string, number[]>();
  const byWord = new Map<string, number[]>();
  const bySubject = new Map<string, number[]>();
  const byKey = new Map<string, number[]>();
  let size = 0;
  for (const commit of history.commits) {
    // Merges and empty commits change nothing by themselves: there is no diff to read.
    if (commit.paths.length === 0) continue;
    size += 1;
    const paths = commit.paths.map((place) => kept[place]).filter((path) => path != null);
    for (const path of paths) add(byPath, path, commit.index);
    for (const name of new Set(paths.map(baseName))) add(byBaseName, name, commit.index);
    const subject = plainSubject(commit.subject);
    add(bySubject, subject, commit.index);
    for (const word of new Set(subject.split(' '))) add(byWord, word, commit.index);
    for (const key of commit.facts.keys) add(byKey, key, commit.index);
  }
  return { history, size, byPath, byBaseName, byWord, bySubject, byKey };
}

/** Last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Bits of surprise in meeting one of `count` among `size`. */
export function rarity(count: number, size: number): number {
  return Math.log2((size + 1) / (count + 0.5));
}

function add(map: Map<string, number[]>, key: string, index: number): void {
  const list = map.get(key);
  if (list) list.push(index);
  else map.set(key, [index]);
}
