// The states that a downstream has had: each is what its branches and patch sets were at one time.
import { LandfallError } from '../errors.js';
import { type LineCommit, readFirstParents } from '../git/first-parents.js';
import type { Touch } from '../git/tree-files.js';
import type { Workspace } from '../git/workspace.js';
import type { ChosenBranches, OpenedSet } from './choose-branches.js';

/** One state, and the commit that made it. */
export interface DownstreamState {
  readonly commit: LineCommit;
  /** Seconds since 1970: the committer's date, or that of an earlier state where clocks went back. */
  readonly date: number;
  readonly chosen: ChosenBranches;
}

/** One branch or patch set over time: what it is at each commit of its line. */
interface Thread {
  readonly commits: readonly LineCommit[];
  readonly at: (commit: LineCommit) => Pick<ChosenBranches, 'requests' | 'sets'>;
}

/**
 * States from `since` (seconds) on and the one before, oldest first; `upstream` is what no branch adds. Throws
 * LandfallError `usage` for patches in a folder that is no repository: they have no history.
 */
export async function listStates(
  workspace: Workspace,
  chosen: ChosenBranches,
  upstream: string,
  since: number,
): Promise<DownstreamState[]> {
  const threads = [
    ...(await Promise.all(chosen.requests.map((request) => branchThread(workspace, request, upstream)))),
    ...(await Promise.all(chosen.sets.map((set) => setThread(workspace, set)))),
  ];
  const current = new Map<Thread, LineCommit>();
  const states = threads
    .flatMap((thread) => thread.commits.map((commit) => ({ thread, commit })))
    .sort((a, b) => a.commit.committer.date - b.commit.committer.date)
    .map(({ thread, commit }): DownstreamState => {
      current.set(thread, commit);
      const parts = threads.flatMap((each) => {
        const at = current.get(each);
        return at ? [each.at(at)] : [];
      });
      return {
        commit,
        date: commit.committer.date,
        chosen: {
          ...chosen,
          requests: parts.flatMap(({ requests }) => requests),
          sets: parts.flatMap(({ sets }) => sets),
        },
      };
    });
  const first = states.findIndex((state) => state.date >= since);
  return first < 0 ? states.slice(-1) : states.slice(Math.max(0, first - 1));
}

async function branchThread(
  workspace: Workspace,
  request: ChosenBranches['requests'][number],
  upstream: string,
): Promise<Thread> {
  const commits = await readFirstParents(workspace, request.tip, [request.base ?? upstream], request.paths);
  return { commits: inOrder(commits), at: ({ oid }) => ({ requests: [{ ...request, tip: oid }], sets: [] }) };
}

async function setThread(workspace: Workspace, set: OpenedSet): Promise<Thread> {
  if (set.commit === null) {
    const says = `the ${set.files.kind} patches of ${set.entry.repository} are read as they lie in a folder: they have no history`;
    throw new LandfallError('usage', 'replay.no-history', says, 'give downstream.ref: a branch of a repository');
  }
  const commits = await readFirstParents(workspace, set.commit, [], set.files.path === '' ? [] : [set.files.path]);
  const touches = new Map<string, ReadonlyMap<string, Touch>>();
  let last: ReadonlyMap<string, Touch> = new Map();
  for (const { oid, author, paths } of commits) {
    last = new Map([...last, ...paths.map((path) => [path, author] as const)]);
    touches.set(oid, last);
  }
  const at = ({ oid }: LineCommit) => ({
    requests: [],
    // Without a folder git names no paths: then who touched what is looked up.
    sets: [{ ...set, commit: oid, state: oid, touches: set.files.path === '' ? null : (touches.get(oid) ?? null) }],
  });
  return { commits: inOrder(commits), at };
}

/** The same commits with dates that never go back: the states of one line must keep its order. */
function inOrder(commits: readonly LineCommit[]): LineCommit[] {
  let latest = 0;
  return commits.map((commit) => {
    latest = Math.max(latest, commit.committer.date);
    return { ...commit, committer: { ...commit.committer, date: latest } };
  });
}
