// Runs Landfall on one labelled branch as a user's command does: a config file, packaged settings, one report.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { loadConfig } from '../config/load.js';
import { LandfallError } from '../errors.js';
import type { CommitRecord } from '../git/commits.js';
import { openRepository, type Repository, resolveCommit } from '../git/repository.js';
import type { PatchReport } from '../model/report.js';
import { type Tracked, track, type TrackOptions } from '../track.js';
import type { HidingMode } from './hide.js';
import { HIDDEN_BRANCH, rewriteBranch } from './rewrite.js';

/** A branch with labelled patches, and the upstream it is measured against. */
export interface Stack {
  /** Absolute path. */
  readonly repository: string;
  /** Revisions. */
  readonly upstream: string;
  readonly branch: string;
}

/** What Landfall said of a branch. */
export interface StackRun {
  readonly source: Repository;
  /** Ids of the commits that the revisions named; the base is null where the histories are unrelated. */
  readonly upstream: string;
  readonly base: string | null;
  /** The commits of the branch as they were written, oldest first. */
  readonly commits: readonly CommitRecord[];
  /** Verdicts by the id that each patch has in the labelled branch. */
  readonly verdicts: ReadonlyMap<string, PatchReport>;
}

/** Hides what the messages of a branch tell and judges its patches. Throws LandfallError where there is nothing to read. */
export async function runStack(stack: Stack, mode: HidingMode, options: TrackOptions): Promise<StackRun> {
  const source = await openRepository(stack.repository);
  const upstream = await commitOf(source, stack.upstream);
  const branch = await commitOf(source, stack.branch);
  const folder = await mkdtemp(join(tmpdir(), 'landfall-accuracy-'));
  try {
    const hidden = join(folder, 'hidden.git');
    const { originals, base } = await rewriteBranch(source, upstream, branch, mode, hidden);
    const report = await track([await configured(folder, stack.repository, upstream, hidden)], options);
    const [project] = report.projects;
    if (project?.state !== 'tracked') throw unread(stack, project?.notices.map(({ message }) => message) ?? []);
    const verdicts = project.patches.map((patch) => {
      const made = patch.origin.kind === 'commit' ? patch.origin.oid : '';
      return [originals.get(made)?.oid ?? '', patch] as const;
    });
    return { source, upstream, base, commits: [...originals.values()], verdicts: new Map(verdicts) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function configured(folder: string, repository: string, upstream: string, hidden: string): Promise<Tracked> {
  const config = join(folder, 'config');
  await mkdir(config);
  const project = {
    name: 'measured',
    upstream: { url: 'https://example.org/upstream.git', repository, branch: upstream, releases: [] },
    downstream: [{ repository: hidden, branches: [HIDDEN_BRANCH] }],
  };
  await writeFile(join(config, 'measured.yaml'), stringify(project));
  const { projects } = await loadConfig({ config, cwd: folder, env: {}, cacheDir: join(folder, 'cache') });
  const [loaded] = projects;
  if (!loaded) throw new Error('a project that was written must be read');
  return loaded;
}

async function commitOf(repository: Repository, revision: string): Promise<string> {
  const oid = await resolveCommit(repository, revision);
  if (oid !== null) return oid;
  const says = `${repository.path} has no commit ${JSON.stringify(revision)}`;
  throw new LandfallError('usage', 'accuracy.no-commit', says, 'correct the truth, or fetch the commit');
}

function unread(stack: Stack, notices: readonly string[]): LandfallError {
  const says = `${stack.repository}, ${stack.branch}: ${notices.join('; ') || 'nothing to read'}`;
  return new LandfallError('world', 'accuracy.unread', says, 'correct the truth');
}
