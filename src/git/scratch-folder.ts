// The temporary folders that workspaces live in: named for the process that made them, so that those of killed ones can be told.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Makes an empty folder for this process below `parent`, its name beginning with `name`; takes away what processes of
 * this machine left there that were killed.
 */
export async function makeScratchFolder(parent = tmpdir(), name = 'landfall-'): Promise<string> {
  const prefix = `${name}${MACHINE}-`;
  await sweep(parent, prefix);
  return mkdtemp(join(parent, `${prefix}${process.pid}-`));
}

/** Processes of another machine, or container, that shares the folder cannot be asked whether they live. */
const MACHINE = hostname().replace(/[^\w.]+/g, '_');

async function sweep(folder: string, prefix: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(prefix));
  const left = names.filter((name) => !isAlive(Number(/^(\d+)-/.exec(name.slice(prefix.length))?.[1] ?? process.pid)));
  // Another user's folder cannot be removed, and another run may be removing it as well: neither is of this run's concern.
  await Promise.allSettled(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
