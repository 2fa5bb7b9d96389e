// Publishes the state of a run on a branch of a remote: history, badges, the report. The repository one stands in is left as it is.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LandfallError } from '../errors.js';
import { createRepository } from '../git/create-repository.js';
import { runNetworkGit } from '../git/fetch.js';
import { type HashType, openRepository } from '../git/repository.js';
import { readStateBranch, writeStateBranch } from '../git/state-branch.js';
import { historyAt } from '../store/history.js';
import { requireSafeUrl } from './safe-url.js';

/** What is published, and where. */
export interface State {
  /** An address that git can push to, or a path. */
  readonly remote: string;
  /** Short name; it is made when it is not there. */
  readonly branch: string;
  readonly hash: HashType;
  /** Content by path; other files of the branch stay. */
  readonly files: ReadonlyMap<string, string>;
  /** Lines to add to the history. */
  readonly points: readonly string[];
  readonly subject: string;
  /** git configuration for the remote, such as a header with a token. */
  readonly config: readonly (readonly [string, string])[];
  readonly signal: AbortSignal;
}

/** Jobs that publish at the same time take turns: each attempt is lost to one that succeeded. */
const ATTEMPTS = 10;

/**
 * Fetches the branch into a scratch repository, adds to it, and pushes. When another job was faster the same is done
 * on top of what it pushed, so that nothing is lost. Throws LandfallError `usage` for an address that is not pushed to,
 * `world` when git cannot fetch or push.
 */
export async function publishState(state: State): Promise<void> {
  requireSafeUrl(state.remote, 'the address of the state branch');
  const directory = await mkdtemp(join(tmpdir(), 'landfall-'));
  try {
    await createRepository({ directory, stream: [Buffer.from('done\n')], bare: true, objectFormat: state.hash });
    let seen: string | null = await fetchBranch(directory, state);
    for (let attempt = 1; ; attempt += 1) {
      await writeState(directory, state);
      const refused = await push(directory, state);
      if (refused === null) return;
      const now = await fetchBranch(directory, state);
      // Nobody else moved it: the push was refused for another reason, and will be again.
      if (now === seen || attempt === ATTEMPTS) throw refused;
      seen = now;
    }
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

/** The commit the branch is at on the remote, or null while there is none. */
async function fetchBranch(directory: string, { remote, branch, ...state }: State): Promise<string | null> {
  // Only the newest state is needed to add to it.
  const refspec = `+refs/heads/${branch}:refs/heads/${branch}`;
  const fetch = ['fetch', '--quiet', '--no-tags', '--depth=1', '--', remote, refspec];
  await network(directory, state, fetch).catch((error: unknown) => {
    if (!(error instanceof LandfallError) || !/couldn't find remote ref/u.test(error.message)) throw error;
  });
  return (await readStateBranch({ repository: await openRepository(directory), branch })).commit;
}

async function writeState(directory: string, { branch, files, points, subject }: State): Promise<void> {
  await historyAt({ kind: 'branch', repository: directory, branch }).append(() => points);
  const repository = await openRepository(directory);
  await writeStateBranch({ repository, branch }, () => Promise.resolve({ files, subject }));
}

/** Null when it was pushed, else why it was not. */
async function push(directory: string, { remote, branch, ...state }: State): Promise<LandfallError | null> {
  const ref = `refs/heads/${branch}`;
  return network(directory, state, ['push', '--quiet', '--', remote, `${ref}:${ref}`]).then(
    () => null,
    (error: unknown) => {
      if (!(error instanceof LandfallError) || state.signal.aborted) throw error;
      const says = `${branch} was not published: ${error.message}`;
      const hint = 'the job needs to be allowed to push (`permissions: contents: write`)';
      return new LandfallError('world', 'state.not-published', says, hint, error);
    },
  );
}

function network(cwd: string, { signal, config }: Pick<State, 'signal' | 'config'>, args: readonly string[]) {
  return runNetworkGit(args, { cwd, signal, config });
}
