// A new folder that is there as a whole or not at all.
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LandfallError, messageOf } from '../errors.js';
import { makeScratchFolder } from '../git/scratch-folder.js';

/** Lets `use` write into a folder of another name, which becomes `folder` when it is whole. Throws LandfallError when that cannot be. */
export async function withWholeFolder<T>(
  folder: string,
  use: (folderFor: (name: string) => Promise<string>) => Promise<T>,
): Promise<T> {
  await requireEmpty(folder);
  await mkdir(dirname(folder), { recursive: true });
  const draft = await makeScratchFolder(dirname(folder), `.${basename(folder)}-landfall-`).catch((error: unknown) => {
    throw unwritable(folder, error);
  });
  try {
    const used = await use(async (name) => {
      await mkdir(join(draft, name), { recursive: true });
      return join(draft, name);
    });
    // A scratch folder is for its owner alone; what a user asked for has the user's usual permissions.
    await chmod(draft, ALL & ~process.umask());
    if ((await readdir(draft)).length > 0) await rename(draft, folder);
    return used;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Throws LandfallError `usage` when the folder has something in it, `world` when that cannot be seen. */
export async function requireEmpty(folder: string): Promise<void> {
  const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw unwritable(folder, error);
  });
  if (there.length > 0)
    throw new LandfallError('usage', 'output.not-empty', `${folder} is not empty`, 'name a new folder with --out');
}

const ALL = 0o777;

function unwritable(folder: string, cause: unknown): LandfallError {
  const hint = 'name a folder that can be made with --out';
  return new LandfallError(
    'world',
    'output.unwritable',
    `${folder} cannot be written: ${messageOf(cause)}`,
    hint,
    cause,
  );
}
