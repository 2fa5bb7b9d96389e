// Tells whether objects have come into repositories, without asking git: each one that comes is a new entry of a folder.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { unquotePath } from '../patch/unquote.js';

/**
 * A hex digest over the times at which folders of these object stores (absolute paths), and of those that they borrow from, were
 * last changed. It is another once an object has come, and may be after tidying up, too. It never fails: what is not there stands in it as such.
 */
export async function stampStores(stores: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  const seen = new Set(stores);
  // The set grows while it is gone through: by stores that those in it borrow from.
  for (const store of seen) {
    hash.update(`${store}\n${(await changesIn(store)).join('\n')}\n`);
    for (const lender of await lendersOf(store)) seen.add(lender);
  }
  return hash.digest('hex');
}

/**
 * Of the folder itself and what is in it: loose objects lie in folders of two hex digits, the others in `pack`, `info` names lenders.
 * Packs count by their names: when git is told to write an object that is there, it only touches the pack, and a merge does so.
 */
async function changesIn(store: string): Promise<string[]> {
  const [own, packs] = await Promise.all([namesIn(store), namesIn(join(store, 'pack'))]);
  return [...packs, ...(await Promise.all(['.', ...own].map((name) => changedAt(join(store, name)))))];
}

async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = await readdir(folder).catch(() => []);
  return names.toSorted();
}

/** Nanoseconds, in digits. */
async function changedAt(path: string): Promise<string> {
  return stat(path, { bigint: true }).then(
    ({ mtimeNs }) => `${path} ${mtimeNs}`,
    () => `${path} -`,
  );
}

async function lendersOf(store: string): Promise<string[]> {
  const text = await readFile(join(store, 'info', 'alternates'), 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => resolve(store, unquotePath(line)));
}
