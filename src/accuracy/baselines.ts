// What simpler means find on the same rows, with all messages visible: git's patch-ids, equal subjects, equal subject and author.
import { type CommitRecord, readCommits } from '../git/commits.js';
import { readPatchIds } from '../git/patch-ids.js';
import { openWorkspace, type Workspace } from '../git/workspace.js';
import { plainSubject, subjectOf } from '../patch/message.js';
import type { Said } from './judge.js';
import type { StackRun } from './run-stack.js';

/** The baselines, in the order in which they are shown. */
export const BASELINES = ['git cherry', 'subject', 'subject and author'] as const;
export type BaselineName = (typeof BASELINES)[number];

/** For each baseline, what it says of each of the patches (ids). */
export async function askBaselines(
  run: StackRun,
  patches: ReadonlySet<string>,
  cores: number,
): Promise<Record<BaselineName, Map<string, Said>>> {
  const workspace = await openWorkspace([run.source]);
  try {
    const upstream = await readUpstream(workspace, run);
    const own = run.commits.filter(({ oid }) => patches.has(oid));
    const ids = await readPatchIds(
      workspace,
      [...upstream, ...own].map(({ oid }) => oid),
      cores,
    );
    const ask = (keyOf: (commit: CommitRecord) => string | undefined) => saidBy(own, upstream, keyOf);
    return {
      'git cherry': ask(({ oid }) => ids.get(oid)),
      subject: ask(({ message }) => plainSubject(subjectOf(message))),
      'subject and author': ask(
        ({ message, authorEmail }) => `${authorEmail.toLowerCase()} ${plainSubject(subjectOf(message))}`,
      ),
    };
  } finally {
    await workspace.close();
  }
}

async function readUpstream(workspace: Workspace, { upstream, base }: StackRun): Promise<CommitRecord[]> {
  const commits: CommitRecord[] = [];
  for await (const commit of readCommits(workspace, [upstream], base === null ? [] : [base]))
    if (commit.parents.length === 1) commits.push(commit);
  return commits;
}

/** Links each patch with the oldest upstream commit of the same key. */
function saidBy(
  patches: readonly CommitRecord[],
  upstream: readonly CommitRecord[],
  keyOf: (commit: CommitRecord) => string | undefined,
): Map<string, Said> {
  const byKey = new Map(upstream.map((commit) => [keyOf(commit), commit.oid]));
  byKey.delete(undefined);
  return new Map(
    patches.map((patch) => {
      const commit = byKey.get(keyOf(patch));
      const status = commit === undefined ? 'pending' : 'landed';
      return [patch.oid, { status, commits: commit === undefined ? [] : [commit], confidence: null, says: '' }];
    }),
  );
}
