// Opens a patch set in files: finds out which state of it is to be read, and from where.
import { join } from 'node:path';
import { LandfallError } from '../errors.js';
import { type Repository, resolveCommit } from '../git/repository.js';
import { type DownstreamConfig, type FilesConfig, nameOfRepository } from '../model/config.js';
import type { OpenedSet } from './choose-branches.js';
import { digestOf, treeOfFolder } from './folder-tree.js';

/** Files larger than this are no part of a patch set's state: patches are text that people write. */
const MOST_BYTES = 268_435_456;

/** Opens the set; `open` opens an entry's repository. Throws LandfallError when its repository, revision or folder is not there. */
export async function openSet(
  entry: DownstreamConfig,
  files: FilesConfig,
  open: (entry: DownstreamConfig) => Promise<Repository>,
): Promise<{ set: OpenedSet; repository: Repository | null }> {
  const repository = await open(entry).catch((error: unknown) => {
    // Patches may lie in any folder; only a revision needs a repository.
    if (error instanceof LandfallError && error.code === 'git.not-a-repository' && files.ref === null) return null;
    throw error;
  });
  const ref = files.ref ?? (repository?.bare ? 'HEAD' : null);
  if (repository === null || ref === null) {
    const tree = await treeOfFolder(entry.repository, files.path, MOST_BYTES);
    if ((await tree.list('')).length === 0) throw notThere(join(entry.repository, files.path));
    return { set: { entry, files, commit: null, state: await digestOf(tree), touches: null }, repository: null };
  }
  const commit = await resolveCommit(repository, ref);
  if (commit === null) {
    throw new LandfallError(
      'usage',
      'downstream.no-revision',
      `${nameOfRepository(entry)} has no revision ${ref}`,
      'correct downstream.ref',
    );
  }
  return { set: { entry, files, commit, state: commit, touches: null }, repository };
}

function notThere(place: string): LandfallError {
  return new LandfallError('usage', 'downstream.no-files', `${place} holds no files`, 'correct downstream.path');
}
