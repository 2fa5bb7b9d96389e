// Writes the pages of a report into a folder, and takes away what an earlier report left there; other files stay.
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, resolve, sep } from 'node:path';
import { LandfallError, messageOf } from '../errors.js';
import type { SitePage } from '../report/html/site.js';
import type { World } from './command.js';
import { writeWhole } from './output.js';

export interface Site {
  readonly write: (page: SitePage) => Promise<void>;
  /** Takes away the pages of an earlier report that were not written again; returns the path of the front page. */
  readonly close: () => Promise<string>;
}

/** Names every file of the report, one a line: what is in it is ours to replace. */
const LIST = '.landfall-report';
const FRONT = 'index.html';

/** Opens the folder. Throws LandfallError: `usage` when it holds a front page of somebody else's, `world` when it cannot be written. */
export async function openSite(world: World, dir: string): Promise<Site> {
  const folder = resolve(world.cwd, dir);
  const earlier = await readList(folder);
  const foreign = earlier === null && (await stat(join(folder, FRONT)).catch(() => null)) !== null;
  if (foreign) {
    const says = `${join(dir, FRONT)} is there and no report of Landfall: it was left alone`;
    throw new LandfallError('usage', 'report.not-ours', says, 'name another folder with --html');
  }
  const folders = new Set<string>();
  const written = new Set<string>();
  // Before the first page: a run that is stopped leaves a list of what it may have written.
  const list = async (names: Iterable<string>) => writeWhole(join(folder, LIST), `${[...names].sort().join('\n')}\n`);
  await makeFolder(folder);
  await list(earlier ?? []);
  return {
    write: async ({ path, text }) => {
      const file = join(folder, path);
      if (!folders.has(dirname(file))) await makeFolder(dirname(file));
      folders.add(dirname(file));
      await writeFile(file, text).catch((cause: unknown) => {
        throw unwritable(file, cause);
      });
      written.add(path);
    },
    close: async () => {
      for (const path of earlier ?? []) if (!written.has(path)) await rm(join(folder, path), { force: true });
      await list(written);
      return join(dir, FRONT);
    },
  };
}

/** Paths that an earlier report wrote, or null when none did; what leads out of the folder is no path of ours. */
async function readList(folder: string): Promise<readonly string[] | null> {
  const text = await readFile(join(folder, LIST), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw unwritable(join(folder, LIST), error);
  });
  if (text === null) return null;
  return text.split('\n').filter((path) => path.endsWith('.html') && !isAbsolute(path) && !isOutside(path));
}

function isOutside(path: string): boolean {
  const normal = normalize(path);
  return normal === '..' || normal.startsWith(`..${sep}`);
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw unwritable(folder, cause);
  });
}

function unwritable(file: string, cause: unknown): LandfallError {
  const hint = 'name a folder that can be written with --html';
  return new LandfallError('world', 'output.unwritable', `${file} cannot be written: ${messageOf(cause)}`, hint, cause);
}
