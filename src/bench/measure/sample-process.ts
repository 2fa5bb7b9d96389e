// What the kernel says of a running process and its children (Linux; elsewhere nothing is known).
import { readFile } from 'node:fs/promises';

/** Most memory that a process ever had resident, in bytes; null when it has ended, or where there is no /proc. */
export async function peakOf(pid: number): Promise<number | null> {
  return readFile(`/proc/${pid}/status`, 'latin1').then(
    (status) => amount(status, 'VmHWM'),
    () => null,
  );
}

/**
 * Processor time, in seconds, of all children of this process that have ended, and of theirs: what it grows by is what
 * the program between took. Null where there is no /proc.
 */
export async function endedChildrenTime(): Promise<number | null> {
  return readFile('/proc/self/stat', 'latin1').then(
    (stat) => {
      // Fields are counted from behind the name, which may hold anything: cutime and cstime.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[13]) + Number(fields[14])) / TICKS_A_SECOND;
    },
    () => null,
  );
}

/** The kernel's USER_HZ: 100 on every architecture that Node runs on. */
const TICKS_A_SECOND = 100;

/**
 * Memory that a process and its children have resident now, in bytes, pages that several of them share counted once
 * (PSS); null as above.
 */
export async function residentTogether(pid: number): Promise<number | null> {
  try {
    const listed = await readFile(`/proc/${pid}/task/${pid}/children`, 'latin1');
    const sizes = await Promise.all([`${pid}`, ...listed.split(' ').filter(Boolean)].map(residentOf));
    return sizes.reduce((sum, own) => sum + own, 0);
  } catch {
    return null;
  }
}

async function residentOf(pid: string): Promise<number> {
  // A child may end between being listed and being looked at.
  return readFile(`/proc/${pid}/smaps_rollup`, 'latin1').then(
    (rollup) => amount(rollup, 'Pss'),
    () => 0,
  );
}

function amount(status: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024;
}
