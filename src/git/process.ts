// One git process with streams at both ends: answers may be hundreds of megabytes, in any encoding.
import { spawn } from 'node:child_process';
import { LandfallError } from '../errors.js';

/** The oldest git that Landfall works with: what it brought (merges in memory, `merge-tree --write-tree`) is relied on everywhere. */
export const OLDEST_GIT = '2.38';

/** How much of git's complaint is kept for the message: the first lines say it, the rest repeats. */
const STDERR_KEPT = 4096;

export interface GitProcessOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** What git reads: text, bytes or another's output; nothing when left out. */
  readonly input?: string | Buffer | AsyncIterable<Buffer> | Iterable<string | Buffer>;
  readonly signal?: AbortSignal;
}

/** How a git process ended. */
export interface GitExit {
  readonly code: number;
  readonly stderr: string;
}

/**
 * Runs git and yields its output as it comes; returns how it ended. A non-zero end is not thrown here: readers decide
 * whether what they got is enough. Throws LandfallError `world` when git cannot be started.
 */
export async function* streamGit(args: readonly string[], options: GitProcessOptions): AsyncGenerator<Buffer, GitExit> {
  const child = spawn('git', [...args], {
    cwd: options.cwd,
    env: options.env,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.signal ? { signal: options.signal } : {}),
  });
  let stderr = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    if (stderr.length < STDERR_KEPT) stderr += text;
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', (error) => reject(cannotStart(error)));
    child.on('close', (code) => resolve(code ?? -1));
  });
  // Rejections are taken up below, after the output: mark them as handled until then.
  ended.catch(() => undefined);
  // git may end before it has read everything (a missing object): that is told by its exit, not by a broken pipe.
  child.stdin.on('error', () => undefined);
  const fed = feed(child.stdin, options.input);
  // With half of its input git would wait for the rest, or take the half for all of it.
  fed.catch(() => child.kill());
  try {
    for await (const chunk of child.stdout) yield chunk as Buffer;
    // Whoever is still asked for input need not give it to a git that has ended.
    await Promise.race([fed, ended]);
    return { code: await ended, stderr: stderr.trim() };
  } finally {
    if (child.exitCode === null && child.signalCode === null) child.kill();
  }
}

/** Runs git and gathers its output: for answers of known, small size. Throws LandfallError `world` on a non-zero end. */
export async function gatherGit(args: readonly string[], options: GitProcessOptions): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const stream = streamGit(args, options);
  for (;;) {
    const step = await stream.next();
    if (!step.done) chunks.push(step.value);
    else if (step.value.code === 0) return Buffer.concat(chunks);
    else throw gitFailed(args, step.value);
  }
}

/** The output of git as `cut` makes it (git/records.ts), all of it or an error. Throws LandfallError `world` on a non-zero end. */
export async function* readGit<T>(
  args: readonly string[],
  options: GitProcessOptions,
  cut: (output: AsyncGenerator<Buffer, GitExit>) => AsyncGenerator<T, GitExit>,
): AsyncGenerator<T, void> {
  const exit = yield* cut(streamGit(args, options));
  if (exit.code !== 0) throw gitFailed(args, exit);
}

/** The error for a git command that ended badly. */
export function gitFailed(args: readonly string[], exit: GitExit): LandfallError {
  return new LandfallError(
    'world',
    'git.failed',
    `git ${args[0] ?? ''} failed (exit ${exit.code}): ${exit.stderr || 'no message'}`,
  );
}

async function feed(stdin: NodeJS.WritableStream, input: GitProcessOptions['input']): Promise<void> {
  const pieces = input === undefined ? [] : typeof input === 'string' || Buffer.isBuffer(input) ? [input] : input;
  for await (const piece of pieces) {
    if (!(stdin as { writable?: boolean }).writable) return;
    if (!stdin.write(piece)) await drained(stdin);
  }
  stdin.end();
}

function drained(stdin: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      stdin.off('drain', go);
      stdin.off('close', go);
      resolve();
    };
    stdin.once('drain', go);
    stdin.once('close', go);
  });
}

function cannotStart(error: Error): LandfallError {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  return missing
    ? new LandfallError(
        'world',
        'git.missing',
        'git was not found on PATH',
        `install git ${OLDEST_GIT} or later`,
        error,
      )
    : new LandfallError('world', 'git.failed', `git could not be run: ${error.message}`, null, error);
}
