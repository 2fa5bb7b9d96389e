// Makes new repositories: the only place that writes one. Never touches a folder that has anything in it.
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LandfallError } from '../errors.js';
import { writeAlternates } from './alternates.js';
import { gitEnvironment } from './environment.js';
import { gatherGit } from './process.js';

export interface NewRepository {
  /** A folder that is not there yet, or is empty. */
  readonly directory: string;
  /** A `git fast-import` stream that ends in `done`. */
  readonly stream: Iterable<Buffer> | AsyncIterable<Buffer>;
  readonly bare?: boolean;
  readonly objectFormat?: 'sha1' | 'sha256';
  /** The branch that HEAD names. */
  readonly branch?: string;
  /** Object stores of other repositories, whose objects it borrows. */
  readonly alternates?: readonly string[];
  /** Write that branch's files into the work tree (of a repository that is not bare). */
  readonly checkout?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Makes the repository and reads the stream into it, as one pack. Throws LandfallError `usage` when the folder is not
 * empty, `world` when git or the disk fails.
 */
export async function createRepository(made: NewRepository): Promise<void> {
  await mkdir(made.directory, { recursive: true });
  if ((await readdir(made.directory)).length > 0) {
    throw new LandfallError('usage', 'repository.not-empty', `${made.directory} is not empty`, 'name a folder that is');
  }
  const process = {
    cwd: made.directory,
    env: gitEnvironment({ sealed: true }),
    ...(made.signal && { signal: made.signal }),
  };
  const format = [`--object-format=${made.objectFormat ?? 'sha1'}`, `--initial-branch=${made.branch ?? 'main'}`];
  await gatherGit(['init', '--quiet', '--template=', ...format, ...(made.bare ? ['--bare'] : [])], process);
  if (made.alternates) await writeAlternates(join(made.directory, made.bare ? '' : '.git', 'objects'), made.alternates);
  // A small import would be unpacked into loose objects, slower to write and to read than a pack.
  const settings = ['-c', 'fastimport.unpackLimit=1'];
  const flags = ['--quiet', '--done', '--date-format=raw-permissive'];
  await gatherGit([...settings, 'fast-import', ...flags], { ...process, input: eachOf(made.stream) });
  if (made.checkout && !made.bare) await gatherGit(['read-tree', '-u', '--reset', 'HEAD'], process);
}

async function* eachOf(stream: NewRepository['stream']): AsyncGenerator<Buffer> {
  yield* stream;
}
