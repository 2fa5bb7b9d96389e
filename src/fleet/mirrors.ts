// A worker's mirrors: one an upstream address, fetched at most once a plan, the longest unused removed beyond a bound.
import { createHash } from 'node:crypto';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from '../model/config.js';
import { lastFetched } from '../sync/mirror.js';
import { syncProject } from '../sync/sync-project.js';
import { shardOf } from './queue.js';

/** The mirrors of one worker. No other worker may use its folder: it removes what it does not need. */
export interface Mirrors {
  /** True while an upstream is fetched, and until its failure is told: who needs it waits for that. */
  readonly isFetching: (upstream: string) => boolean;
  /** Shards of which upstreams are here already. */
  readonly shards: () => Promise<ReadonlySet<number>>;
  /**
   * Gives the project with its upstream at the mirror's place, fetched since `asOf`, to the work; the mirror stays until
   * that is done. Throws LandfallError when it cannot be fetched, once `unfetched` has been told.
   */
  readonly use: <T>(
    project: Project,
    asOf: Date,
    signal: AbortSignal,
    work: (placed: Project) => Promise<T>,
    unfetched?: (error: unknown) => Promise<void>,
  ) => Promise<T>;
}

/** 80 bits: no two of a million addresses meet. */
const NAME_DIGITS = 20;

/** Opens the mirrors below a folder; those not in use may take `mostBytes` with the others, no more. */
export function openMirrors(folder: string, mostBytes: number): Mirrors {
  const uses = countUses();
  const fetches = shareFetches(async (placed, asOf, signal) => {
    const last = await lastFetched(placed.upstream.repository);
    if (last !== null && last >= asOf) return;
    await syncProject(placed, { signal });
    await tidy(folder, mostBytes, uses.has);
  });
  return {
    shards: async () => new Set((await readdir(folder).catch(() => [])).map(Number).filter(Number.isInteger)),
    isFetching: (upstream) => fetches.isAt(placeOf(folder, upstream)),
    use: async (project, asOf, signal, work, unfetched = () => Promise.resolve()) => {
      if (!project.upstream.mirror) return work(project);
      const place = placeOf(folder, project.upstream.url);
      const placed = { ...project, upstream: { ...project.upstream, repository: place } };
      return uses.during(place, async () => {
        await fetches.join(placed, asOf, signal, unfetched);
        return work(placed);
      });
    },
  };
}

/** Counts who works with the mirror at a place. */
function countUses() {
  const uses = new Map<string, number>();
  const count = (place: string, more: number) => uses.set(place, (uses.get(place) ?? 0) + more);
  return {
    has: (place: string) => (uses.get(place) ?? 0) > 0,
    during: async <T>(place: string, work: () => Promise<T>): Promise<T> => {
      count(place, 1);
      try {
        return await work();
      } finally {
        count(place, -1);
        // When it was last used is the folder's own time; a mirror that could not be made has none.
        await utimes(place, new Date(), new Date()).catch(() => undefined);
      }
    },
  };
}

/** Jobs of one upstream in this worker wait for one fetch. */
function shareFetches(fetch: (placed: Project, asOf: Date, signal: AbortSignal) => Promise<void>) {
  const running = new Map<string, Promise<void>>();
  return {
    isAt: (place: string) => running.has(place),
    /** The one who began the fetch tells its failure; all fail by it. */
    join: async (
      placed: Project,
      asOf: Date,
      signal: AbortSignal,
      unfetched: (error: unknown) => Promise<void>,
    ): Promise<void> => {
      const place = placed.upstream.repository;
      const fetched =
        running.get(place) ??
        fetch(placed, asOf, signal)
          .catch(async (error: unknown) => {
            await unfetched(error);
            throw error;
          })
          .finally(() => running.delete(place));
      running.set(place, fetched);
      await fetched;
    },
  };
}

/** Below the shard's folder, so that a look at the folders tells which shards are at home here. */
function placeOf(folder: string, upstream: string): string {
  const name = createHash('sha256').update(upstream).digest('hex').slice(0, NAME_DIGITS);
  return join(folder, String(shardOf(upstream)), `${name}.git`);
}

async function tidy(folder: string, mostBytes: number, inUse: (place: string) => boolean): Promise<void> {
  const places = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name));
  const found = await Promise.all(
    places.map(async (shard) =>
      (await readdir(shard)).filter((name) => name.endsWith('.git')).map((name) => join(shard, name)),
    ),
  );
  const mirrors = await Promise.all(
    found.flat().map(async (place) => ({ place, bytes: await sizeOf(place), usedAt: (await stat(place)).mtimeMs })),
  );
  let bytes = mirrors.reduce((sum, mirror) => sum + mirror.bytes, 0);
  for (const mirror of mirrors.toSorted((a, b) => a.usedAt - b.usedAt)) {
    if (bytes <= mostBytes) return;
    if (inUse(mirror.place)) continue;
    await rm(mirror.place, { recursive: true, force: true });
    bytes -= mirror.bytes;
  }
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      // git may repack at the same moment: what is gone takes no room.
      .map((entry) => stat(join(entry.parentPath, entry.name)).catch(() => null)),
  );
  return sizes.reduce((sum, size) => sum + (size?.size ?? 0), 0);
}
