// `landfall sync`: fetches Landfall's own mirrors.
import { Command } from '@commander-js/extra-typings';
import { EXIT } from '../errors.js';
import type { Notice } from '../model/notice.js';
import type { World } from './command.js';
import { CACHE, CONFIG, OFFLINE, QUIET } from './options.js';
import { exitCodeOfNotices } from './outcome.js';
import type { Tracked } from '../track.js';
import { readProjects, type RunOptions } from './run.js';
import { askSubmissions } from './sync-submissions.js';
import { openSync, type Synced } from './sync-projects.js';

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
  const syncMirrors = openSync(world, options);
  for (const tracked of await readProjects(world, names, options)) {
    const { name } = tracked.project;
    const fail = (notice: Notice) => {
      failures.push(notice);
      world.say(`${name}: ${notice.message}`, notice.hint);
    };
    if (!options.offline) {
      for (const path of clonesOf(tracked)) await world.out(`${name}: ${path} is yours: fetch it yourself\n`);
      for (const { mirror, outcome } of await syncMirrors(tracked)) {
        if (outcome.kind === 'failed') fail(outcome.notice);
        else await world.out(`${name}: ${mirror.side === 'upstream' ? '' : `${mirror.url}: `}${wordsFor(outcome)}\n`);
      }
    }
    if (tracked.project.submissions.length === 0) continue;
    const asked = await askSubmissions(world, tracked, { ...options, online: !options.offline });
    asked.failures.forEach(fail);
    await world.out(`${name}: ${asked.says}\n`);
  }
  world.end(failures.length === 0 ? EXIT.ok : exitCodeOfNotices(failures));
}

/** The user's own clone of upstream, where the config names one. */
function clonesOf({ project: { upstream } }: Tracked): readonly string[] {
  return upstream.mirror ? [] : [upstream.repository];
}

function wordsFor(outcome: Exclude<Synced['outcome'], { kind: 'failed' }>): string {
  switch (outcome.kind) {
    case 'created':
      return `mirror made, ${outcome.refs} branches and tags`;
    case 'updated':
      return outcome.changed === 0 ? 'up to date' : `fetched, ${outcome.changed} branches and tags changed`;
  }
}

const NOTES = `
Only mirrors in Landfall's cache are made and fetched, of upstream and of downstreams
that the config names by \`url\`: a local clone (\`repository\`) is yours and left alone.
Branches and tags are fetched, pull requests are not.

Examples:
  $ landfall sync                             every project of the config
  $ landfall sync gdb && landfall status gdb

Where the config says where patches are sent (submissions), sync also asks what
became of those that have not landed, and keeps the answers: status and explain
read them without the network. With --offline only local mail archives are read.

Exits with 3 (or 2, when the config is to blame) when a mirror could not be fetched
or a place where patches were sent could not be asked.`;
