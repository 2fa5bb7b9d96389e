// `landfall fleet`: many projects, followed by workers on any number of hosts.
import { Command } from '@commander-js/extra-typings';
import type { World } from './command.js';
import { planCommand, statusCommand } from './fleet/look.js';
import { badgeCommand, checkCommand, reportCommand, trendCommand } from './fleet/show.js';
import { drainCommand, retryCommand } from './fleet/steer.js';
import { workCommand } from './fleet/work.js';

/** Defines the command and its subcommands. */
export function defineFleet(world: World) {
  return new Command('fleet')
    .addCommand(planCommand(world))
    .addCommand(workCommand(world))
    .addCommand(statusCommand(world))
    .addCommand(reportCommand(world))
    .addCommand(badgeCommand(world))
    .addCommand(checkCommand(world))
    .addCommand(trendCommand(world))
    .addCommand(retryCommand(world))
    .addCommand(drainCommand(world))
    .addHelpText('after', NOTES);
}

const NOTES = `
Examples:
  $ export LANDFALL_STORE=postgres://landfall@db/landfall
  $ landfall fleet plan fleet.yaml          every project into the queue
  $ landfall fleet work pkgsrc              on as many hosts as there are
  $ landfall fleet status pkgsrc
  $ landfall fleet report pkgsrc --html public       or as text, JSON, Markdown
  $ landfall fleet badge pkgsrc --out badges
  $ landfall fleet check pkgsrc --max-days-carried 90
  $ landfall fleet trend pkgsrc

Needs a PostgreSQL database and the packages pg and pg-boss (installed with
Landfall unless optional packages are left out). docs/fleet.md says more.`;
