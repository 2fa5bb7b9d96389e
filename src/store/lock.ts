// Keeps two processes apart that write to one place: a file beside it that names the one at work.
import { open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { LandfallError } from '../errors.js';

/** What a lock guards, as people call it, and for how many milliseconds another holder is waited for. */
export interface LockTerms {
  readonly what: string;
  readonly patience: number;
}

/** Milliseconds between two looks at a lock that is held: a short write is over by then. */
const LOOK_AGAIN = 20;

/** Takes the lock, works, and gives it back. Throws LandfallError `world` when a process that lives still holds it. */
export async function withLock<T>(file: string, terms: LockTerms, work: () => Promise<T>): Promise<T> {
  for (let waited = 0; !(await take(file)); waited += LOOK_AGAIN) {
    const left = !(await isHeld(file));
    if (left) await rm(file, { force: true });
    if (left && (await take(file))) break;
    if (waited >= terms.patience) throw held(file, terms.what, await holderOf(file));
    await sleep(LOOK_AGAIN);
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

function held(
  file: string,
  what: string,
  { pid, host }: { readonly pid: number; readonly host: string },
): LandfallError {
  const by = host === '' ? 'another process' : `process ${pid} on ${host}`;
  return new LandfallError(
    'world',
    'store.locked',
    `${by} is at work on ${what}`,
    `wait for it; if it is gone, delete ${file}`,
  );
}
