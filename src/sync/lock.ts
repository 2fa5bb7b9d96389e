// Keeps two syncs of one mirror apart: a file that names the process which works on it.
import { open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { LandfallError } from '../errors.js';

/** Takes the lock, works, and gives it back. Throws LandfallError `world` while another process that lives holds it. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  if (!(await take(file))) {
    if (await isHeld(file)) throw held(file, await holderOf(file));
    await rm(file, { force: true });
    if (!(await take(file))) throw held(file, await holderOf(file));
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  const handle = await open(file, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return null;
    throw error;
  });
  if (handle === null) return false;
  await handle.writeFile(`${process.pid} ${hostname()}\n`);
  await handle.close();
  return true;
}

async function holderOf(file: string): Promise<{ readonly pid: number; readonly host: string }> {
  const [pid = '', host = ''] = (await readFile(file, 'utf8').catch(() => '')).trim().split(' ');
  return { pid: Number(pid), host };
}

// A process of another machine cannot be asked: it counts as alive. So does one that has not yet written its name.
async function isHeld(file: string): Promise<boolean> {
  const { pid, host } = await holderOf(file);
  if (host !== hostname() || !Number.isSafeInteger(pid) || pid <= 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function held(file: string, { pid, host }: { readonly pid: number; readonly host: string }): LandfallError {
  const by = host === '' ? 'another process' : `process ${pid} on ${host}`;
  return new LandfallError(
    'world',
    'sync.locked',
    `${by} is at work on this mirror`,
    `wait for it; if it is gone, delete ${file}`,
  );
}
