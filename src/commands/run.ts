// From the options of a command line to projects and to what tracking them needs: the one place that knows of the cache.
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { chooseProjects } from '../config/choose-projects.js';
import { expandHome } from '../config/expand.js';
import { loadConfig } from '../config/load.js';
import { cacheDir } from '../config/locations.js';
import { LandfallError } from '../errors.js';
import type { Project } from '../model/config.js';
import { requireGit } from '../git/version.js';
import { openAnswers } from '../store/answer-files.js';
import { deepMarks } from '../store/deep-marks.js';
import { evidenceFiles } from '../store/evidence-files.js';
import { openKnownCommits } from '../store/known-commits.js';
import { createResultCache, type ResultShelf } from '../store/result-cache.js';
import { resultFiles } from '../store/result-files.js';
import { openDesk } from '../submissions/ask.js';
import type { ResultCache, Tracked, TrackOptions } from '../track.js';
import type { World } from './command.js';
import type { ProgressLine } from './progress.js';
import { storeAddress, type StoreOptions } from './store-option.js';

/** The options that decide what is read and where. */
export interface RunOptions extends StoreOptions {
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

/**
 * Does work that tells its progress on standard error, and takes the line away afterwards; the work is told the version of git. Throws
 * LandfallError when git cannot be used.
 */
export async function withProgressLine<T>(
  world: World,
  { quiet = false }: Pick<RunOptions, 'quiet'>,
  work: (progress: ProgressLine['tell'], git: string) => Promise<T>,
): Promise<T> {
  const git = await requireGit();
  const line = world.progress(quiet);
  try {
    return await work(line.tell, git);
  } finally {
    line.close();
  }
}

/** Does work on projects, with what is kept between runs and a progress line as above. Throws LandfallError when git cannot be used. */
export async function withProgress<T>(
  world: World,
  options: RunOptions,
  work: (trackOptions: TrackOptions) => Promise<T>,
): Promise<T> {
  return withProgressLine(world, options, async (progress, git) => {
    // Results are good for the git that gave them: other versions pair renames, and merge, in other ways.
    const { means, close } = await openMeans(world, options, `${world.version}, git ${git}`);
    try {
      return await work({ ...means, progress });
    } finally {
      await close();
    }
  });
}

/** What tracking needs of the world, and how it is closed; `versions` names Landfall's and git's. */
async function openMeans(world: World, options: RunOptions, versions: string) {
  const dir = cacheFolder(world, options);
  const tell = (problem: string) => (options.quiet ? undefined : world.say(problem));
  const online = options.online ?? false;
  const desk = openDesk({ dir, online, env: world.env, patience: 1 });
  const { shelf, known, close } = await openKept(world, options, tell);
  const indexedSince = onceEach(deepMarks(dir, tell).read);
  const stamp = async (project: Project) => [await desk.stamp(project), (await indexedSince(project)) ?? ''].join(' ');
  const kept = shelf && createResultCache(shelf, versions, tell, stamp);
  // Who asks the network wants its answer, not the last one.
  const read: ResultCache['read'] = async (opened, now) =>
    online && opened.project.submissions.length > 0 ? null : (kept?.read(opened, now) ?? null);
  const evidence = evidenceFiles(dir, versions, tell);
  const answers = (project: Project) => openAnswers(dir, project, versions, tell);
  const means: TrackOptions = {
    now: world.now,
    version: world.version,
    cores: availableParallelism(),
    signal: world.signal,
    submissions: desk.ask,
    ...(kept ? { cache: { ...kept, read } } : {}),
    ...(known ? { known, evidence, answers, indexedSince } : {}),
  };
  return { means, close };
}

/** Asks once for each project, however often it is asked: what is wrong with an answer is told once. */
function onceEach<T>(read: (project: Project) => Promise<T>): (project: Project) => Promise<T> {
  const known = new Map<Project, Promise<T>>();
  return (project) => {
    const found = known.get(project) ?? read(project);
    known.set(project, found);
    return found;
  };
}

/** Where results are kept, and what is known of commits; null for nowhere. */
interface Kept {
  readonly shelf: ResultShelf | null;
  readonly known: TrackOptions['known'] | null;
  readonly close: () => Promise<void>;
}

/** Opens the PostgreSQL store that is named, else Landfall's own folder. A store that does not answer is told of, and the run goes on without. */
async function openKept(world: World, options: RunOptions, tell: (problem: string) => void): Promise<Kept> {
  const nothing = { shelf: null, known: null, close: () => Promise.resolve() };
  if (options.cache === false) return nothing;
  const dir = cacheFolder(world, options);
  const local: Kept = { ...nothing, known: (upstream) => openKnownCommits(dir, upstream, tell) };
  const store = storeAddress(world, options);
  if (store === undefined) return { ...local, shelf: resultFiles(dir) };
  try {
    return await openShared(store, world.version, tell);
  } catch (error) {
    if (!(error instanceof LandfallError) || error.kind !== 'world') throw error;
    tell(`results are neither read nor kept: ${error.message}`);
    return local;
  }
}

async function openShared(address: string, by: string, tell: (problem: string) => void): Promise<Kept> {
  // Loaded where a store is used: the driver is an optional package.
  const { openStore } = await import('../store/postgres/open.js');
  const database = await openStore(address);
  const { sharedResults } = await import('../store/postgres/results.js');
  const { sharedCommits } = await import('../store/postgres/facts.js');
  return {
    shelf: sharedResults(database, by),
    known: () => Promise.resolve(sharedCommits(database, tell)),
    close: database.close,
  };
}
