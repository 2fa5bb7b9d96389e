// The store and the queues that the fleet's commands work on.
import { didYouMean } from '../../config/nearest.js';
import { LandfallError } from '../../errors.js';
import { type FleetQueue, openQueue, QUEUE_TIMES, type QueueTimes } from '../../fleet/queue.js';
import { listFleets } from '../../fleet/records.js';
import type { Database } from '../../store/postgres/connect.js';
import { openStore } from '../../store/postgres/open.js';
import type { World } from '../command.js';
import { storeAddress, type StoreOptions } from '../store-option.js';

/** What is opened, and how. */
interface FleetOptions extends StoreOptions {
  /** Connections at a time. */
  readonly connections?: number;
  readonly times?: QueueTimes;
  /** True where a fleet that nobody has planned yet is made. */
  readonly isNew?: true;
}

/** Opens both, does the work, closes both. Throws LandfallError when there is no store, it does not answer, or it has no such fleet. */
export async function withFleet<T>(
  world: World,
  fleet: string,
  options: FleetOptions,
  work: (database: Database, queue: FleetQueue) => Promise<T>,
): Promise<T> {
  const address = storeAddress(world, options);
  if (address === undefined) {
    const hint = 'give --store postgres://user@host/name, or set LANDFALL_STORE';
    throw new LandfallError('usage', 'store.none', 'a fleet lives in a PostgreSQL store, and none is named', hint);
  }
  const database = await openStore(address, options.connections);
  try {
    if (!options.isNew) await requireFleet(database, fleet);
    const queue = await openQueue(database, fleet, options.times ?? QUEUE_TIMES);
    try {
      return await work(database, queue);
    } finally {
      await queue.close();
    }
  } finally {
    await database.close();
  }
}

/** A name that is misspelt is no empty fleet. */
async function requireFleet(database: Database, fleet: string): Promise<void> {
  const fleets = await listFleets(database);
  if (fleets.includes(fleet)) return;
  const says = `the store has no fleet ${fleet}${didYouMean(fleet, fleets)}`;
  const hint = fleets.length === 0 ? 'plan one: landfall fleet plan fleet.yaml' : `there is ${fleets.join(', ')}`;
  throw new LandfallError('usage', 'fleet.unknown', says, hint);
}
