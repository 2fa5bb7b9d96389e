// Creates or updates Landfall's own mirror of one upstream. Repositories of the user are never touched.
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LandfallError } from '../errors.js';
import { runNetworkGit } from '../git/fetch.js';
import { listRefs, MIRROR_REMOTE, openRepository } from '../git/repository.js';
import type { Project } from '../model/config.js';
import { withLock } from '../store/lock.js';
import { mirrorUrl, SYNCED } from './mirror.js';
import { refspecsFor } from './refspecs.js';
import { requireSafeUrl } from './safe-url.js';

/** A way to stop, and whom to tell how far it is. */
export interface SyncOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (stage: string, done: number, total: number) => void;
}

/** What became of it. `yours`: the config names a clone of the user's; `refs` counts those there are, `changed` those that moved. */
export type SyncOutcome =
  | { readonly kind: 'yours'; readonly repository: string }
  | { readonly kind: 'created'; readonly refs: number }
  | { readonly kind: 'updated'; readonly changed: number };

/** Fetches a project's upstream into its mirror. Throws LandfallError: `usage` for what the config says, else `world`. */
export async function syncProject(project: Project, options: SyncOptions = {}): Promise<SyncOutcome> {
  const { upstream } = project;
  if (!upstream.mirror) return { kind: 'yours', repository: upstream.repository };
  requireSafeUrl(upstream.url);
  const mirror = upstream.repository;
  await mkdir(dirname(mirror), { recursive: true }).catch((cause: unknown) => {
    const says = `${dirname(mirror)} cannot be made`;
    throw new LandfallError('world', 'sync.unwritable', says, 'name another folder with --cache', cause);
  });
  return withLock(`${mirror}.lock`, AT_ONCE, async () => {
    await sweep(mirror);
    return (await isThere(mirror)) ? update(project, options) : create(project, options);
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

async function create(project: Project, options: SyncOptions): Promise<SyncOutcome> {
  const { url, repository: mirror } = project.upstream;
  const fresh = `${mirror}.new-${process.pid}`;
  const network = networkOptions(project, options, dirname(mirror));
  try {
    const flags = ['--bare', '--no-local', '--progress', '--template=', `--origin=${MIRROR_REMOTE}`];
    await runNetworkGit(['clone', ...flags, '--', url, fresh], network);
    await fetchInto(project, { ...network, cwd: fresh });
    await rename(fresh, mirror);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return { kind: 'created', refs: (await refsOf(mirror)).size };
}

async function update(project: Project, options: SyncOptions): Promise<SyncOutcome> {
  const { url, repository: mirror } = project.upstream;
  const hint = `delete ${mirror}, or use another folder with --cache`;
  const before = await refsOf(mirror);
  const present = await mirrorUrl(mirror);
  if (present !== url) {
    const says = `the mirror ${mirror} is of ${present ?? 'no known upstream'}, the config says ${url}`;
    throw new LandfallError('usage', 'sync.other-upstream', says, hint);
  }
  const network = networkOptions(project, options, mirror);
  await fetchInto(project, network);
  // Each fetch leaves a pack; joined now and then, they stay few. Nothing is done while their sizes are well spread.
  await runNetworkGit(['--git-dir=.', 'repack', '--geometric=2', '-d', '-q'], network);
  const after = await refsOf(mirror);
  const names = new Set([...before.keys(), ...after.keys()]);
  return { kind: 'updated', changed: [...names].filter((name) => before.get(name) !== after.get(name)).length };
}

async function fetchInto(project: Project, network: Parameters<typeof runNetworkGit>[1]): Promise<void> {
  const flags = ['--prune', '--no-tags', '--atomic', '--no-write-fetch-head', '--no-recurse-submodules', '--progress'];
  // Named outright: with safe.bareRepository=explicit git finds no bare repository by itself.
  const settings = ['--git-dir=.', '-c', 'fetch.unpackLimit=1', '-c', 'fetch.writeCommitGraph=true'];
  await runNetworkGit([...settings, 'fetch', ...flags, MIRROR_REMOTE, ...refspecsFor(project.upstream)], network);
  await writeFile(join(network.cwd, SYNCED), `${new Date().toISOString()}\n`);
}

function networkOptions(project: Project, { signal, progress }: SyncOptions, cwd: string) {
  return {
    cwd,
    ...(signal ? { signal } : {}),
    progress: (stage: string, done: number, total: number) => progress?.(`${project.name}: ${stage}`, done, total),
  };
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
