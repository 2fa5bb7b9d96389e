// Which paths mean the same file: moved by upstream, or of a name that only one file has.
import type { History } from '../model/history.js';
import { baseName } from '../patch/paths.js';

/** A name that upstream has in more folders than this (Makefile, cpu.c) tells no file from another. */
export const MOST_FOLDERS = 3;

/** How two paths are related. */
export interface Kinship {
  /** 2: the same path, or one that it was moved to or from; 1: a file of the same telling name; 0: strangers. */
  readonly between: (path: string, other: string) => 0 | 1 | 2;
  /** All paths a file had, itself included. */
  readonly paths: (path: string) => readonly string[];
}

/** Follows upstream's moves (files of unchanged content) in both directions. */
export function kinshipOf(history: Pick<History, 'paths' | 'renames'>): Kinship {
  const names = new Map<string, number>();
  for (const path of history.paths) names.set(baseName(path), (names.get(baseName(path)) ?? 0) + 1);
  const families = new Map<string, Set<string>>();
  for (const [from, to] of history.renames) {
    const family = new Set([...(families.get(from) ?? [from]), ...(families.get(to) ?? [to])]);
    for (const path of family) families.set(path, family);
  }
  return {
    between: (path, other) => {
      if (path === other || families.get(path)?.has(other)) return 2;
      return baseName(path) === baseName(other) && (names.get(baseName(path)) ?? 0) <= MOST_FOLDERS ? 1 : 0;
    },
    paths: (path) => [...(families.get(path) ?? [path])],
  };
}
