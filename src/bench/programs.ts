// The programs that answer the question on a subject: Landfall, and what git itself offers.
import { fileURLToPath } from 'node:url';
import type { Program } from './measure/run-measured.js';
import type { Subject } from './subject.js';

const LANDFALL = fileURLToPath(new URL('../bundle/cli.js', import.meta.url));

/** As a user has it, with the user's own settings of git: one program for each branch. */
export function cherryOn({ stacks }: Subject): Program[] {
  return stacks.flatMap(({ repository, upstream, branches }) =>
    branches.map((branch) => ({ command: 'git', args: ['-C', repository, 'cherry', upstream, branch] })),
  );
}

/** The most upstream commits for which `git range-diff` is asked: it pairs every patch with every commit and takes minutes and gigabytes for more. */
const RANGE_DIFF_COMMITS = 1500;

/** And for the patch-ids of all: a million commits take it a quarter of an hour. */
const PATCH_ID_COMMITS = 300_000;

/** What else git has for the question of one branch; `commits` is how many there are upstream. */
export function othersOn({ stacks }: Subject, commits: number): { name: string; program: Program }[] {
  const [stack, another] = stacks;
  const [branch, other] = stack?.branches ?? [];
  if (stack === undefined || another !== undefined || branch === undefined || other !== undefined) return [];
  const { repository, upstream } = stack;
  const git = (...args: readonly string[]): Program => ({ command: 'git', args: ['-C', repository, ...args] });
  const sides = `${upstream}...${branch}`;
  const hashed = 'git -C "$1" log -p --no-merges "$2" "^$3" | git -C "$1" patch-id --stable';
  const pipe: Program = { command: 'sh', args: ['-c', hashed, 'sh', repository, upstream, branch] };
  const named = (name: string, program: Program) => ({ name, program });
  return [
    named(LOG, git('log', '--no-merges', '--raw', '-z', FIELDS, upstream, `^${branch}`)),
    named('log --cherry-mark', git('log', '--cherry-mark', '--no-merges', '--format=%m%H', sides)),
    ...(commits > PATCH_ID_COMMITS ? [] : [named('log -p, patch-id', pipe)]),
    ...(commits > RANGE_DIFF_COMMITS ? [] : [named('range-diff', git('range-diff', '--no-color', sides))]),
  ];
}

/** What Landfall reads of every commit, and no more: the least that any first run over the range can take. */
const LOG = 'log of the same fields';

/** The measurement of it among the others. */
export function logOf<T extends { readonly name: string }>(others: readonly T[]): T | undefined {
  return others.find(({ name }) => name === LOG);
}

const FIELDS = '--format=%H%x00%P%x00%T%x00%an%x00%ae%x00%at%x00%ct%x00%B';

/** Landfall as a user runs it. */
export function landfallOn(command: readonly string[], config: string, cache: string, output: string): Program {
  const args = [LANDFALL, ...command, '--config', config, '--format', 'json', '--output', output];
  return { command: process.execPath, args, env: { ...process.env, LANDFALL_CACHE: cache } };
}
