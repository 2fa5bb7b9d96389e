// Names the machine that figures were taken on: ratios carry over to others, seconds do not.
import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import { gitEnvironment } from '../git/environment.js';
import { gatherGit } from '../git/process.js';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memory: string;
  readonly system: string;
  readonly node: string;
  readonly git: string;
}

/** Asks the system and git. */
export async function readMachine(): Promise<Machine> {
  const version = await gatherGit(['--version'], { cwd: '.', env: gitEnvironment() });
  return {
    processor: cpus()[0]?.model.trim() || arch(),
    cores: availableParallelism(),
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${platform()} ${release()}`,
    node: process.versions.node,
    git: version.toString('utf8').trim(),
  };
}
