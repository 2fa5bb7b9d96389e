// Runs the git commands that use the network: one process, its progress told on the way, its complaint kept.
import { spawn } from 'node:child_process';
import { LandfallError } from '../errors.js';
import { gitEnvironment } from './environment.js';

/** Where it runs, a way to stop, whom to tell. */
export interface NetworkOptions {
  readonly cwd: string;
  readonly signal?: AbortSignal;
  /** What git counts, how much of it is done. */
  readonly progress: (stage: string, done: number, total: number) => void;
  /** See EnvironmentOptions: where a secret is to be sent. */
  readonly config?: readonly (readonly [string, string])[];
}

/** `http` is left out: what is fetched that way could be changed on the way. */
const PROTOCOLS = 'file:https:ssh:git';

/** git repeats itself for each ref that failed; the last lines name the cause. */
const LINES_KEPT = 8;

const COUNTER = /^(?:remote: )?([A-Z][A-Za-z ]+): +\d+% \((\d+)\/(\d+)\)/u;
const CHATTER =
  /^(?:remote: )?(?:Enumerating|Counting|Compressing|Total|Cloning into|From |hint:|warning:)|^\s|^remote: *$/u;

/** Runs git with the network allowed. Throws LandfallError `world` with git's own words when it fails or is stopped. */
export async function runNetworkGit(args: readonly string[], options: NetworkOptions): Promise<void> {
  const child = spawn('git', [...args], {
    cwd: options.cwd,
    env: {
      ...gitEnvironment({ network: true, ...(options.config ? { config: options.config } : {}) }),
      GIT_ALLOW_PROTOCOL: PROTOCOLS,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const complaint: string[] = [];
  const take = (line: string) => {
    const [, stage, done, total] = COUNTER.exec(line) ?? [];
    if (stage !== undefined) options.progress(stage.toLowerCase(), Number(done), Number(total));
    else if (line !== '' && !CHATTER.test(line)) complaint.push(line);
  };
  readLines(child.stderr, take);
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', (error) => {
      // A git that was started still has to end: its 'close' comes later.
      if (child.pid === undefined)
        reject(new LandfallError('world', 'git.failed', `git could not be run: ${error.message}`));
    });
    child.on('close', (ended) => resolve(ended ?? -1));
  });
  if (code === 0) return;
  const says = complaint.slice(-LINES_KEPT).join('\n') || `git ended with ${code}`;
  throw new LandfallError('world', 'sync.failed', says, 'check the address, your network and your access to it');
}

// Counters are separated by carriage returns, the rest by line ends.
function readLines(stream: NodeJS.ReadableStream, take: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split(/[\r\n]/u);
    rest = lines.pop() ?? '';
    lines.forEach(take);
  });
  stream.on('end', () => take(rest));
}
