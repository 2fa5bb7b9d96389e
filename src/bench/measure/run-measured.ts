// Runs one program from outside and measures it: the only place beside src/git that starts processes.
import { spawn } from 'node:child_process';
import { LandfallError } from '../../errors.js';
import { together } from './median.js';
import { endedChildrenTime, peakOf, residentTogether } from './sample-process.js';

/** A program to measure. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** What one run took. Memory and processor time are null where the system does not tell. */
export interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number | null;
  readonly ownPeakBytes: number | null;
  /** Of the program and its children together, pages that they share counted once. */
  readonly peakBytes: number | null;
}

/**
 * What a run is for: its times, or its memory, too. To look at memory takes half a second of processor time in a run of three seconds, for which
 * one that uses all cores has to wait.
 */
export type Looks = 'times' | 'memory';

/** Milliseconds between two looks at the peak: no burden. */
const EVERY = 20;
/** And at the memory of all: the kernel goes through every page of each process for it. */
const EVERY_SUM = 100;

/** Runs the program to its end; its output is thrown away. Throws LandfallError `world` when it fails. */
export async function runMeasured({ command, args, env }: Program, looks: Looks): Promise<Measured> {
  const before = await endedChildrenTime();
  const start = performance.now();
  const child = spawn(command, args, { env: env ?? process.env, stdio: ['ignore', 'ignore', 'pipe'] });
  const looked = looks === 'memory' ? child.pid : undefined;
  const own = new Highest(EVERY, looked, peakOf);
  const all = new Highest(EVERY_SUM, looked, residentTogether);
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  }).finally(() => {
    own.stop();
    all.stop();
  });
  const seconds = (performance.now() - start) / 1000;
  const after = await endedChildrenTime();
  const cpuSeconds = before === null || after === null ? null : after - before;
  if (code === 0) return { seconds, cpuSeconds, ownPeakBytes: own.seen, peakBytes: all.seen };
  throw new LandfallError('world', 'bench.failed', `${command} ${args.join(' ')} ended with ${code}: ${complaint}`);
}

/** Runs programs one after the other: times are summed, peaks are those of the largest. */
export async function runAllMeasured(programs: readonly Program[], looks: Looks): Promise<Measured> {
  const all: Measured[] = [];
  for (const program of programs) all.push(await runMeasured(program, looks));
  return together(all);
}

/** Looks at a process again and again, and keeps the most that was seen; null until something was. */
class Highest {
  seen: number | null = null;
  private readonly timer: NodeJS.Timeout | null = null;

  constructor(milliseconds: number, pid: number | undefined, look: (pid: number) => Promise<number | null>) {
    if (pid === undefined) return;
    this.timer = setInterval(() => void look(pid).then((found) => this.take(found)), milliseconds);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  private take(found: number | null): void {
    if (found !== null) this.seen = Math.max(this.seen ?? 0, found);
  }
}
