// Runs the git commands that use the network: simple-git watches over them, tells their progress and can stop them.
import type { SimpleGitProgressEvent } from 'simple-git';
import { LandfallError, messageOf } from '../errors.js';
import { gitEnvironment } from './environment.js';

/** Where it runs, a way to stop, whom to tell. */
export interface NetworkOptions {
  readonly cwd: string;
  readonly signal?: AbortSignal;
  /** What git counts, how much of it is done; the arguments have to ask for it with `--progress`. */
  readonly progress?: (stage: string, done: number, total: number) => void;
  /** See EnvironmentOptions: where a secret is to be sent. */
  readonly config?: readonly (readonly [string, string])[];
}

/** `http` is left out: what is fetched that way could be changed on the way. */
const PROTOCOLS = 'file:https:ssh:git';

/** git repeats itself for each ref that failed; the last lines name the cause. */
const LINES_KEPT = 8;

const CHATTER =
  /^(?:remote: )?(?:Enumerating|Counting|Compressing|Receiving|Resolving|Updating|Writing|Total|Delta|Cloning into|From |hint:|warning:)|^\s|^remote: *$/u;

/** Runs git with the network allowed. Throws LandfallError `world` with git's own words when it fails or is stopped. */
export async function runNetworkGit(args: readonly string[], options: NetworkOptions): Promise<void> {
  const git = await networkGit(options);
  try {
    await git.raw([...args]);
  } catch (error) {
    const lines = messageOf(error)
      .split(/[\r\n]/u)
      .filter((line) => line !== '' && !CHATTER.test(line));
    const says = lines.slice(-LINES_KEPT).join('\n');
    throw new LandfallError('world', 'sync.failed', says, 'check the address, your network and your access to it');
  }
}

async function networkGit({ cwd, signal, config, progress }: NetworkOptions) {
  // Loaded only by the commands that use the network: a status answers sooner without it.
  const { simpleGit } = await import('simple-git');
  const env = {
    ...gitEnvironment({ network: true, ...(config ? { config } : {}) }),
    GIT_ALLOW_PROTOCOL: PROTOCOLS,
  };
  return simpleGit({
    baseDir: cwd,
    ...(signal ? { abort: signal } : {}),
    allowEnvironment: Object.keys(env),
    // These switches let our own hardening through: simple-git refuses the keys by name, whatever their value.
    unsafe: {
      allowUnsafeConfigEnvCount: true,
      allowUnsafeHooksPath: true,
      allowUnsafeFsMonitor: true,
      allowUnsafeTemplateDir: true,
      allowUnsafeConfigPaths: true,
    },
    completion: { onExit: false, onClose: true },
    // Left out where nobody listens: simple-git would put the option behind `--`, where it is taken for a ref.
    ...(progress ? { progress: tellTo(progress) } : {}),
    errors: (error, result) => {
      if (error || result.exitCode === 0) return error;
      const said = Buffer.concat(result.stdErr).toString('utf8').trim();
      return new Error(said === '' ? `git ended with ${result.exitCode}` : said);
    },
  }).env(env);
}

function tellTo(progress: NonNullable<NetworkOptions['progress']>) {
  return ({ stage, processed, total }: SimpleGitProgressEvent) => progress(stage.toLowerCase(), processed, total);
}
