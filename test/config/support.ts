// Small folders with config files in them, for the stories of this room.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type LoadedConfig, loadConfig } from '../../src/config/load.js';
import { LandfallError } from '../../src/errors.js';

export interface Folder {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** Makes a folder that holds these files (path to text); a path that ends in `/` is an empty folder. */
async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'landfall-config-'));
  for (const [name, content] of Object.entries(files)) {
    const file = join(path, name);
    await mkdir(name.endsWith('/') ? file : dirname(file), { recursive: true });
    if (!name.endsWith('/')) await writeFile(file, content);
  }
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** The shortest project that loads. */
export const SMALLEST = 'upstream: {url: https://example.org/up.git, branch: main}\ndownstream: [{branches: [mine]}]\n';

export const PROJECT_LINE = '# yaml-language-server: $schema=./schema/project.schema.json\n';
export const DEFAULTS_LINE = '# yaml-language-server: $schema=./schema/defaults.schema.json\n';

export interface LoadOptions {
  readonly config?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Loads from a folder made of `files`; `cwd` is relative to it. The folder is gone afterwards. */
export async function loadFrom(
  files: Readonly<Record<string, string | Uint8Array>>,
  { config, cwd = '', env = {} }: LoadOptions = {},
): Promise<LoadedConfig & { readonly folder: string }> {
  const folder = await folderOf(files);
  try {
    const request = { config, cwd: join(folder.path, cwd), env: { HOME: '/home/ann', ...env }, cacheDir: '/cache' };
    return { ...(await loadConfig(request)), folder: folder.path };
  } finally {
    await folder.remove();
  }
}

/** The LandfallError that a promise ends with. */
export async function failureOf(promise: Promise<unknown>): Promise<LandfallError> {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof LandfallError) return error;
  throw new Error(`expected a LandfallError, got ${String(error)}`);
}

/** The error of loading one file `landfall.yaml` with this text. */
export async function failureOfText(text: string | Uint8Array): Promise<LandfallError> {
  return failureOf(loadFrom({ 'landfall.yaml': text }));
}
