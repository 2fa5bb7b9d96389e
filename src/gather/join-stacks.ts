// Many states of one downstream as one stack: each patch once, however many states carry it.
import type { WalkedStack } from './walk-stack.js';

/** Joins the walked states, oldest first; the branches of all stand behind each other. */
export function joinStacks(states: readonly WalkedStack[]): WalkedStack {
  const carrying = states.filter((state) => state.branches.some(({ commits }) => commits.length > 0));
  return {
    branches: states.flatMap((state) => state.branches),
    asked: states.flatMap((state) => state.asked),
    standIns: new Map(states.flatMap((state) => [...state.standIns])),
    setNotices: states.flatMap((state) => state.setNotices),
    commits: [...new Map(states.flatMap((state) => state.commits.map((commit) => [commit.oid, commit]))).values()],
    stands: new Map(states.flatMap((state) => [...state.stands])),
    below: carrying.length === 0 ? (states[0]?.below ?? []) : oldestOf(carrying),
    dates: new Map(states.flatMap((state) => [...state.dates])),
    tipDate: Math.max(0, ...states.map((state) => state.tipDate)),
  };
}

/** Where the oldest of the states begins; nowhere, when one of them may begin anywhere. */
function oldestOf(states: readonly WalkedStack[]): readonly string[] {
  if (states.some(({ below }) => below.length === 0)) return [];
  const dateOf = ({ below, dates }: WalkedStack) => dates.get(below[0] ?? '') ?? 0;
  return states.reduce((oldest, other) => (dateOf(other) < dateOf(oldest) ? other : oldest)).below;
}
