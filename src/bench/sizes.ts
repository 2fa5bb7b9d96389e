// The sizes of the histories that curves are drawn from.
import type { HistorySize } from './history/tell-history.js';

/** A size but for its files, which follow from the commits. */
export type Growth = Pick<HistorySize, 'commits' | 'patches'>;

/** Patches of each history along the curve of commits: a middling stack. */
export const PATCHES = 100;
/** Commits of each history along the curve of patches: four years of a project like QEMU. */
export const COMMITS = 30_000;

/** From a thousand commits to `most`, each ten times the one before. */
export function commitSizes(most: number): Growth[] {
  const sizes: Growth[] = [];
  for (let commits = 1000; commits <= most; commits *= 10) sizes.push({ commits, patches: PATCHES });
  return sizes;
}

/** From ten patches to three thousand. */
export function patchSizes(): Growth[] {
  return [10, 100, 1000, 3000].map((patches) => ({ commits: COMMITS, patches }));
}

/** Of the subjects, those along the curve of commits. */
export function alongCommits<T extends { readonly size: HistorySize | null }>(subjects: readonly T[]): T[] {
  return subjects.filter(({ size }) => size?.patches === PATCHES);
}

/** And along that of patches. */
export function alongPatches<T extends { readonly size: HistorySize | null }>(subjects: readonly T[]): T[] {
  return subjects.filter(({ size }) => size?.commits === COMMITS);
}

/** A file is changed some fifteen times, as in four years of QEMU. */
const COMMITS_A_FILE = 15;
const FILES_LEAST = 100;
/** A work tree that grows no more: the contents of more files take minutes to make. */
export const FILES_MOST = 10_000;

/** How many files a history has. */
export function filesFor({ commits }: Growth): number {
  return Math.min(FILES_MOST, Math.max(FILES_LEAST, Math.round(commits / COMMITS_A_FILE)));
}
