// What is measured: a repository with an upstream and a patch branch, and Landfall's config for it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { createRepository } from '../git/create-repository.js';
import { type HistorySize, PATCHES_REF, tellHistory, UPSTREAM_REF } from './history/tell-history.js';

export interface Subject {
  /** How the results name it. */
  readonly name: string;
  readonly repository: string;
  readonly upstream: string;
  readonly branch: string;
}

/** Generates a history into a folder. */
export async function generate(folder: string, size: HistorySize): Promise<Subject> {
  const repository = join(folder, 'repository.git');
  await createRepository({ directory: repository, bare: true, stream: tellHistory(size) });
  const name = `generated: ${size.commits} commits, ${size.files} files, ${size.patches} patches`;
  return { name, repository, upstream: UPSTREAM_REF, branch: PATCHES_REF };
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
