// A scratch git directory that joins the objects of several repositories: all heavy reading happens in it, so no
// configuration, hook, filter or attribute of theirs applies, and whatever git writes is thrown away with it.
import { setMaxListeners } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LandfallError } from '../errors.js';
import { writeAlternates } from './alternates.js';
import { gitEnvironment } from './environment.js';
import { gatherGit, type GitProcessOptions } from './process.js';
import type { HashType, Repository } from './repository.js';
import { makeScratchFolder } from './scratch-folder.js';

export interface Workspace {
  readonly dir: string;
  readonly hash: HashType;
  /** Commits whose parents none of the repositories has: they seem to add whole trees, so what they change is not known. */
  readonly cut: readonly string[];
  /** True when one of the repositories is a partial clone: then missing objects are many. */
  readonly partial: boolean;
  /** Ready to be spread into the options of a git process. */
  readonly run: Pick<GitProcessOptions, 'cwd' | 'env' | 'signal'>;
  /** Stops what still runs in it, and takes it away. */
  readonly close: () => Promise<void>;
}

/** Joins repositories for reading. Throws LandfallError `usage` when their object formats differ. Close it when done. */
export async function openWorkspace(repositories: readonly Repository[], signal?: AbortSignal): Promise<Workspace> {
  const hash = commonHash(repositories);
  const dir = await makeGitDir(repositories, hash);
  const stop = stopWith(signal);
  const run = { cwd: dir, env: { ...gitEnvironment({ sealed: true }), GIT_DIR: dir }, signal: stop.signal };
  const close = async () => {
    stop.now();
    // A git that was just stopped may still be writing its last object.
    await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
  const partial = repositories.some((repository) => repository.partial);
  const shallow = [...new Set(repositories.flatMap((repository) => repository.shallow))];
  try {
    return { dir, hash, partial, run, close, cut: shallow.length === 0 ? [] : await cutOff(dir, run, shallow) };
  } catch (error) {
    await close();
    throw error;
  }
}

function commonHash(repositories: readonly Repository[]): HashType {
  const hash = repositories[0]?.hash ?? 'sha1';
  const stranger = repositories.find((repository) => repository.hash !== hash);
  if (stranger) {
    throw new LandfallError(
      'usage',
      'git.mixed-hashes',
      `${stranger.path} uses ${stranger.hash} object ids, ${repositories[0]?.path} uses ${hash}`,
      'compare repositories of one object format',
    );
  }
  return hash;
}

/** Makes a git directory without refs that has the objects of all repositories. */
async function makeGitDir(repositories: readonly Repository[], hash: HashType): Promise<string> {
  const dir = await makeScratchFolder();
  await Promise.all(['objects/info', 'refs'].map((name) => mkdir(join(dir, name), { recursive: true })));
  const extension = hash === 'sha256' ? '[extensions]\n\tobjectFormat = sha256\n' : '';
  await writeFile(join(dir, 'HEAD'), 'ref: refs/heads/none\n');
  await writeFile(
    join(dir, 'config'),
    `[core]\n\trepositoryformatversion = ${extension ? 1 : 0}\n\tbare = true\n${extension}`,
  );
  const stores = [...new Set(repositories.map((repository) => repository.objectsDir))];
  await writeAlternates(join(dir, 'objects'), stores);
  return dir;
}

/** A signal that comes when it is called for, and with `signal`. */
function stopWith(signal: AbortSignal | undefined): { readonly signal: AbortSignal; readonly now: () => void } {
  const stop = new AbortController();
  // Each git process listens: one for every core, and more.
  setMaxListeners(0, stop.signal);
  const passOn = () => stop.abort();
  signal?.addEventListener('abort', passOn);
  if (signal?.aborted) stop.abort();
  const now = () => {
    signal?.removeEventListener('abort', passOn);
    stop.abort();
  };
  return { signal: stop.signal, now };
}

/**
 * Tells git where histories are cut off, and returns where. What is cut off in one repository may go on in another:
 * there the cut does not hold, else the one shallow clone would take the history of all.
 */
async function cutOff(dir: string, run: Workspace['run'], shallow: readonly string[]): Promise<string[]> {
  const parents = new Map<string, string[]>();
  for (const oid of shallow) {
    const commit = await gatherGit(['cat-file', 'commit', oid], run).catch(() => null);
    const header = commit?.toString('latin1').split('\n\n', 1)[0];
    if (header !== undefined) parents.set(oid, header.match(/(?<=^parent )[0-9a-f]+/gm) ?? []);
  }
  const input = [...new Set([...parents.values()].flat())].map((oid) => `${oid}\n`).join('');
  const checked = await gatherGit(['cat-file', '--batch-check=%(objectname) %(objecttype)'], { ...run, input });
  const there = new Set(checked.toString('latin1').match(/^[0-9a-f]+(?= commit$)/gm));
  const isCut = (oid: string) => parents.get(oid)?.some((parent) => !there.has(parent)) ?? true;
  const cut = shallow.filter(isCut);
  await writeShallow(dir, cut);
  const whole = shallow.filter((oid) => !isCut(oid));
  if (whole.length === 0) return cut;
  // Objects may be left over from before the cut was made: only what can be walked to its end is no cut.
  const walk = gatherGit(['rev-list', '--quiet', '--stdin'], { ...run, input: `${whole.join('\n')}\n` });
  const walked = await walk.then(
    () => true,
    () => false,
  );
  if (walked) return cut;
  await writeShallow(dir, shallow);
  return [...shallow];
}

async function writeShallow(dir: string, oids: readonly string[]): Promise<void> {
  // An empty file would say "shallow" of a whole history.
  if (oids.length > 0) await writeFile(join(dir, 'shallow'), oids.map((oid) => `${oid}\n`).join(''));
}
