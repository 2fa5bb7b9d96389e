// Where Landfall keeps what it makes for itself, and where its own data files are.
import { createHash } from 'node:crypto';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Environment, expandHome, homeOf } from './expand.js';

// The same two steps up from src/config, from dist/config and from dist/bundle.
const LANDFALL = fileURLToPath(new URL('../../', import.meta.url));

const PACKAGED = join(LANDFALL, 'config');

/** Landfall's own package.json. Absolute path. */
export const PACKAGE_JSON = join(LANDFALL, 'package.json');

/** The packaged defaults: every setting, once. Absolute path. */
export const PACKAGED_DEFAULTS = join(PACKAGED, 'defaults.yaml');

/** The folder of the exported JSON Schemas. Absolute path. */
export const SCHEMA_FOLDER = join(PACKAGED, 'schema');

/**
 * The folder for mirrors and stored results: $LANDFALL_CACHE, else $XDG_CACHE_HOME/landfall, else the platform's usual
 * place (~/.cache/landfall on Linux). Absolute path; the folder may not exist yet.
 */
export function cacheDir(env: Environment, platform: NodeJS.Platform = process.platform): string {
  const own = env['LANDFALL_CACHE'];
  if (own) return resolve(expandHome(own, env));
  const shared = env['XDG_CACHE_HOME'];
  // The XDG standard asks to ignore relative paths.
  if (shared && isAbsolute(shared)) return join(shared, 'landfall');
  if (platform === 'darwin') return join(homeOf(env), 'Library', 'Caches', 'landfall');
  if (platform === 'win32') return join(env['LOCALAPPDATA'] || join(homeOf(env), 'AppData', 'Local'), 'landfall');
  return join(homeOf(env), '.cache', 'landfall');
}

/**
 * The folder for what must outlive a cache, such as histories: $LANDFALL_STATE, else $XDG_STATE_HOME/landfall, else the
 * platform's usual place (~/.local/state/landfall on Linux). Absolute path; the folder may not exist yet.
 */
export function stateDir(env: Environment, platform: NodeJS.Platform = process.platform): string {
  const own = env['LANDFALL_STATE'];
  if (own) return resolve(expandHome(own, env));
  const shared = env['XDG_STATE_HOME'];
  if (shared && isAbsolute(shared)) return join(shared, 'landfall');
  if (platform === 'darwin') return join(homeOf(env), 'Library', 'Application Support', 'landfall');
  // On Windows caches and state share one folder; the names in it differ.
  if (platform === 'win32') return cacheDir({ ...env, LANDFALL_CACHE: undefined }, platform);
  return join(homeOf(env), '.local', 'state', 'landfall');
}

/** Landfall's own mirror of a project's upstream: a bare repository that `sync` may create and update. */
export function mirrorPath(cache: string, project: string): string {
  return join(cache, 'mirrors', `${project}.git`);
}

/** Landfall's own mirror of a downstream, by its address: packages of one repository share it. */
export function downstreamMirrorPath(cache: string, url: string): string {
  return join(cache, 'mirrors', 'downstream', mirrorName(url));
}

/** The folder name of a mirror that is found by its address, and by what else makes it another one. */
export function mirrorName(url: string, ...more: readonly string[]): string {
  const digest = createHash('sha256')
    .update([url, ...more].join('\0'))
    .digest('hex');
  return `${digest.slice(0, NAME_DIGITS)}.git`;
}

/** 80 bits: no two of a million addresses meet. */
const NAME_DIGITS = 20;

/**
 * The packaged project schema as the first line of `file` should name it: relative when it lies near (node_modules),
 * else absolute. Forward slashes.
 */
export function projectSchemaFor(file: string): string {
  const schema = join(SCHEMA_FOLDER, 'project.schema.json');
  const path = relative(dirname(resolve(file)), schema);
  const chosen = path.startsWith('..') || isAbsolute(path) ? schema : `./${path}`;
  return chosen.replaceAll('\\', '/');
}
