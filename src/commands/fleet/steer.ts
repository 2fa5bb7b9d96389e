// `landfall fleet retry` and `drain`: what a person does to a fleet that runs.
import { Command } from '@commander-js/extra-typings';
import { readShards, recordDraining } from '../../fleet/records.js';
import type { World } from '../command.js';
import { withFleet } from './open.js';
import { STORE } from '../store-option.js';

/** `landfall fleet retry`. */
export function retryCommand(world: World) {
  return new Command('retry')
    .description('plan again what was set aside')
    .argument('<fleet>', 'name of the fleet')
    .addOption(STORE)
    .action(async (name, options) => {
      const count = await withFleet(world, name, options, async (database, queue) => {
        const shards = await readShards(database, name);
        return queue.retryAside((project) => shards.get(project) ?? 0);
      });
      await world.out(`${name}: ${count} planned again\n`);
    });
}

/** `landfall fleet drain`. */
export function drainCommand(world: World) {
  return new Command('drain')
    .description('ask all workers to end after what they have in hand; planning again, or --undo, lifts it')
    .argument('<fleet>', 'name of the fleet')
    .option('--undo', 'let workers work again')
    .addOption(STORE)
    .action(async (name, options) => {
      await withFleet(world, name, options, (database) => recordDraining(database, name, !options.undo));
      await world.out(`${name}: ${options.undo ? 'workers may work' : 'workers end after what they have in hand'}\n`);
    });
}
