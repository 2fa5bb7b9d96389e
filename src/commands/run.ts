// From the options of a command line to projects and to what tracking them needs: the one place that knows of the cache.
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { chooseProjects } from '../config/choose-projects.js';
import { expandHome } from '../config/expand.js';
import { loadConfig } from '../config/load.js';
import { cacheDir } from '../config/locations.js';
import { LandfallError } from '../errors.js';
import type { Repository } from '../git/repository.js';
import { requireGit } from '../git/version.js';
import { evidenceFiles } from '../store/evidence-files.js';
import { openKnownCommits } from '../store/known-commits.js';
import { createResultCache, type ResultShelf } from '../store/result-cache.js';
import { resultFiles } from '../store/result-files.js';
import { openDesk } from '../submissions/ask.js';
import type { ResultCache, Tracked, TrackOptions } from '../track.js';
import type { World } from './command.js';

/** The options that decide what is read and where. */
export interface RunOptions {
  readonly config?: string | undefined;
  /** A folder, or false for `--no-cache`. */
  readonly cache?: string | boolean | undefined;
  readonly quiet?: boolean | undefined;
  /** True where the network may be used to ask what became of patches that were sent. */
  readonly online?: boolean;
}

/** The folder for mirrors and stored results. Absolute path. */
export function cacheFolder(world: World, { cache }: RunOptions): string {
  return typeof cache === 'string' ? resolve(world.cwd, expandHome(cache, world.env)) : cacheDir(world.env);
}

/** The projects that a command line names, or all. Throws LandfallError when the config cannot be used. */
export async function readProjects(
  world: World,
  names: readonly string[],
  options: RunOptions,
): Promise<readonly Tracked[]> {
  const { cwd, env } = world;
  const config = await loadConfig({ config: options.config, cwd, env, cacheDir: cacheFolder(world, options) });
  return chooseProjects(config, names);
}

/** The one project that a command line names. Throws LandfallError when there is none of that name. */
export async function readProject(world: World, name: string, options: RunOptions): Promise<Tracked> {
  const [tracked] = await readProjects(world, [name], options);
  if (!tracked) throw new Error('a project that was chosen by name must be there');
  return tracked;
}

/** Does work that tells its progress on standard error, and takes the line away afterwards. Throws LandfallError when git cannot be used. */
export async function withProgress<T>(
  world: World,
  options: RunOptions,
  work: (trackOptions: TrackOptions) => Promise<T>,
): Promise<T> {
  // Results are good for the git that gave them: other versions pair renames, and merge, in other ways.
  const versions = `${world.version}, git ${await requireGit()}`;
  const line = world.progress(options.quiet ?? false);
  const tell = (problem: string) => (options.quiet ? undefined : world.say(problem));
  const online = options.online ?? false;
  const desk = openDesk({ dir: cacheFolder(world, options), online, env: world.env, patience: 1 });
  const { shelf, close } = await openShelf(world, options, tell);
  const kept = shelf && createResultCache(shelf, versions, tell, desk.stamp);
  // Who asks the network wants its answer, not the last one.
  const read: ResultCache['read'] = async (opened, now) =>
    online && opened.project.submissions.length > 0 ? null : (kept?.read(opened, now) ?? null);
  const evidence = evidenceFiles(cacheFolder(world, options), versions, tell);
  const known = (upstream: Repository) => openKnownCommits(cacheFolder(world, options), upstream, tell);
  try {
    return await work({
      now: world.now,
      version: world.version,
      cores: availableParallelism(),
      signal: world.signal,
      progress: line.tell,
      submissions: desk.ask,
      ...(kept ? { cache: { ...kept, read } } : {}),
      ...(options.cache === false ? {} : { known, evidence }),
    });
  } finally {
    line.close();
    await close();
  }
}

/** Where results are kept: nowhere, in the PostgreSQL store that is named, or in Landfall's own folder. */
async function openShelf(
  world: World,
  options: RunOptions,
  tell: (problem: string) => void,
): Promise<{ readonly shelf: ResultShelf | null; readonly close: () => Promise<void> }> {
  const nothing = { shelf: null, close: () => Promise.resolve() };
  if (options.cache === false) return nothing;
  const store = world.env['LANDFALL_STORE'];
  if (!store) return { ...nothing, shelf: resultFiles(cacheFolder(world, options)) };
  try {
    const { openStore } = await import('../store/postgres/open.js');
    const database = await openStore(store);
    const { sharedResults } = await import('../store/postgres/results.js');
    return { shelf: sharedResults(database, world.version), close: database.close };
  } catch (error) {
    if (!(error instanceof LandfallError) || error.kind === 'bug') throw error;
    tell(`results are neither read nor kept: ${error.message}`);
    return nothing;
  }
}
