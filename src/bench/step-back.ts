// Where a branch stood some commits ago.
import { gitEnvironment } from '../git/environment.js';
import { gatherGit } from '../git/process.js';

/** How many commits `tip` has that `base` has not. */
export async function countCommits(repository: string, tip: string, base: string): Promise<number> {
  return Number(await ask(repository, 'rev-list', '--count', '--end-of-options', `${base}..${tip}`));
}

/**
 * The newest first parent of `tip` that at least `least` commits came after, or null when there is none on top of `base`.
 * One step back may be a merge of many commits, so steps are tried by halving.
 */
export async function stepBack(repository: string, tip: string, base: string, least: number): Promise<string | null> {
  const steps = ['rev-list', '--first-parent', '--end-of-options', `${base}..${tip}`];
  const firsts = (await ask(repository, ...steps)).split('\n').filter(Boolean);
  let [low, high] = [0, firsts.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await countCommits(repository, tip, firsts[middle] ?? '')) >= least) high = middle;
    else low = middle + 1;
  }
  return firsts[low] ?? null;
}

async function ask(repository: string, ...args: readonly string[]): Promise<string> {
  const output = await gatherGit(['-C', repository, ...args], { cwd: '.', env: gitEnvironment() });
  return output.toString('latin1').trim();
}
