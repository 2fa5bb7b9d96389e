// Checks what every project needs: git, Node, a folder that can be written to.
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LandfallError } from '../errors.js';
import { OLDEST_GIT } from '../git/process.js';
import { requireGit } from '../git/version.js';
import { type Check, failed, ok, warn } from './check.js';

/** From here on Node colours and traces as Landfall expects. */
const OLDEST_NODE = [20, 18] as const;

/** Checks the git on PATH. */
export async function checkGit(): Promise<Check> {
  try {
    return ok('git', `${await requireGit()} (${OLDEST_GIT} or later is needed)`);
  } catch (error) {
    if (error instanceof LandfallError) return failed('git', error);
    throw error;
  }
}

/** Checks the Node that runs this. */
export function checkNode(version: string = process.versions.node): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return ok('node', version);
  const says = `${version} is older than ${OLDEST_NODE.join('.')}, which Landfall is made for`;
  return warn('node', 'node.too-old', says, 'install a newer Node');
}

/** Checks that the cache folder, or the nearest one above it that is there, can be written to. */
export async function checkCache(cache: string): Promise<Check> {
  let folder = cache;
  let found = await stat(folder).catch(() => null);
  while (found === null && dirname(folder) !== folder) {
    folder = dirname(folder);
    found = await stat(folder).catch(() => null);
  }
  const writable = await access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (found?.isDirectory() && writable) return ok('cache', cache);
  const says = found?.isDirectory() ? `${folder} cannot be written to` : `${folder} is no folder`;
  const hint = 'name another folder with --cache or LANDFALL_CACHE';
  return { level: 'fail', what: 'cache', says, hint, code: 'cache.unwritable' };
}
