// What a mirror says of itself: which upstream it is of, and when it was last fetched.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gitEnvironment } from '../git/environment.js';
import { gatherGit } from '../git/process.js';
import { MIRROR_REMOTE } from '../git/repository.js';

/** The file in a mirror that is written after each fetch. */
export const SYNCED = 'landfall-synced';

/** The address a mirror was made from, or null when it has none. */
export async function mirrorUrl(mirror: string): Promise<string | null> {
  const args = ['config', '--local', '--get', `remote.${MIRROR_REMOTE}.url`];
  const answer = await gatherGit(args, { cwd: mirror, env: gitEnvironment({ sealed: true }) }).catch(() => null);
  return answer?.toString('utf8').replace(/\n$/u, '') ?? null;
}

/** When a repository was last fetched: by Landfall, or by its owner; null when nothing tells. */
export async function lastFetched(gitDir: string): Promise<Date | null> {
  const times = await Promise.all(
    [SYNCED, 'FETCH_HEAD'].map((name) =>
      stat(join(gitDir, name)).then(
        (found) => found.mtime,
        () => null,
      ),
    ),
  );
  return times.find((time) => time !== null) ?? null;
}
