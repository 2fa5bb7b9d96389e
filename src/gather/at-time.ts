// The facts of one state of the downstream, with upstream as it was when that state was made.
import type { Facts } from '../model/facts.js';
import type { History } from '../model/history.js';
import type { Branch, Stack } from '../model/stack.js';
import type { Mainline } from '../search/mainline.js';
import { RevertIndex } from '../search/reverts.js';
import { type Evidence, factsOf } from './facts-of.js';
import type { TipRead } from './read-tip.js';

/** Upstream as it was: the default branch as far as one of its states, and all that had come into it by then. */
export interface Past {
  readonly history: History;
  readonly reverts: RevertIndex;
}

/** What stands for `next` in commits that were not upstream yet. */
const LATER = 'later';

/** Takes away, from a history whose plain subjects these are, what came into the default branch behind the state at `ordinal` of the mainline; -1 for all of it. */
export function pastOf({ context }: Evidence, subjects: readonly string[], { entry }: Mainline, ordinal: number): Past {
  const commits = context.history.commits.map((commit) => {
    const state = entry[commit.index] ?? -1;
    return commit.next !== null || (state >= 0 && state <= ordinal) ? commit : { ...commit, next: LATER };
  });
  const history = { ...context.history, commits };
  return { history, reverts: new RevertIndex(history, subjects, context.resolve) };
}

/** Facts of the patches at `places`, which `branches` carry; `tips` are theirs, in that order. Next refs of the past are not known. */
export function factsAt(
  evidence: Evidence,
  { history, reverts }: Past,
  places: readonly number[],
  branches: readonly Branch[],
  tips: readonly (TipRead | null)[],
): Facts[] {
  const matches = evidence.matches.map((list) => list.filter((match) => history.commits[match.commit]?.next === null));
  return factsOf(
    { ...evidence, matches },
    { places, stack: partOf(evidence.context.stack, places, branches), history, reverts, tips },
  );
}

function partOf(stack: Stack, places: readonly number[], branches: readonly Branch[]): Stack {
  const at = new Map(places.map((place, index) => [place, index]));
  return {
    patches: places.flatMap((place) => stack.patches[place] ?? []),
    branches: branches.map((branch) => ({
      ...branch,
      patches: branch.patches.flatMap((place) => at.get(place) ?? []),
    })),
  };
}
