// Which older commits of many files are read, when all would be too many.
import type { UpstreamCommit } from '../model/history.js';

/**
 * The newest commits that touch each of the wanted paths, at most `each` of a path; when those are more than `together`,
 * half as many of each, and so on down to one. Children come before parents, and so do the answers.
 */
export function newestOf<T extends Pick<UpstreamCommit, 'paths'>>(
  commits: readonly T[],
  isWanted: (path: number) => boolean,
  each: number,
  together: number,
): T[] {
  for (let most = each; ; most = Math.floor(most / 2)) {
    const read = new Map<number, number>();
    const isWorth = (path: number) => {
      const count = read.get(path) ?? 0;
      if (!isWanted(path) || count >= most) return false;
      read.set(path, count + 1);
      return true;
    };
    const newest = commits.filter(({ paths }) => paths.filter(isWorth).length > 0);
    if (newest.length <= together || most === 1) return newest;
  }
}
