// Brings commits of the scratch workspace into a user's repository as a new branch: the one way in which Landfall writes
// there, and only when it is asked to. No hook runs; nothing that is there is changed.
import { LandfallError } from '../errors.js';
import { gitEnvironment } from './environment.js';
import { gatherGit, streamGit } from './process.js';
import { listRefs, type Repository, resolveCommit } from './repository.js';
import type { Workspace } from './workspace.js';

/** `already`: the branch was there and stood at that very commit. */
export type Published = 'made' | 'already';

/**
 * Makes the branch `name` (a short name) at `commit`. Objects come first, the ref last and at once: stopped in between,
 * nothing points to them and the next try begins anew. Throws LandfallError `usage` when the name cannot be used or is
 * taken, `world` when git fails.
 */
export async function publishBranch(
  workspace: Workspace,
  repository: Repository,
  name: string,
  commit: string,
): Promise<Published> {
  const run = {
    cwd: repository.path,
    env: gitEnvironment(),
    ...(workspace.run.signal && { signal: workspace.run.signal }),
  };
  const ref = `refs/heads/${name}`;
  const isName = await gatherGit(['check-ref-format', '--branch', name], run).then(
    () => true,
    () => false,
  );
  if (!isName) throw refused(`${JSON.stringify(name)} cannot be the name of a branch`);
  const standing = await resolveCommit(repository, ref);
  if (standing === commit) return 'already';
  const head = await gatherGit(['symbolic-ref', '--quiet', 'HEAD'], run).then(
    (answer) => answer.toString('utf8').trim(),
    () => '',
  );
  if (standing !== null || head === ref) throw refused(`${repository.path} has a branch ${name} already`);
  await sendObjects(workspace, repository, run, commit);
  // All zeros: only a ref that is not there is made.
  await gatherGit(['update-ref', '-m', 'landfall plan --apply', ref, commit, '0'.repeat(commit.length)], run);
  return 'made';
}

/** One pack of what the repository lacks. git writes it under a temporary name and renames it when it is whole. */
async function sendObjects(
  workspace: Workspace,
  repository: Repository,
  run: Parameters<typeof gatherGit>[1],
  commit: string,
): Promise<void> {
  const there = new Set((await listRefs(repository)).map((ref) => ref.commit));
  const input = `${commit}\n--not\n${[...there].map((oid) => `${oid}\n`).join('')}`;
  const pack = streamGit(['pack-objects', '--revs', '--stdout', '--quiet'], { ...workspace.run, input });
  await gatherGit(['index-pack', '--stdin'], { ...run, input: pack });
}

function refused(says: string): LandfallError {
  return new LandfallError('usage', 'plan.branch-taken', says, 'name another branch with --name');
}
