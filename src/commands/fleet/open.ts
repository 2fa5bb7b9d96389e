// The store and the queues that the fleet's commands work on.
import { LandfallError } from '../../errors.js';
import { type FleetQueue, openQueue, QUEUE_TIMES, type QueueTimes } from '../../fleet/queue.js';
import type { Database } from '../../store/postgres/connect.js';
import { openStore } from '../../store/postgres/open.js';
import type { World } from '../command.js';
import { storeAddress } from '../store-option.js';

/** Opens both, does the work, closes both. Throws LandfallError when there is no store or it does not answer. */
export async function withFleet<T>(
  world: World,
  fleet: string,
  options: { readonly store?: string | undefined; readonly connections?: number; readonly times?: QueueTimes },
  work: (database: Database, queue: FleetQueue) => Promise<T>,
): Promise<T> {
  const address = storeAddress(world, options);
  if (address === undefined) {
    const hint = 'give --store postgres://user@host/name, or set LANDFALL_STORE';
    throw new LandfallError('usage', 'store.none', 'a fleet lives in a PostgreSQL store, and none is named', hint);
  }
  const database = await openStore(address, options.connections);
  try {
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
