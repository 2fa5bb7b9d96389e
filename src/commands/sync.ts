// `landfall sync`: fetches Landfall's own mirrors.
import { Command } from '@commander-js/extra-typings';
import { EXIT } from '../errors.js';
import type { Notice } from '../model/notice.js';
import type { SyncOutcome } from '../sync/sync-project.js';
import type { World } from './command.js';
import { CACHE, CONFIG, QUIET } from './options.js';
import { exitCodeOfNotices } from './outcome.js';
import { readProjects, type RunOptions } from './run.js';
import { syncOne } from './sync-projects.js';

/** Defines the command. */
export function defineSync(world: World) {
  return new Command('sync')
    .argument('[project...]', 'names of projects; all when none is named')
    .addOption(CONFIG)
    .addOption(CACHE)
    .addOption(QUIET)
    .addHelpText('after', NOTES)
    .action((names, options) => sync(world, names, options));
}

async function sync(world: World, names: readonly string[], options: RunOptions): Promise<void> {
  const failures: Notice[] = [];
  for (const tracked of await readProjects(world, names, options)) {
    const outcome = await syncOne(world, tracked, options);
    const { name } = tracked.project;
    if (outcome.kind !== 'failed') await world.out(`${name}: ${wordsFor(outcome)}\n`);
    else {
      failures.push(outcome.notice);
      world.say(`${name}: ${outcome.notice.message}`, outcome.notice.hint);
    }
  }
  world.end(failures.length === 0 ? EXIT.ok : exitCodeOfNotices(failures));
}

function wordsFor(outcome: SyncOutcome): string {
  switch (outcome.kind) {
    case 'yours':
      return `${outcome.repository} is yours: fetch it yourself`;
    case 'created':
      return `mirror made, ${outcome.refs} branches and tags`;
    case 'updated':
      return outcome.changed === 0 ? 'up to date' : `fetched, ${outcome.changed} branches and tags changed`;
  }
}

const NOTES = `
Only mirrors in Landfall's cache are made and fetched: for a project whose config
names a local clone (upstream.repository), that clone is yours and is left alone.
Branches and tags are fetched, pull requests are not.

Examples:
  $ landfall sync                             every project of the config
  $ landfall sync gdb && landfall status gdb

Exits with 3 (or 2, when the config is to blame) when a mirror could not be fetched.`;
