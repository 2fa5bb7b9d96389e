// Follows the files of patches that upstream no longer has under their name: moved, and edited on the way.
import { readRenames } from '../git/renames.js';
import type { Workspace } from '../git/workspace.js';
import type { History } from '../model/history.js';
import type { FileChange } from '../model/patch.js';
import { pathsOf } from '../patch/paths.js';
import type { TipTree } from './tip-tree.js';

/** A file that moved more often than this is not followed further. */
const MOST_MOVES = 6;

/**
 * The history with the moves of the patches' files that git finds by content. Only commits are read that touched a file
 * last which the tip does not have.
 */
export async function followRenames(
  workspace: Workspace,
  history: History,
  tip: TipTree,
  patches: Iterable<readonly FileChange[] | null>,
): Promise<History> {
  const own = [...patches].flatMap((files) => pathsOf({ files: files ?? [] }));
  // Where an earlier run followed a file to, it may have been moved on.
  const touched = history.news < history.commits.length ? [...own, ...history.renames.map(([, to]) => to)] : own;
  const found: (readonly [string, string])[] = [];
  const seen = new Set<string>();
  let open = new Set(touched.filter((path) => !tip.byPath.has(path)));
  for (let move = 0; move < MOST_MOVES && open.size > 0; move++) {
    for (const path of open) seen.add(path);
    const last = lastTouches(history, open);
    const renames = await readRenames(
      workspace,
      [...new Set(last)].flatMap((place) => history.commits[place]?.oid ?? []),
    );
    const moves = renames.filter(([from]) => open.has(from));
    found.push(...moves);
    open = new Set(moves.map(([, to]) => to).filter((to) => !tip.byPath.has(to) && !seen.has(to)));
  }
  return found.length === 0 ? history : { ...history, renames: withoutRepeats([...history.renames, ...found]) };
}

/** Of the commits that were not searched yet the newest that touched each of the paths: where a file is gone, the one that took it away. */
function lastTouches(history: History, paths: ReadonlySet<string>): number[] {
  const open = new Set(history.paths.flatMap((path, place) => (paths.has(path) ? [place] : [])));
  const last: number[] = [];
  for (const commit of history.commits) {
    if (open.size === 0 || commit.index >= history.news) break;
    if (commit.next === null && commit.paths.filter((path) => open.delete(path)).length > 0) last.push(commit.index);
  }
  return last;
}

function withoutRepeats(pairs: readonly (readonly [string, string])[]): (readonly [string, string])[] {
  return [...new Map(pairs.map((pair) => [pair.join('\0'), pair])).values()];
}
