// `landfall fleet plan` and `status`: what the fleet is, and how it stands.
import { Command, Option } from '@commander-js/extra-typings';
import { loadFleet } from '../../config/load-fleet.js';
import { EXIT } from '../../errors.js';
import { fleetStatus, planFleet } from '../../fleet/fleet.js';
import { FLEET_FORMATS, renderFleet } from '../../report/fleet.js';
import type { World } from '../command.js';
import { ASCII, CACHE, OUTPUT, QUIET, WIDTH } from '../options.js';
import { deliver, lookOf } from '../output.js';
import { cacheFolder } from '../run.js';
import { withFleet } from './open.js';
import { STORE } from '../store-option.js';

/** `landfall fleet plan`. */
export function planCommand(world: World) {
  return new Command('plan')
    .description('read a fleet file and put its projects in the queue')
    .argument('<file>', 'the fleet file')
    .addOption(STORE)
    .addOption(CACHE)
    .addOption(QUIET)
    .action(async (file, options) => {
      const cacheDir = cacheFolder(world, options);
      const fleet = await loadFleet({ file, cwd: world.cwd, env: world.env, cacheDir });
      for (const { message, hint } of fleet.notices) if (!options.quiet) world.say(message, hint);
      await withFleet(world, fleet.name, { ...options, isNew: true }, async (database, queue) => {
        await planFleet(database, queue, fleet, world.now);
        const { waiting } = await queue.counts();
        await world.out(`${fleet.name}: ${fleet.projects.length} projects planned, ${waiting} waiting\n`);
      });
      world.end(fleet.projects.length === 0 ? EXIT.usage : EXIT.ok);
    });
}

/** `landfall fleet status`. */
export function statusCommand(world: World) {
  return new Command('status')
    .description('show how a fleet stands: queue, failures, where the weight lies')
    .argument('<fleet>', 'name of the fleet')
    .addOption(new Option('-f, --format <name>', 'how it looks').choices(FLEET_FORMATS).default(FLEET_FORMATS[0]))
    .addOption(OUTPUT)
    .addOption(WIDTH)
    .addOption(ASCII)
    .addOption(STORE)
    .action(async (name, options) => {
      const status = await withFleet(world, name, options, (database, queue) => fleetStatus(database, queue, name));
      await deliver(world, renderFleet(status, options.format, lookOf(world, options)), options.output);
    });
}
