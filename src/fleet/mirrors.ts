// A worker's mirrors: one an address, fetched at most once a plan, the longest unused removed beyond a bound.
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { mirrorName } from '../config/locations.js';
import type { Project } from '../model/config.js';
import { lastFetched } from '../sync/mirror.js';
import { type MirrorConfig, mirrorsOf, withMirrorsAt } from '../sync/mirrors-of.js';
import { syncMirror } from '../sync/sync-mirror.js';
import { shardOf } from './queue.js';

/** What is done when a mirror could not be fetched. */
type Unfetched = (url: string, error: unknown) => Promise<void>;

/** The mirrors of one worker. No other worker may use its folder: it removes what it does not need. */
export interface Mirrors {
  /** True while a mirror of the project is fetched, and until its failure is told: who needs it waits for that. */
  readonly isFetching: (project: Project) => boolean;
  /** Shards of which upstreams are here already. */
  readonly shards: () => Promise<ReadonlySet<number>>;
  /**
   * Gives the project with its mirrors at their places, fetched since `asOf`, to the work; they stay until that is done.
   * Throws LandfallError when one cannot be fetched, once `unfetched` has been told.
   */
  readonly use: <T>(
    project: Project,
    asOf: Date,
    signal: AbortSignal,
    work: (placed: Project) => Promise<T>,
    unfetched?: Unfetched,
  ) => Promise<T>;
}

/** Opens the mirrors below a folder; those not in use may take `mostBytes` with the others, no more. */
export function openMirrors(folder: string, mostBytes: number): Mirrors {
  const uses = countUses();
  const fetches = shareFetches(async (mirror, asOf, signal) => {
    const last = await lastFetched(mirror.repository);
    if (last !== null && last >= asOf) return;
    await syncMirror(mirror, { signal });
    await tidy(folder, mostBytes, uses.has);
  });
  const place = (project: Project) => withMirrorsAt(project, (mirror) => placeOf(folder, project, mirror));
  return {
    shards: async () => new Set((await readdir(folder).catch(() => [])).map(Number).filter(Number.isInteger)),
    isFetching: (project) => mirrorsOf(place(project)).some(({ repository }) => fetches.isAt(repository)),
    use: async (project, asOf, signal, work, unfetched = () => Promise.resolve()) => {
      const placed = place(project);
      const mirrors = mirrorsOf(placed);
      const places = mirrors.map(({ repository }) => repository);
      return uses.during(places, async () => {
        for (const mirror of mirrors) await fetches.join(mirror, asOf, signal, unfetched);
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
    during: async <T>(places: readonly string[], work: () => Promise<T>): Promise<T> => {
      for (const place of places) count(place, 1);
      try {
        return await work();
      } finally {
        for (const place of places) count(place, -1);
        // When it was last used is the folder's own time; a mirror that could not be made has none.
        for (const place of places) await utimes(place, new Date(), new Date()).catch(() => undefined);
      }
    },
  };
}

/** Jobs of one address in this worker wait for one fetch. */
function shareFetches(fetch: (mirror: MirrorConfig, asOf: Date, signal: AbortSignal) => Promise<void>) {
  const running = new Map<string, Promise<void>>();
  return {
    isAt: (place: string) => running.has(place),
    /** The one who began the fetch tells its failure; all fail by it. */
    join: async (mirror: MirrorConfig, asOf: Date, signal: AbortSignal, unfetched: Unfetched): Promise<void> => {
      const place = mirror.repository;
      const fetched =
        running.get(place) ??
        fetch(mirror, asOf, signal)
          .catch(async (error: unknown) => {
            await unfetched(mirror.url, error);
            throw error;
          })
          .finally(() => running.delete(place));
      running.set(place, fetched);
      await fetched;
    },
  };
}

/** Where mirrors lie that no project of a shard has as its upstream. */
const DOWNSTREAM = 'downstream';

/**
 * Below the shard's folder, so that a look at the folders tells which shards are at home here. Projects that want other
 * refs of one address have mirrors of their own: what one fetched is not what the other needs.
 */
function placeOf(folder: string, { upstream }: Project, { url, refspecs }: MirrorConfig): string {
  return join(folder, url === upstream.url ? String(shardOf(url)) : DOWNSTREAM, mirrorName(url, ...refspecs));
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
