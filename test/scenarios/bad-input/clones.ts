// Clones of every kind, and damage done to them on purpose.
import { chmod, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gitEnvironment } from '../../../src/git/environment.js';
import { gatherGit } from '../../../src/git/process.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import type { Commit, TinyRepo } from '../../support/tiny-repo.js';

const ENVIRONMENT = gitEnvironment({ sealed: true, network: true });

/** Runs git at a path, with transports allowed. */
export async function gitAt(path: string, ...args: string[]): Promise<string> {
  return (await gatherGit(args, { cwd: path, env: ENVIRONMENT })).toString('utf8').trim();
}

/** A clone over the file transport, which is asked and answers as a server would; returns its path. */
export async function cloneOf(repo: TinyRepo, ...flags: string[]): Promise<string> {
  await repo.git('config', 'uploadpack.allowFilter', 'true');
  const { path } = await temporaryDirectory();
  await gitAt(path, 'clone', '--quiet', ...flags, `file://${repo.path}`, 'clone');
  return join(path, 'clone');
}

/** Unpacks everything, so that single objects can be taken away. */
export async function loosen(repo: TinyRepo): Promise<void> {
  const folder = join(repo.path, 'objects', 'pack');
  const aside = join(repo.path, 'aside');
  await mkdir(aside);
  for (const name of await readdir(folder)) {
    await rename(join(folder, name), join(aside, name));
  }
  for (const name of (await readdir(aside)).filter((file) => file.endsWith('.pack'))) {
    await gatherGit(['unpack-objects', '-q'], {
      cwd: repo.path,
      env: ENVIRONMENT,
      input: await contentOf(join(aside, name)),
    });
  }
  await rm(aside, { recursive: true });
}

/** Takes one loose object away. */
export async function lose(repo: TinyRepo, oid: string): Promise<void> {
  await rm(join(repo.path, 'objects', oid.slice(0, 2), oid.slice(2)));
}

/** Overwrites the middle of an object within its pack. */
export async function damage(repo: TinyRepo, oid: string): Promise<void> {
  const folder = join(repo.path, 'objects', 'pack');
  const pack = (await readdir(folder)).find((name) => name.endsWith('.pack')) ?? '';
  const rows = (await repo.git('verify-pack', '-v', join(folder, pack))).split('\n').map((row) => row.split(/\s+/));
  const [, , , packed = '0', offset = '0'] = rows.find(([name]) => name === oid) ?? [];
  if (packed === '0') throw new Error(`${oid} is not in the pack`);
  await chmod(join(folder, pack), 0o644);
  const file = await open(join(folder, pack), 'r+');
  await file.write(Buffer.alloc(8, 0xa5), 0, 8, Number(offset) + Math.floor(Number(packed) / 2));
  await file.close();
}

/** The id of a file's content in a commit. */
export function blobOf(commit: Commit, path: string): string {
  const parts = path.split('/');
  let found: { entries?: ReadonlyMap<string, unknown>; oid: string } = commit.tree;
  for (const part of parts) found = found.entries?.get(part) as typeof found;
  return found.oid;
}

async function contentOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  const content = await file.readFile();
  await file.close();
  return content;
}
