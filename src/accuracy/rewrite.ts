// Makes a copy of a patch branch whose messages are hidden: the same trees, in a scratch repository that borrows the objects.
import { createRepository } from '../git/create-repository.js';
import { type CommitRecord, mergeBase, readCommits, readDates } from '../git/commits.js';
import { listRefs, openRepository, type Repository } from '../git/repository.js';
import { openWorkspace } from '../git/workspace.js';
import { hide, type HidingMode } from './hide.js';
import { importStream, refOf, type Told } from './import-stream.js';

/** The branch that stands in for the real one. */
export const HIDDEN_BRANCH = 'refs/heads/hidden';

/** A rewritten branch: what each commit was, by its new id; and those commits as they were written. */
export interface Rewritten {
  readonly originals: ReadonlyMap<string, CommitRecord>;
  /** Where the branch left upstream, or null where they share no history. */
  readonly base: string | null;
}

/** Writes the branch, without what upstream has, into a new bare repository at `directory`. */
export async function rewriteBranch(
  source: Repository,
  upstream: string,
  branch: string,
  mode: HidingMode,
  directory: string,
): Promise<Rewritten> {
  const { commits, base, since } = await readBranch(source, upstream, branch);
  const places = new Map(commits.map((commit, place) => [commit.oid, place]));
  const told: Told[] = commits.map((commit, place) => ({
    written: hide(commit, mode, place, since),
    parents: commit.parents.map((parent) => places.get(parent) ?? parent),
    content: commit.tree,
  }));
  const branches = new Map(commits.length === 0 ? [] : [[HIDDEN_BRANCH, commits.length - 1]]);
  await createRepository({
    directory,
    bare: true,
    objectFormat: source.hash,
    alternates: [source.objectsDir],
    stream: importStream(told, branches),
  });
  const made = new Map((await listRefs(await openRepository(directory))).map((ref) => [ref.name, ref.commit]));
  const originals = new Map(commits.map((commit, place) => [made.get(refOf(place)) ?? '', commit]));
  return { originals, base };
}

async function readBranch(source: Repository, upstream: string, branch: string) {
  const workspace = await openWorkspace([source]);
  try {
    const commits: CommitRecord[] = [];
    for await (const commit of readCommits(workspace, [branch], [upstream])) commits.push(commit);
    const base = await mergeBase(workspace, upstream, branch);
    const since = base === null ? 0 : ((await readDates(workspace, [base])).get(base) ?? 0);
    return { commits: commits.reverse(), base, since };
  } finally {
    await workspace.close();
  }
}
