// A scratch git directory that joins the objects of several repositories: all heavy reading happens in it, so no
// configuration, hook, filter or attribute of theirs applies, and whatever git writes is thrown away with it.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LandfallError } from '../errors.js';
import { gitEnvironment } from './environment.js';
import type { GitProcessOptions } from './process.js';
import type { HashType, Repository } from './repository.js';

export interface Workspace {
  readonly dir: string;
  readonly hash: HashType;
  /** Ready to be spread into the options of a git process. */
  readonly run: Pick<GitProcessOptions, 'cwd' | 'env' | 'signal'>;
  readonly close: () => Promise<void>;
}

/** Joins repositories for reading. Throws LandfallError `usage` when their object formats differ. Close it when done. */
export async function openWorkspace(repositories: readonly Repository[], signal?: AbortSignal): Promise<Workspace> {
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
  const dir = await mkdtemp(join(tmpdir(), 'landfall-'));
  await Promise.all(['objects/info', 'refs'].map((name) => mkdir(join(dir, name), { recursive: true })));
  const extension = hash === 'sha256' ? '[extensions]\n\tobjectFormat = sha256\n' : '';
  await writeFile(join(dir, 'HEAD'), 'ref: refs/heads/none\n');
  await writeFile(
    join(dir, 'config'),
    `[core]\n\trepositoryformatversion = ${extension ? 1 : 0}\n\tbare = true\n${extension}`,
  );
  const stores = [...new Set(repositories.map((repository) => repository.objectsDir))];
  await writeFile(join(dir, 'objects/info/alternates'), stores.map((store) => `${quoted(store)}\n`).join(''));
  const shallow = [...new Set(repositories.flatMap((repository) => repository.shallow))];
  if (shallow.length > 0) await writeFile(join(dir, 'shallow'), shallow.map((oid) => `${oid}\n`).join(''));
  const env = { ...gitEnvironment({ sealed: true }), GIT_DIR: dir };
  return {
    dir,
    hash,
    run: { cwd: dir, env, ...(signal ? { signal } : {}) },
    close: () => rm(dir, { recursive: true, force: true }),
  };
}

/** info/alternates takes C-style quoting for paths that hold a line end or begin with a quote or a hash mark. */
function quoted(path: string): string {
  return /^["#]|\n/.test(path) ? `"${path.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"` : path;
}
