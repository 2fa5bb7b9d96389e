// The repository one stands in, as projects of the config carry patches in it: for hooks, and for jobs that check out a change.
import { chooseRefs } from '../git/choose-refs.js';
import { openRepository, type Repository } from '../git/repository.js';
import { LandfallError } from '../errors.js';
import type { DownstreamConfig, Project } from '../model/config.js';
import type { Tracked } from '../track.js';

/** Which revision of it is to be read in place of what the config names. */
export interface Revision {
  readonly revision: string;
  /** Where new commits begin, or null for the whole stack. */
  readonly base: string | null;
  /** Only entries that read this branch (a short name), or null for all of this repository. */
  readonly branch: string | null;
}

/**
 * The projects that carry patches in the repository at `folder`, each reading that revision of it and nothing else of it; other
 * repositories stay as they are. A project whose entries do not fit is left out. Throws LandfallError when `folder` is in no repository.
 */
export async function atRevision(
  folder: string,
  projects: readonly Tracked[],
  at: Revision,
): Promise<readonly Tracked[]> {
  const here = await openRepository(folder);
  const found: Tracked[] = [];
  for (const tracked of projects) {
    const { project } = tracked;
    const entries = await Promise.all(
      project.downstream.map(async (entry) => ((await fits(entry, here, at)) ? read(entry, at) : null)),
    );
    if (entries.every((entry) => entry === null)) continue;
    found.push({ ...tracked, project: withEntries(project, entries, at.base !== null) });
  }
  return found;
}

/** Where only new commits are asked for, entries of other repositories have none. */
function withEntries(project: Project, entries: readonly (DownstreamConfig | null)[], onlyNew: boolean): Project {
  const all = entries.flatMap((entry, place) => entry ?? (onlyNew ? [] : (project.downstream[place] ?? [])));
  return { ...project, downstream: all };
}

function read(entry: DownstreamConfig, { revision, base }: Revision): DownstreamConfig {
  if (entry.files !== null) return { ...entry, files: { ...entry.files, ref: revision } };
  return { ...entry, branches: [revision], base: base ?? entry.base };
}

async function fits(entry: DownstreamConfig, here: Repository, { base, branch }: Revision): Promise<boolean> {
  // Of patches in files it cannot be told which are new by a commit they begin after.
  if (entry.files !== null && base !== null) return false;
  // Work trees of one repository share its objects. A repository that is not there is told of when it is read.
  const there = await openRepository(entry.repository).catch((error: unknown) => {
    if (error instanceof LandfallError) return null;
    throw error;
  });
  if (there?.objectsDir !== here.objectsDir) return false;
  if (branch === null) return true;
  const patterns = entry.files === null ? entry.branches : entry.files.ref === null ? ['*'] : [entry.files.ref];
  const refs = ['refs/heads/', 'refs/remotes/origin/'].map((prefix) => ({
    name: prefix + branch,
    oid: '',
    commit: '',
    date: 0,
  }));
  return patterns.some((pattern) => chooseRefs(refs, pattern.replace(/^origin\//u, '')).length > 0);
}
