// The files of a folder on disk as a tree to read from. Links are not followed: what is read lies inside the folder.
import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { FileTree } from '../git/tree-files.js';
import { isBelow } from '../git/tree-files.js';

/** The regular files below `root`/`folder`; `.git` folders are passed over, files larger than `mostBytes` are left out when read. */
export async function treeOfFolder(root: string, folder: string, mostBytes: number): Promise<FileTree> {
  const paths = (await filesBelow(root, folder)).sort();
  const known = new Set(paths);
  return {
    list: (below) => Promise.resolve(paths.filter((path) => isBelow(path, below))),
    read: async (wanted) => {
      const contents = new Map<string, Buffer>();
      for (const path of wanted) {
        if (!known.has(path)) continue;
        const { size } = await lstat(join(root, path));
        if (size <= mostBytes) contents.set(path, await readFile(join(root, path)));
      }
      return contents;
    },
  };
}

/** A hex digest of names and contents: it changes when a file of the tree does. */
export async function digestOf(tree: FileTree): Promise<string> {
  const hash = createHash('sha256');
  for (const path of await tree.list('')) {
    const content = (await tree.read([path])).get(path);
    hash.update(`${path}\0${content?.length ?? -1}\0`).update(content ?? '');
  }
  return hash.digest('hex');
}

async function filesBelow(root: string, folder: string): Promise<string[]> {
  const place = join(root, folder);
  const found = await lstat(place).catch(() => null);
  if (found?.isFile()) return [folder];
  // The folder that was named may itself be reached through links; nothing below it may.
  const real = found ? await realpath(place) : null;
  const inside = real !== null && (folder === '' || isWithin(real, await realpath(root)));
  return inside ? walk(real, folder) : [];
}

async function walk(place: string, name: string): Promise<string[]> {
  const entries = await readdir(place, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries) {
    const path = name === '' ? entry.name : `${name}/${entry.name}`;
    if (entry.isFile()) files.push(path);
    else if (entry.isDirectory() && entry.name !== '.git') files.push(...(await walk(join(place, entry.name), path)));
  }
  return files;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
