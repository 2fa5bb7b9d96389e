// What is measured: repositories with an upstream and patch branches, and Landfall's config for them.
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { createRepository } from '../git/create-repository.js';
import { type HistorySize, PATCHES_REF, tellHistory, UPSTREAM_REF } from './history/tell-history.js';

/** Branches of one repository, and the upstream that they are carried on top of. */
export interface SubjectStack {
  readonly repository: string;
  readonly upstream: string;
  readonly branches: readonly string[];
}

export interface Subject {
  /** How the results name it. */
  readonly name: string;
  /** How it was generated; null for repositories that were given. */
  readonly size: HistorySize | null;
  /** Each of them is a project; all are tracked in one run. */
  readonly stacks: readonly SubjectStack[];
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
  return { name, size, stacks: [{ repository, upstream: UPSTREAM_REF, branches: [PATCHES_REF] }] };
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The project of the stack at that place. */
export function projectName(place: number): string {
  return `bench-${place}`;
}

/** Writes the config for a subject; returns its folder. */
export async function writeConfig(folder: string, { stacks }: Pick<Subject, 'stacks'>): Promise<string> {
  const config = join(folder, 'config');
  await rm(config, { recursive: true, force: true });
  await mkdir(config, { recursive: true });
  for (const [place, { repository, upstream, branches }] of stacks.entries()) {
    const project = {
      upstream: { url: 'https://example.org/upstream.git', repository, branch: upstream },
      downstream: [{ repository, branches }],
    };
    await writeFile(join(config, `${projectName(place)}.yaml`), stringify(project));
  }
  return config;
}
