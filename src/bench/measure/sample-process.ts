// What the kernel says of a running process and its children (Linux; elsewhere nothing is known).
import { readFile } from 'node:fs/promises';

/** One look at a process. */
export interface Sample {
  /** Most memory the process itself ever had resident, in bytes. */
  readonly ownPeak: number;
  /** Memory its children have resident now, together, in bytes. */
  readonly children: number;
  /** Processor time of the process and of all children that have ended, in seconds. */
  readonly cpu: number;
}

/** Looks at a process; null when it has ended, or where there is no /proc. */
export async function sampleProcess(pid: number): Promise<Sample | null> {
  try {
    const [status, stat, listed] = await Promise.all([
      readFile(`/proc/${pid}/status`, 'latin1'),
      readFile(`/proc/${pid}/stat`, 'latin1'),
      readFile(`/proc/${pid}/task/${pid}/children`, 'latin1'),
    ]);
    const children = await Promise.all(listed.split(' ').filter(Boolean).map(residentOf));
    return {
      ownPeak: amount(status, 'VmHWM'),
      children: children.reduce((sum, own) => sum + own, 0),
      cpu: cpuOf(stat),
    };
  } catch {
    return null;
  }
}

async function residentOf(pid: string): Promise<number> {
  // A child may end between being listed and being looked at.
  return readFile(`/proc/${pid}/status`, 'latin1').then(
    (status) => amount(status, 'VmRSS'),
    () => 0,
  );
}

function amount(status: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024;
}

/** Fields are counted from behind the name, which may hold anything: utime, stime, cutime and cstime. */
function cpuOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field] ?? 0), 0) / TICKS_A_SECOND;
}

/** The kernel's USER_HZ: 100 on every architecture that Node runs on. */
const TICKS_A_SECOND = 100;
