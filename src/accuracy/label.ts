// Labels that people have written themselves: patches that cite the upstream commit they were picked from, or share author and subject with one.
import { type CommitRecord, mergeBase, readCommits } from '../git/commits.js';
import { openRepository, resolveCommit } from '../git/repository.js';
import { openWorkspace } from '../git/workspace.js';
import { LandfallError } from '../errors.js';
import { parseMessage, plainSubject, subjectOf } from '../patch/message.js';
import type { TruthRow } from './truth.js';

/** By what a patch and its landing are known to belong together. */
export const LABELS_BY = ['trailers', 'author-and-subject'] as const;
export type LabelBy = (typeof LABELS_BY)[number];

/** A branch to label; `repository` is how the truth names it. */
export interface Unlabelled {
  readonly path: string;
  readonly repository: string;
  readonly upstream: string;
  readonly branch: string;
  readonly half: TruthRow['half'];
}

/** Labels the patches of a branch that tell where they are upstream; the others get no row. */
export async function labelBranch(unlabelled: Unlabelled, by: LabelBy): Promise<TruthRow[]> {
  const repository = await openRepository(unlabelled.path);
  const [upstream, branch] = await Promise.all(
    [unlabelled.upstream, unlabelled.branch].map((revision) => resolveCommit(repository, revision)),
  );
  if (upstream == null || branch == null) {
    const says = `${unlabelled.path} has no ${upstream == null ? unlabelled.upstream : unlabelled.branch}`;
    throw new LandfallError('usage', 'accuracy.no-commit', says, 'name a branch, a tag or a commit id');
  }
  const workspace = await openWorkspace([repository]);
  try {
    const patches = await gather(readCommits(workspace, [branch], [upstream]));
    const base = await mergeBase(workspace, upstream, branch);
    const commits = await gather(readCommits(workspace, [upstream], base === null ? [] : [base]));
    const landingsOf = by === 'trailers' ? citedIn(commits) : namesakesIn(commits, patches);
    const undone = new Set(commits.flatMap(({ message }) => parseMessage(message).reverts));
    return patches.flatMap((patch) => {
      const landings = landingsOf(patch);
      if (patch.parents.length !== 1 || landings.length === 0) return [];
      return [rowOf({ ...unlabelled, upstream, branch }, by, patch, landings, undone)];
    });
  } finally {
    await workspace.close();
  }
}

/** Those that it cites, the one cited last first: that is the one it was made from, the others may be in it too. */
function citedIn(upstream: readonly CommitRecord[]): (patch: CommitRecord) => CommitRecord[] {
  const sorted = new Map(upstream.map((commit) => [commit.oid, commit]));
  return ({ message }) =>
    parseMessage(message)
      .citations.map((oid) => sorted.get(oid))
      .filter((commit) => commit !== undefined);
}

/** Only where the name is borne once on either side: what occurs twice names nothing. */
function namesakesIn(
  upstream: readonly CommitRecord[],
  patches: readonly CommitRecord[],
): (patch: CommitRecord) => CommitRecord[] {
  const nameOf = ({ message, authorEmail }: CommitRecord) => `${authorEmail} ${plainSubject(subjectOf(message))}`;
  const single = (commits: readonly CommitRecord[]) => {
    const counts = new Map<string, number>();
    for (const commit of commits) counts.set(nameOf(commit), (counts.get(nameOf(commit)) ?? 0) + 1);
    return (name: string) => counts.get(name) === 1;
  };
  const [onceAbove, onceBelow] = [single(upstream), single(patches)];
  const byName = new Map(
    upstream.filter(({ parents }) => parents.length === 1).map((commit) => [nameOf(commit), commit]),
  );
  return (patch) => {
    const name = nameOf(patch);
    const found = byName.get(name);
    return found && onceAbove(name) && onceBelow(name) ? [found] : [];
  };
}

function rowOf(
  { half, repository, upstream, branch }: Unlabelled,
  by: LabelBy,
  patch: CommitRecord,
  landings: readonly CommitRecord[],
  undone: ReadonlySet<string>,
): TruthRow {
  const [oid = '', ...also] = landings.map((landing) => landing.oid);
  const isUndone = [...undone].some((reverted) => oid.startsWith(reverted));
  const retitled = !landings.some(
    ({ message }) => plainSubject(subjectOf(message)) === plainSubject(subjectOf(patch.message)),
  );
  return {
    half,
    repository,
    upstream,
    branch,
    patch: patch.oid,
    statuses: isUndone ? ['reverted', 'landed'] : ['landed', 'absorbed'],
    commits: [[oid]],
    also,
    slices: [by === 'trailers' ? 'real' : 'topic', ...(retitled ? ['retitled'] : [])],
    note: subjectOf(patch.message),
  };
}

async function gather(commits: AsyncIterable<CommitRecord>): Promise<CommitRecord[]> {
  const all: CommitRecord[] = [];
  for await (const commit of commits) all.push(commit);
  return all;
}
