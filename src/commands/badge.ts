// `landfall badge`: badge files for each project, and for all.
import { Command, Option } from '@commander-js/extra-typings';
import type { Report } from '../model/report.js';
import { BADGE_METRICS } from '../report/badge.js';
import { track } from '../track.js';
import type { World } from './command.js';
import { CACHE, CONFIG, NO_CACHE, QUIET } from './options.js';
import { exitCodeOfReport } from './outcome.js';
import { readProjects, type RunOptions, withProgress } from './run.js';
import { writeBadges } from './write-badges.js';
import { STORE } from './store-option.js';

/** Defines the command. */
export function defineBadge(world: World) {
  return new Command('badge')
    .argument('[project...]', 'names of projects; all when none is named')
    .requiredOption('--out <dir>', 'folder to write to; made when it is not there')
    .addOption(METRIC)
    .addOption(CONFIG)
    .addOption(CACHE)
    .addOption(NO_CACHE)
    .addOption(STORE)
    .addOption(QUIET)
    .addHelpText('after', NOTES)
    .action((names, options) => badge(world, names, options));
}

/** What is counted. */
export const METRIC = new Option('--metric <metric>', 'what the badge counts')
  .choices(BADGE_METRICS)
  .default(BADGE_METRICS[0]);

interface BadgeOptions extends RunOptions {
  readonly out: string;
  readonly metric: (typeof BADGE_METRICS)[number];
}

async function badge(world: World, names: readonly string[], options: BadgeOptions): Promise<void> {
  const projects = await readProjects(world, names, options);
  const report = await withProgress(world, options, (trackOptions) => track(projects, trackOptions));
  const written = await writeBadges(world, report, options.metric, options.out);
  await world.out(`${written.join('\n')}\n`);
  tellGrey(world, report);
  world.end(exitCodeOfReport(report));
}

/** Says which badges say nothing, and why. */
export function tellGrey(world: World, report: Report): void {
  for (const { name, state, notices } of report.projects) {
    if (state !== 'no-data') continue;
    const why = notices.find(({ severity }) => severity === 'error')?.message ?? 'nothing could be read';
    world.say(`${name}: no data, so its badge is grey: ${why}`);
  }
}

const NOTES = `
Writes <project>.svg and <project>.json (for https://shields.io/badges/endpoint-badge)
for each project, and landfall.svg and landfall.json for all of them. A project
without data has a grey badge that says so; when none has data, exits as status does.

Examples:
  $ landfall badge --out badges
  $ landfall badge gdb --out badges --metric percent`;
