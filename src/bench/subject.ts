// What is measured: a repository with an upstream and a patch branch, and Landfall's config for it.
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { createRepository } from '../git/create-repository.js';
import { type HistorySize, PATCHES_REF, tellHistory, UPSTREAM_REF } from './history/tell-history.js';

export interface Subject {
  /** How the results name it. */
  readonly name: string;
  /** How it was generated; null for a repository that was given. */
  readonly size: HistorySize | null;
  readonly repository: string;
  readonly upstream: string;
  readonly branch: string;
}

/** Generates a history below a folder; one of this size that is there already is taken as it is. */
export async function generate(folder: string, size: HistorySize): Promise<Subject> {
  const repository = join(folder, `${size.commits}-${size.files}-${size.patches}.git`);
  // A history takes its name when it is whole: one that was broken off is made anew.
  const draft = `${repository}.draft`;
  if (!(await isThere(repository))) {
    await rm(draft, { recursive: true, force: true });
    await createRepository({ directory: draft, bare: true, stream: tellHistory(size) });
    await rename(draft, repository);
  }
  const name = `generated: ${size.commits} commits, ${size.files} files, ${size.patches} patches`;
  return { name, size, repository, upstream: UPSTREAM_REF, branch: PATCHES_REF };
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The project that is measured. */
export const PROJECT = 'bench';

/** Writes the config for a subject; returns its folder. */
export async function writeConfig(folder: string, { repository, upstream, branch }: Subject): Promise<string> {
  const config = join(folder, 'config');
  await mkdir(config, { recursive: true });
  const project = {
    upstream: { url: 'https://example.org/upstream.git', repository, branch: upstream },
    downstream: [{ repository, branches: [branch] }],
  };
  await writeFile(join(config, `${PROJECT}.yaml`), stringify(project));
  return config;
}
