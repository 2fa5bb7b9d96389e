// A stack such as distributions carry, out of any history: some of upstream's own commits, or of a fork's, picked onto an older one.
import { LandfallError } from '../errors.js';
import { listSingles, readSingleCommits } from '../git/commits.js';
import { createRepository } from '../git/create-repository.js';
import { gitEnvironment } from '../git/environment.js';
import { openPicker, type Pick } from '../git/pick.js';
import { gatherGit } from '../git/process.js';
import { publishBranch } from '../git/publish.js';
import { openRepository, type Repository, resolveCommit } from '../git/repository.js';
import { rewriteCommits } from '../git/rewrite.js';
import { openWorkspace, type Workspace } from '../git/workspace.js';

/**
 * What to pick: of the commits from `onto` to `upstream`, or of those of a fork's `branch` that `upstream` lacks, without merges and the oldest
 * first, `skip` are left out; then each `every`th is taken until `patches` of them went in without a conflict.
 */
export interface Picking {
  readonly repository: string;
  readonly upstream: string;
  readonly onto: string;
  readonly branch?: string | undefined;
  readonly every: number;
  readonly skip: number;
  readonly patches: number;
}

/** The branches of what is made. */
const [UPSTREAM, PICKS] = ['upstream', 'picks'];

/**
 * Makes a bare repository in a folder that is not there yet or is empty: upstream with its tags, and the stack. It borrows the objects of
 * the one that was given. Ids are the same wherever it is made. Returns how many commits were picked. Throws LandfallError.
 */
export async function pickStack(directory: string, picking: Picking, processes: number): Promise<number> {
  const source = await openRepository(picking.repository);
  const [upstream, onto] = [await commitOf(source, picking.upstream), await commitOf(source, picking.onto)];
  const workspace = await openWorkspace([source]);
  try {
    const { branch } = picking;
    const [tip, below] = branch === undefined ? [upstream, onto] : [await commitOf(source, branch), upstream];
    const singles = (await listSingles(workspace, [tip], [below], 0)).reverse().slice(picking.skip);
    const picks = await readPicks(
      workspace,
      singles.filter((_, place) => place % picking.every === 0),
    );
    const picked = await (await openPicker(workspace, onto, picks, processes)).pickInOrder(picks);
    const applied = picks.flatMap(({ commit }, place) => {
      const pick = picked[place];
      return pick?.clean && pick.after !== pick.before ? [{ commit, tree: pick.after }] : [];
    });
    const stack = applied.slice(0, picking.patches);
    const oids = await rewriteCommits(workspace, onto, stack);
    await borrow(directory, source, upstream);
    await publishBranch(workspace, await openRepository(directory), PICKS, oids.at(-1) ?? onto);
    return stack.length;
  } finally {
    await workspace.close();
  }
}

async function commitOf(repository: Repository, name: string): Promise<string> {
  const commit = await resolveCommit(repository, name);
  if (commit !== null) return commit;
  throw new LandfallError('usage', 'bench.no-commit', `${repository.path} has no commit ${JSON.stringify(name)}`);
}

async function readPicks(workspace: Workspace, oids: readonly string[]): Promise<Pick[]> {
  const picks: Pick[] = [];
  for await (const { oid, parents } of readSingleCommits(workspace, oids))
    picks.push({ commit: oid, parent: parents[0] ?? null });
  return picks;
}

/** Makes the repository, with upstream's branch and the tags that lie on it. */
async function borrow(directory: string, { path, objectsDir, hash }: Repository, upstream: string): Promise<void> {
  const stream = [Buffer.from('done\n')];
  await createRepository({ directory, bare: true, objectFormat: hash, alternates: [objectsDir], stream });
  const env = gitEnvironment({ sealed: true });
  const format = '--format=create %(refname) %(objectname)';
  const tags = await gatherGit(['for-each-ref', `--merged=${upstream}`, format, 'refs/tags'], { cwd: path, env });
  const input = Buffer.concat([tags, Buffer.from(`create refs/heads/${UPSTREAM} ${upstream}\n`)]);
  await gatherGit(['update-ref', '--stdin'], { cwd: directory, env, input });
}
