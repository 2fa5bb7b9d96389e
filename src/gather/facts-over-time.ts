// The facts of many states of one stack, each with upstream as it was at the time; all was read before, for all of them together.
import type { Facts } from '../model/facts.js';
import type { Branch } from '../model/stack.js';
import type { Mainline } from '../search/mainline.js';
import { factsAt, pastsOf } from './at-time.js';
import type { Evidence } from './facts-of.js';
import { tipsOverTime } from './tips-over-time.js';

/** A state: the patches it carries and those it has just dropped, by their places in the evidence. */
export interface StateOfStack {
  /** The upstream commit that the default branch stood at. */
  readonly tip: string;
  readonly branches: readonly Branch[];
  readonly carried: readonly number[];
  readonly dropped: readonly number[];
}

/** Facts of the two lists of a state, in their order. */
export interface StateFacts {
  readonly carried: readonly Facts[];
  readonly dropped: readonly Facts[];
}

/** Facts of all states, in their order. */
export async function factsOverTime(
  evidence: Evidence,
  mainline: Mainline,
  states: readonly StateOfStack[],
): Promise<StateFacts[]> {
  const questions = states.map(({ tip, carried, dropped }) => ({ tip, places: [...carried, ...dropped] }));
  const tips = await tipsOverTime(evidence, questions);
  const { history } = evidence.context;
  const ordinals = new Map(mainline.states.map((place, ordinal) => [history.commits[place]?.oid, ordinal]));
  const pastOf = pastsOf(evidence, mainline);
  return states.map(({ tip, branches, carried, dropped }, at) => {
    const past = pastOf(ordinals.get(tip) ?? -1);
    const own = tips[at] ?? [];
    return {
      carried: factsAt(evidence, past, carried, branches, own.slice(0, carried.length)),
      dropped: factsAt(evidence, past, dropped, branches, own.slice(carried.length)),
    };
  });
}
