// Runs one program from outside and measures it: the only place beside src/git that starts processes.
import { spawn } from 'node:child_process';
import { LandfallError } from '../../errors.js';
import { type Sample, sampleProcess } from './sample-process.js';

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
  readonly childrenPeakBytes: number | null;
}

/** Milliseconds between two looks: short enough for the processor time of a warm run, and no burden. */
const EVERY = 20;

/** Runs the program to its end; its output is thrown away. Throws LandfallError `world` when it fails. */
export async function runMeasured({ command, args, env }: Program): Promise<Measured> {
  const start = performance.now();
  const child = spawn(command, args, { env: env ?? process.env, stdio: ['ignore', 'ignore', 'pipe'] });
  const samples: Sample[] = [];
  const timer = setInterval(() => {
    if (child.pid !== undefined) void sampleProcess(child.pid).then((sample) => sample && samples.push(sample));
  }, EVERY);
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  }).finally(() => clearInterval(timer));
  const seconds = (performance.now() - start) / 1000;
  if (code === 0) return { seconds, ...peaks(samples) };
  throw new LandfallError('world', 'bench.failed', `${command} ${args.join(' ')} ended with ${code}: ${complaint}`);
}

function peaks(samples: readonly Sample[]): Omit<Measured, 'seconds'> {
  if (samples.length === 0) return { cpuSeconds: null, ownPeakBytes: null, childrenPeakBytes: null };
  return {
    cpuSeconds: Math.max(...samples.map((sample) => sample.cpu)),
    ownPeakBytes: Math.max(...samples.map((sample) => sample.ownPeak)),
    childrenPeakBytes: Math.max(...samples.map((sample) => sample.children)),
  };
}
