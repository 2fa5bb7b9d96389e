// Looks up which config files a run reads.
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { LandfallError } from '../errors.js';
import { type Environment, expandHome } from './expand.js';
import { compareText } from './problem.js';

/** Where a look-up begins. */
export interface ConfigQuery {
  /** `--config`: a folder or a file. */
  readonly config?: string | undefined;
  /** Absolute path. */
  readonly cwd: string;
  readonly env: Environment;
}

/** The files of a run, absolute paths. */
export interface FoundConfig {
  /** The file or folder that was found. */
  readonly source: string;
  readonly projects: readonly string[];
  /** The folder's own defaults, or null. */
  readonly defaults: string | null;
}

const SINGLE = 'landfall.yaml';
const DEFAULTS = 'defaults.yaml';
const NAMES_SCHEMA = /^\uFEFF?#\s*yaml-language-server:\s*\$schema=\S*\b(?:project|defaults)\.schema\.json\s*$/u;

/**
 * Finds the config: `--config`, else $LANDFALL_CONFIG, else the nearest `landfall.yaml` or Landfall `config/` folder
 * from the current folder upwards. Throws LandfallError config.not-found, config.no-projects, config.unreadable.
 */
export async function findConfig({ config, cwd, env }: ConfigQuery): Promise<FoundConfig> {
  const named = config ?? (env['LANDFALL_CONFIG'] || undefined);
  if (named !== undefined) return atNamedPlace(resolve(cwd, expandHome(named, env)), config === undefined);
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const found = await inFolder(folder);
    if (found !== null) return found;
    if (dirname(folder) === folder) break;
  }
  throw new LandfallError(
    'usage',
    'config.not-found',
    `No Landfall config in ${cwd} or any folder above it.`,
    'Write one with `landfall init`, or name one with --config DIR-or-FILE.',
  );
}

/** The folder of the git repository that a file lies in, or the file's own folder outside of one. */
export async function enclosingRepository(file: string): Promise<string> {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if ((await kindOf(join(folder, '.git'))) !== 'nothing') return folder;
    if (dirname(folder) === folder) return dirname(file);
  }
}

async function atNamedPlace(place: string, byVariable: boolean): Promise<FoundConfig> {
  const kind = await kindOf(place);
  if (kind === 'nothing') {
    const by = byVariable ? 'LANDFALL_CONFIG' : '--config';
    const hint = 'Name a project file, or a folder of project files; `landfall init` writes one.';
    throw new LandfallError('usage', 'config.not-found', `${by} names ${place}, which is not there.`, hint);
  }
  if (kind === 'file') return singleFile(place);
  if ((await kindOf(join(place, SINGLE))) === 'file') return singleFile(join(place, SINGLE));
  return wholeFolder(place);
}

async function inFolder(folder: string): Promise<FoundConfig | null> {
  const single = join(folder, SINGLE);
  if ((await kindOf(single)) === 'file') return singleFile(single);
  const config = join(folder, 'config');
  if ((await kindOf(config)) !== 'folder') return null;
  for (const name of await yamlFiles(config)) {
    if (await namesOurSchema(join(config, name))) return wholeFolder(config);
  }
  return null;
}

// Defaults beside a single file count too, so that --config config/gdb.yaml and --config config agree. A file of that
// common name is ours only when its first line says so.
async function singleFile(file: string): Promise<FoundConfig> {
  const defaults = join(dirname(file), DEFAULTS);
  return { source: file, projects: [file], defaults: (await namesOurSchema(defaults)) ? defaults : null };
}

async function wholeFolder(folder: string): Promise<FoundConfig> {
  const names = await yamlFiles(folder);
  const projects = names.filter((name) => name !== DEFAULTS).map((name) => join(folder, name));
  if (projects.length === 0) {
    const hint = 'Every *.yaml file in it but defaults.yaml is a project; `landfall init` writes one.';
    throw new LandfallError('usage', 'config.no-projects', `No project files in ${folder}.`, hint);
  }
  return { source: folder, projects, defaults: names.includes(DEFAULTS) ? join(folder, DEFAULTS) : null };
}

// Hidden files are left out: editors keep their locks and backups in them.
async function yamlFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown): Dirent[] => {
    throw new LandfallError('usage', 'config.unreadable', `${folder} cannot be read.`, 'Check its permissions.', cause);
  });
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.') && /\.ya?ml$/u.test(entry.name))
    .map((entry) => entry.name)
    .toSorted(compareText);
}

async function namesOurSchema(file: string): Promise<boolean> {
  if ((await kindOf(file)) !== 'file') return false;
  // A file that cannot be read is not known to be ours; when it is named outright, reading it reports why.
  const text = await readFile(file, 'utf8').catch(() => '');
  return NAMES_SCHEMA.test(text.split(/\r?\n/u, 1)[0] ?? '');
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  const info = await stat(path).catch(() => null);
  if (info === null) return 'nothing';
  return info.isDirectory() ? 'folder' : 'file';
}
