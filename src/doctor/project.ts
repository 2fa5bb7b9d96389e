// Checks the repositories of one project: there, readable, whole, fresh, on the right branch.
import { type OpenedProject, openProject } from '../gather/open-project.js';
import type { Repository } from '../git/repository.js';
import { rememberedDefault } from '../git/survey.js';
import { shortId } from '../model/short-id.js';
import { MILLISECONDS_PER_DAY } from '../model/time-units.js';
import { lastFetched, mirrorUrl } from '../sync/mirror.js';
import type { Tracked } from '../track.js';
import { type Check, fromNotice, ok, warn } from './check.js';

/** Copies older than this many days are worth a word: a week of landings would not be seen. */
const FRESH_DAYS = 7;

/** Checks one project. Nothing that is wrong with its repositories is thrown. */
export async function checkProject({ project, notices }: Tracked, now: Date): Promise<readonly Check[]> {
  const opened = await openProject(project);
  const what = project.name;
  return [
    ...upstreamFound(opened),
    ...downstreamFound(opened),
    ...[...notices, ...opened.notices].map((notice) => fromNotice(what, notice)),
    ...(await checkUpstream(opened, now)),
    ...(await checkDownstream(opened, now)),
  ];
}

function upstreamFound({ project, upstream }: OpenedProject): readonly Check[] {
  if (upstream === null) return [];
  const { branch, repository } = project.upstream;
  const releases = `${upstream.tags.length} release tags`;
  return [ok(project.name, `upstream ${branch} is at ${shortId(upstream.tip)}, ${releases}, in ${repository}`)];
}

function downstreamFound({ project, downstream }: OpenedProject): readonly Check[] {
  const { requests, repositories } = downstream;
  if (requests.length === 0) return [];
  const places = repositories.map(({ path }) => path).join(', ');
  return [ok(project.name, `${requests.length} ${requests.length === 1 ? 'branch' : 'branches'} in ${places}`)];
}

async function checkUpstream({ project, upstream }: OpenedProject, now: Date): Promise<readonly Check[]> {
  if (upstream === null) return [];
  const { name, upstream: config } = project;
  const { repository } = upstream;
  const checks: Check[] = [...checkWhole(name, repository)];
  const usual = await rememberedDefault(repository.path, repository.bare);
  if (usual !== null && usual !== config.branch && !config.branch.startsWith('refs/')) {
    const says = `upstream's default branch is ${usual}, the config says ${config.branch}`;
    checks.push(warn(name, 'upstream.other-branch', says, 'correct upstream.branch unless that is meant'));
  }
  const present = config.mirror ? await mirrorUrl(repository.gitDir) : config.url;
  if (present !== config.url) {
    const says = `the mirror is of ${present ?? 'no known upstream'}, the config says ${config.url}`;
    checks.push({ level: 'fail', what: name, says, hint: `delete ${repository.path}`, code: 'sync.other-upstream' });
  }
  if (upstream.tags.length === 0) {
    checks.push(warn(name, 'upstream.no-releases', 'no tag is taken for a release', 'correct upstream.releases'));
  }
  return [...checks, ...(await checkAge(name, 'upstream', repository, now))];
}

async function checkDownstream({ project, downstream }: OpenedProject, now: Date): Promise<readonly Check[]> {
  const checks = downstream.repositories.map(async (repository) => [
    ...checkWhole(project.name, repository),
    // A repository of the user's is as old as they want it to be.
    ...(repository.mirrorOf === null ? [] : await checkAge(project.name, 'downstream', repository, now)),
  ]);
  return (await Promise.all(checks)).flat();
}

async function checkAge(
  name: string,
  side: 'upstream' | 'downstream',
  { gitDir, mirrorOf }: Repository,
  now: Date,
): Promise<readonly Check[]> {
  const fetched = await lastFetched(gitDir);
  if (fetched === null) return [];
  const days = Math.floor((now.getTime() - fetched.getTime()) / MILLISECONDS_PER_DAY);
  if (days <= FRESH_DAYS) return [];
  const hint = mirrorOf !== null ? `landfall sync ${name}` : `git -C ${gitDir} fetch`;
  return [warn(name, `${side}.old`, `${side} was fetched ${days} days ago`, hint)];
}

function checkWhole(what: string, { path, partial }: Repository): readonly Check[] {
  if (!partial) return [];
  const says = `${path} is a partial clone: commits whose contents are missing lose their evidence`;
  return [warn(what, 'git.partial', says, 'git fetch --refetch --no-filter')];
}
