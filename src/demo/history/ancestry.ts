// Walks over built commits.
import type { Commit } from './commit.js';

/** Every commit that can be reached, parents before children, each once. */
export function reachable(tips: Iterable<Commit>): Commit[] {
  const seen = new Set<Commit>();
  const ordered: Commit[] = [];
  // By hand, not by recursion: a benchmark's history is deeper than the call stack.
  const stack = [...tips].reverse().map((commit) => ({ commit, next: 0 }));
  while (stack.length > 0) {
    const top = stack.at(-1);
    if (!top) break;
    if (top.next === 0 && seen.has(top.commit)) {
      stack.pop();
      continue;
    }
    seen.add(top.commit);
    const parent = top.commit.parents[top.next++];
    if (!parent) {
      ordered.push(top.commit);
      stack.pop();
    } else if (!seen.has(parent)) stack.push({ commit: parent, next: 0 });
  }
  return ordered;
}

/** The newest commit that both can reach (parents come before children), or null for unrelated histories. */
export function mergeBase(ours: Commit, theirs: Commit): Commit | null {
  const own = new Set(reachable([ours]));
  return reachable([theirs]).findLast((commit) => own.has(commit)) ?? null;
}
