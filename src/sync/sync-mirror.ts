// Creates or updates one mirror of Landfall's own. Repositories of the user are never touched.
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LandfallError } from '../errors.js';
import { runNetworkGit } from '../git/fetch.js';
import { listRefs, MIRROR_REMOTE, openRepository } from '../git/repository.js';
import { withLock } from '../store/lock.js';
import { mirrorUrl, SYNCED } from './mirror.js';
import type { MirrorConfig } from './mirrors-of.js';
import { requireSafeUrl } from './safe-url.js';

/** A way to stop, and whom to tell how far it is. */
export interface SyncOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (stage: string, done: number, total: number) => void;
}

/** What became of it; `refs` counts those there are, `changed` those that moved. */
export type SyncOutcome =
  | { readonly kind: 'created'; readonly refs: number }
  | { readonly kind: 'updated'; readonly changed: number };

/** Fetches a mirror. Throws LandfallError: `usage` for what the config says, else `world`. */
export async function syncMirror(mirror: MirrorConfig, options: SyncOptions = {}): Promise<SyncOutcome> {
  requireSafeUrl(mirror.url, `${mirror.side}.url`);
  const { repository: place } = mirror;
  await mkdir(dirname(place), { recursive: true }).catch((cause: unknown) => {
    const says = `${dirname(place)} cannot be made`;
    throw new LandfallError('world', 'sync.unwritable', says, 'name another folder with --cache', cause);
  });
  return withLock(`${place}.lock`, AT_ONCE, async () => {
    await sweep(place);
    return (await isThere(place)) ? update(mirror, options) : create(mirror, options);
  });
}

/** Another sync may take hours: nobody waits for it. */
const AT_ONCE = { what: 'this mirror', patience: 0 };

// Unfinished clones of runs that were killed: only the holder of the lock makes them.
async function sweep(mirror: string): Promise<void> {
  const folder = dirname(mirror);
  const stale = (await readdir(folder)).filter((name) => name.startsWith(`${basename(mirror)}.new-`));
  await Promise.all(stale.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

async function create(mirror: MirrorConfig, options: SyncOptions): Promise<SyncOutcome> {
  const { url, repository: place } = mirror;
  const fresh = `${place}.new-${process.pid}`;
  const network = { ...options, cwd: dirname(place) };
  try {
    const flags = ['--bare', '--no-local', '--progress', '--template=', `--origin=${MIRROR_REMOTE}`];
    await runNetworkGit(['clone', ...flags, '--', url, fresh], network);
    await fetchInto(mirror, { ...network, cwd: fresh });
    await rename(fresh, place);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return { kind: 'created', refs: (await refsOf(place)).size };
}

async function update(mirror: MirrorConfig, options: SyncOptions): Promise<SyncOutcome> {
  const { url, repository: place } = mirror;
  const hint = `delete ${place}, or use another folder with --cache`;
  const before = await refsOf(place);
  const present = await mirrorUrl(place);
  if (present !== url) {
    const says = `the mirror ${place} is of ${present ?? 'no known address'}, the config says ${url}`;
    throw new LandfallError('usage', 'sync.other-upstream', says, hint);
  }
  const network = { ...options, cwd: place };
  await fetchInto(mirror, network);
  // Each fetch leaves a pack; joined now and then, they stay few. Nothing is done while their sizes are well spread.
  await runNetworkGit(['--git-dir=.', 'repack', '--geometric=2', '-d', '-q'], network);
  const after = await refsOf(place);
  const names = new Set([...before.keys(), ...after.keys()]);
  return { kind: 'updated', changed: [...names].filter((name) => before.get(name) !== after.get(name)).length };
}

async function fetchInto({ refspecs }: MirrorConfig, network: Parameters<typeof runNetworkGit>[1]): Promise<void> {
  const flags = ['--prune', '--no-tags', '--atomic', '--no-write-fetch-head', '--no-recurse-submodules', '--progress'];
  // Named outright: with safe.bareRepository=explicit git finds no bare repository by itself.
  const settings = ['--git-dir=.', '-c', 'fetch.unpackLimit=1', '-c', 'fetch.writeCommitGraph=true'];
  await runNetworkGit([...settings, 'fetch', ...flags, MIRROR_REMOTE, ...refspecs], network);
  await writeFile(join(network.cwd, SYNCED), `${new Date().toISOString()}\n`);
}

async function refsOf(mirror: string): Promise<ReadonlyMap<string, string>> {
  return new Map((await listRefs(await openRepository(mirror))).map((ref) => [ref.name, ref.oid]));
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
