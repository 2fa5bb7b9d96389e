// Writes a file as a whole or not at all.
import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { chmod, chown, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Puts a file in the place of the one that is there, whose mode and owner it takes over; behind a symbolic link it is what
 * the link names that is replaced. Its folder has to be there. Returns when it is on the disk. Throws when it could not be
 * written, and the old file is as it was.
 */
export async function replaceFile(file: string, content: string | Buffer): Promise<void> {
  const place = (await unlessMissing(realpath(file))) ?? file;
  const there = await unlessMissing(stat(place));
  await swapIn(place, async (draft) => {
    await writeFile(draft, content, { mode: there?.mode ?? ANY_FILE, flag: 'wx', flush: true });
    if (there) await takeOver(draft, there);
  });
}

/**
 * Puts a file, of the user alone, in the place of whatever is there, and makes its folder where that is missing. Throws
 * when the disk is full. What is lost in a power cut is not guarded against: who reads it checks it.
 */
export async function replacePrivateFile(file: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: OWN_FOLDER });
  await swapIn(file, (draft) => writeFile(draft, content, { mode: OWN_FILE, flag: 'wx' }));
}

/** Of a new file, before the user's umask. */
const ANY_FILE = 0o666;
/** What is kept names the commits of repositories that others on the machine may not be allowed to read. */
const OWN_FOLDER = 0o700;
const OWN_FILE = 0o600;

async function swapIn(file: string, write: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await write(draft);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Only root may give a file away, and not every file system knows owners and modes: then they are as of a new file. */
async function takeOver(draft: string, { uid, gid, mode }: Stats): Promise<void> {
  const passOver = (error: NodeJS.ErrnoException) => {
    if (!CANNOT.has(error.code)) throw error;
  };
  await chown(draft, uid, gid).catch(passOver);
  await chmod(draft, mode).catch(passOver);
}

const CANNOT: ReadonlySet<string | undefined> = new Set(['EPERM', 'EINVAL', 'ENOSYS']);

function unlessMissing<T>(found: Promise<T>): Promise<T | null> {
  return found.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}
