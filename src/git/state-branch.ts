// Reads and writes files of a branch without a work tree: only for a branch that the user gave Landfall to write to.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LandfallError } from '../errors.js';
import { gitEnvironment } from './environment.js';
import { gatherGit, type GitProcessOptions } from './process.js';
import { type Repository, resolveCommit } from './repository.js';

/** Which branch of which repository; `branch` is a short name. */
export interface StateBranch {
  readonly repository: Repository;
  readonly branch: string;
}

/** What the branch holds at one commit; `commit` is null while there is no such branch. */
export interface StateBranchAt {
  readonly commit: string | null;
  /** Content of a file, or null where there is none of that path. */
  readonly read: (path: string) => Promise<Buffer | null>;
}

/** One change of the branch: the files to write by path, and the subject of the commit. Null for no change. */
export type StateEdit = (at: StateBranchAt) => Promise<{
  readonly files: ReadonlyMap<string, string | Buffer>;
  readonly subject: string;
} | null>;

/** Attempts to write while others write too: each attempt fails only because another one succeeded. */
const ATTEMPTS = 100;

/** Opens the branch for reading. */
export function readStateBranch({ repository, branch }: StateBranch): Promise<StateBranchAt> {
  return readStateAt(repository, `refs/heads/${branch}`);
}

/** Opens the state at any revision for reading: where others write the branch, it is that of a remote. */
export async function readStateAt(repository: Repository, revision: string): Promise<StateBranchAt> {
  const run = { cwd: repository.path, env: gitEnvironment() };
  const commit = await resolveCommit(repository, revision);
  const read = async (path: string) => {
    const blob = commit && (await valueOf(run, ['rev-parse', '--verify', '--quiet', `${commit}:${path}`]));
    return blob ? gatherGit(['cat-file', 'blob', blob], run) : null;
  };
  return { commit, read };
}

/**
 * Adds one commit to the branch, which is made if it is not there; other files stay. The branch moves only from where
 * `edit` saw it; when another process was faster, `edit` is asked again, so nothing is lost. Objects and that one ref
 * are all that is written: no work tree, no index, no hook. Returns the commit, or null when there was nothing to do.
 * Throws LandfallError `usage` when the branch cannot be written to, `world` when git fails.
 */
export async function writeStateBranch(state: StateBranch, edit: StateEdit): Promise<string | null> {
  const run = { cwd: state.repository.path, env: { ...gitEnvironment(), ...AUTHOR } };
  await refuse(state, run);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const at = await readStateBranch(state);
    const change = await edit(at);
    if (change === null) return null;
    const commit = await commitFiles(run, at.commit, change.files, change.subject);
    if (await moved(run, state.branch, at.commit, commit)) return commit;
  }
  const says = `${state.branch} in ${state.repository.path} could not be moved`;
  throw new LandfallError('world', 'state.contended', says, 'remove a left-over lock of that ref, or run again');
}

const AUTHOR = {
  GIT_AUTHOR_NAME: 'Landfall',
  GIT_AUTHOR_EMAIL: 'landfall@localhost',
  GIT_COMMITTER_NAME: 'Landfall',
  GIT_COMMITTER_EMAIL: 'landfall@localhost',
};

async function refuse({ repository, branch }: StateBranch, run: GitProcessOptions): Promise<void> {
  const ref = `refs/heads/${branch}`;
  const sound = await gatherGit(['check-ref-format', ref], run).then(
    () => true,
    () => false,
  );
  if (!sound) throw refused(`${JSON.stringify(branch)} cannot be the name of a branch`, 'name another branch');
  const trees = (await gatherGit(['worktree', 'list', '--porcelain', '-z'], run)).toString('utf8').split('\0');
  if (!trees.includes(`branch ${ref}`)) return;
  throw refused(`${branch} is checked out in a work tree of ${repository.path}`, 'check out another branch there');
}

function refused(says: string, hint: string): LandfallError {
  return new LandfallError('usage', 'state.refused', says, hint);
}

async function commitFiles(
  run: GitProcessOptions,
  parent: string | null,
  files: ReadonlyMap<string, string | Buffer>,
  subject: string,
): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'landfall-'));
  try {
    // An index of its own: the user's is not touched.
    const own = { ...run, env: { ...run.env, GIT_INDEX_FILE: join(scratch, 'index') } };
    if (parent !== null) await gatherGit(['read-tree', parent], own);
    const entries: string[] = [];
    for (const [path, content] of files) {
      const blob = await answerOf({ ...own, input: content }, ['hash-object', '-w', '--stdin']);
      entries.push(`100644 ${blob}\t${path}\0`);
    }
    await gatherGit(['update-index', '-z', '--add', '--index-info'], { ...own, input: entries.join('') });
    const tree = await answerOf(own, ['write-tree']);
    const parents = parent === null ? [] : ['-p', parent];
    return await answerOf({ ...own, input: subject }, ['commit-tree', tree, ...parents]);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** False when the branch is no longer where it was, or another process holds its lock. */
async function moved(run: GitProcessOptions, branch: string, from: string | null, to: string): Promise<boolean> {
  const none = '0'.repeat(to.length);
  return gatherGit(['update-ref', '-m', 'landfall', `refs/heads/${branch}`, to, from ?? none], run).then(
    () => true,
    (error: unknown) => {
      if (error instanceof LandfallError && /cannot lock ref/.test(error.message)) return false;
      throw error;
    },
  );
}

async function answerOf(run: GitProcessOptions, args: readonly string[]): Promise<string> {
  return (await gatherGit(args, run)).toString('latin1').trim();
}

async function valueOf(run: GitProcessOptions, args: readonly string[]): Promise<string | null> {
  return answerOf(run, args).then(
    (answer) => answer || null,
    () => null,
  );
}
