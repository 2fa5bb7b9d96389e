// The flags of `npm run bench`.
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { NEW_COMMITS } from './compare.js';
import type { HistorySize } from './history/tell-history.js';
import type { Subject } from './subject.js';

export interface BenchArguments {
  /** A history to generate, or the repository to measure on. */
  readonly subject: HistorySize | Subject;
  readonly runs: number;
  /** Where the JSON goes, or null for standard output, below the table. */
  readonly json: string | null;
}

/** Reads the flags. As commander does, it ends the process for `--help` and for mistakes. */
export function readArguments(argv: readonly string[]): BenchArguments {
  const command = new Command('npm run bench --')
    .description('Measures Landfall against git cherry, in one run, on a generated history or on a repository.')
    .option('--repo <path>', 'measure on this repository, which holds both sides')
    .option('--upstream <ref>', 'its upstream branch or commit', 'HEAD')
    .option('--branch <ref>', 'its patch branch')
    .option('--commits <number>', `generate this many upstream commits, more than ${NEW_COMMITS}`, commits, 30_000)
    .option('--files <number>', 'in this many files', count, 2_000)
    .option('--patches <number>', 'and this many patches', count, 100)
    .option('--runs <number>', 'take the medians of this many runs', count, 3)
    .option('--json <file>', 'write the figures to this file, not to standard output')
    .parse(argv, { from: 'user' });
  const { repo, upstream, branch, commits: wanted, files, patches, runs, json = null } = command.opts();
  if (repo === undefined) return { subject: { commits: wanted, files, patches }, runs, json };
  if (branch === undefined) return command.error('error: --repo needs --branch as well');
  return {
    subject: { name: `${branch} against ${upstream}`, repository: resolve(repo), upstream, branch },
    runs,
    json,
  };
}

function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('expected a whole number above 0');
  return Number(text);
}

/** A run is measured that has all but the newest of them behind it. */
function commits(text: string): number {
  if (count(text) <= NEW_COMMITS) throw new InvalidArgumentError(`expected more than ${NEW_COMMITS}`);
  return count(text);
}
