// `landfall sync`: fetches Landfall's own mirrors.
import { Command } from '@commander-js/extra-typings';
import { EXIT } from '../errors.js';
import type { Notice } from '../model/notice.js';
import type { SyncOutcome } from '../sync/sync-project.js';
import type { World } from './command.js';
import { CACHE, CONFIG, OFFLINE, QUIET } from './options.js';
import { exitCodeOfNotices } from './outcome.js';
import { readProjects, type RunOptions } from './run.js';
import { askSubmissions } from './sync-submissions.js';
import { syncOne } from './sync-projects.js';

/** Defines the command. */
export function defineSync(world: World) {
  return new Command('sync')
    .argument('[project...]', 'names of projects; all when none is named')
    .addOption(CONFIG)
    .addOption(CACHE)
    .addOption(OFFLINE)
    .addOption(QUIET)
    .addHelpText('after', NOTES)
    .action((names, options) => sync(world, names, options));
}

interface SyncOptions extends RunOptions {
  readonly offline?: true | undefined;
}

async function sync(world: World, names: readonly string[], options: SyncOptions): Promise<void> {
  const failures: Notice[] = [];
  for (const tracked of await readProjects(world, names, options)) {
    const { name } = tracked.project;
    const fail = (notice: Notice) => {
      failures.push(notice);
      world.say(`${name}: ${notice.message}`, notice.hint);
    };
    const outcome = options.offline ? null : await syncOne(world, tracked, options);
    if (outcome?.kind === 'failed') fail(outcome.notice);
    else if (outcome) await world.out(`${name}: ${wordsFor(outcome)}\n`);
    if (tracked.project.submissions.length === 0) continue;
    const asked = await askSubmissions(world, tracked, { ...options, online: !options.offline });
    asked.failures.forEach(fail);
    await world.out(`${name}: ${asked.says}\n`);
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

Where the config says where patches are sent (submissions), sync also asks what
became of those that have not landed, and keeps the answers: status and explain
read them without the network. With --offline only local mail archives are read.

Exits with 3 (or 2, when the config is to blame) when a mirror could not be fetched
or a place where patches were sent could not be asked.`;
