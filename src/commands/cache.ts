// `landfall cache`: what is kept between runs to be quick, whether it is whole, and what of it can go.
import { Argument, Command } from '@commander-js/extra-typings';
import { EXIT } from '../errors.js';
import { visible } from '../report/clean.js';
import { figure, mebibytes } from '../report/figures.js';
import { type IndexFile, inspectIndexes, pruneIndexes } from '../store/inspect-index.js';
import type { World } from './command.js';
import { CACHE } from './options.js';
import { cacheFolder, type RunOptions } from './run.js';

const ACTIONS = ['info', 'verify', 'prune'] as const;

/** Defines the command. */
export function defineCache(world: World) {
  return new Command('cache')
    .addArgument(
      new Argument(
        '<action>',
        'info: what is kept; verify: check every file; prune: remove what no run can use',
      ).choices(ACTIONS),
    )
    .addOption(CACHE)
    .addHelpText('after', NOTES)
    .action((action, options) => cache(world, action, options));
}

async function cache(world: World, action: (typeof ACTIONS)[number], options: RunOptions): Promise<void> {
  const folder = cacheFolder(world, options);
  if (action === 'prune') {
    const removed = await pruneIndexes(folder, world.now);
    const lines = removed.map(({ path, trouble }) => `removed ${visible(path)}: ${trouble?.says}`);
    await world.out(`${[...lines, `${removed.length} files removed, ${sizeOf(removed)}`].join('\n')}\n`);
    return;
  }
  const files = await inspectIndexes(folder);
  const unusable = files.filter(({ trouble }) => trouble !== null);
  const lines = action === 'info' ? infoOf(folder, files) : [];
  const troubles = unusable.map(({ path, trouble }) => `${visible(path)}: ${trouble?.says}`);
  await world.out(`${[...lines, ...troubles, verdictOn(files, unusable)].join('\n')}\n`);
  const damaged = unusable.some(({ trouble }) => trouble?.kind === 'damaged');
  if (action === 'verify' && damaged) world.end(EXIT.world);
}

function infoOf(folder: string, files: readonly IndexFile[]): string[] {
  const rows = (['commits', 'diffs', 'lines', 'evidence', 'answers', 'deep'] as const).map((kind) => {
    const own = files.filter((file) => file.kind === kind && file.trouble === null);
    const entries = own.reduce((sum, file) => sum + (file.entries ?? 0), 0);
    return `  ${kind.padEnd(8)} ${figure(entries).padStart(10)} in ${own.length} files, ${sizeOf(own)}`;
  });
  return [`known of upstream commits, in ${visible(folder)}`, ...rows];
}

function verdictOn(files: readonly IndexFile[], unusable: readonly IndexFile[]): string {
  const usable = `${files.length - unusable.length} of ${files.length} files can be used`;
  return unusable.length === 0 ? usable : `${usable}; landfall cache prune removes what no run can use`;
}

function sizeOf(files: readonly IndexFile[]): string {
  return mebibytes(files.reduce((sum, file) => sum + file.bytes, 0));
}

const NOTES = `
What earlier runs read of upstream's commits is kept by object id and is never
stale; every project and branch of one upstream repository shares it. Evidence is
what the last run found for the patches of one project, and where the next goes on;
answers are what git said in it of commits, files and merges that never change.
Mirrors and results are not touched. Deleting the folder loses nothing but time.

Examples:
  $ landfall cache info
  $ landfall cache verify --cache /var/cache/landfall

verify exits with 3 when a file is damaged; runs go on without such a file.`;
