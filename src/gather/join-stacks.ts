// Many states of one downstream as one stack: each patch once, however many states carry it.
import type { BranchCommits, StandIns } from '../downstream/branch.js';
import type { CommitRecord } from '../git/commits.js';
import type { WalkedStack } from './read-stack.js';

/**
 * Joins the walked states, oldest first; the branches of all stand behind each other. Of a patch that lies in a file the
 * first state's commit stands for it in the later ones too, while its text and what that does to its base are the same:
 * so it is read, matched and judged once.
 */
export function joinStacks(states: readonly WalkedStack[]): WalkedStack {
  const first = new Map<string, CommitRecord>();
  const standIns: StandIns = new Map(states.flatMap((state) => [...state.standIns]));
  const sole = (record: CommitRecord): CommitRecord => {
    const link = standIns.get(record.oid);
    if (!link) return record;
    const name = `${link.digest} ${link.atBase}`;
    const known = first.get(name) ?? record;
    first.set(name, known);
    return known;
  };
  const branches = states
    .flatMap((state) => state.branches)
    .map((branch): BranchCommits => ({ ...branch, commits: branch.commits.map(sole) }));
  const carrying = states.filter((state) => state.branches.some(({ commits }) => commits.length > 0));
  return {
    branches,
    asked: states.flatMap((state) => state.asked),
    standIns,
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
