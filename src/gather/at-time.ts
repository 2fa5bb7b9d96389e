// The facts of one state of the downstream, with upstream as it was when that state was made.
import type { Facts } from '../model/facts.js';
import type { History } from '../model/history.js';
import type { Branch, Stack } from '../model/stack.js';
import type { Mainline } from '../search/mainline.js';
import type { RevertIndex } from '../search/reverts.js';
import { type Evidence, factsOf } from './facts-of.js';
import type { TipRead } from './read-tip.js';

/** Upstream as it was: the default branch as far as one of its states, and all that had come into it by then. */
export interface Past {
  readonly history: History;
  readonly reverts: RevertIndex;
}

/** What stands for `next` in commits that were not upstream yet. */
const LATER = 'later';

/** Takes away from upstream what came into the default branch behind a state: `ordinal` counts those of the mainline; -1 for all of it. */
export function pastsOf({ context }: Evidence, { entry }: Mainline): (ordinal: number) => Past {
  const { history, reverts } = context;
  const later = history.commits.map((commit) => (commit.next === null ? { ...commit, next: LATER } : commit));
  const known = new Map<number, Past>();
  return (ordinal) => {
    const past = known.get(ordinal) ?? cutOff(ordinal);
    // States of one day share it, and the next is of a later one.
    known.clear();
    known.set(ordinal, past);
    return past;
  };

  function cutOff(ordinal: number): Past {
    const held = (place: number) => (entry[place] ?? -1) >= 0 && (entry[place] ?? -1) <= ordinal;
    const commits = history.commits.map((commit, place) => (held(place) ? commit : (later[place] ?? commit)));
    return { history: { ...history, commits }, reverts: reverts.among(held) };
  }
}

/** Facts of the patches at `places`, which `branches` carry; `tips` are theirs, in that order. Next refs of the past are not known. */
export function factsAt(
  evidence: Evidence,
  { history, reverts }: Past,
  places: readonly number[],
  branches: readonly Branch[],
  tips: readonly (TipRead | null)[],
): Facts[] {
  const matches = evidence.matches.slice();
  for (const place of places)
    matches[place] = (matches[place] ?? []).filter(({ commit }) => history.commits[commit]?.next === null);
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
