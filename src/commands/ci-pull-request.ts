// A job for a pull request: what is read is the change, and what it adds is told in one comment.
import { readFile } from 'node:fs/promises';
import { type Addition, additionOf } from '../ci/addition.js';
import { commentOn, MARK, NOTHING_ADDED } from '../ci/comment.js';
import { parsePullRequest, type PullRequest } from '../ci/pull-request.js';
import { LandfallError, messageOf } from '../errors.js';
import { type Tracked, track } from '../track.js';
import type { CiResult } from './ci-results.js';
import type { World } from './command.js';
import { type RunOptions, withProgress } from './run.js';
import { atRevision } from './this-repository.js';

/** The projects as the pull request that the job runs for has them; as they are when it runs for none. */
export async function asPullRequest(
  world: World,
  configured: readonly Tracked[],
): Promise<{ readonly projects: readonly Tracked[]; readonly pull: PullRequest | null }> {
  const pull = await pullRequestOf(world);
  if (!pull) return { projects: configured, pull };
  const changed = await carriedOn(world, configured, pull, 'HEAD');
  const projects = configured.map((tracked) => changed.find((other) => isSame(other, tracked)) ?? tracked);
  return { projects, pull };
}

/** Keeps the comment. A comment that cannot be written is told of and fails nothing: the result stands without it. */
export async function commentOnPullRequest(
  world: World,
  configured: readonly Tracked[],
  pull: PullRequest,
  { report, gate }: CiResult,
  options: RunOptions,
): Promise<void> {
  const { GITHUB_TOKEN: token, GITHUB_API_URL: api = 'https://api.github.com' } = world.env;
  if (!token) return world.say('no comment was written: $GITHUB_TOKEN is not set', 'pass it in the env of the step');
  const before = await carriedOn(world, configured, pull, pull.base.oid);
  const reportBefore = await withProgress(world, options, (trackOptions) => track(before, trackOptions));
  const additions = reportBefore.projects.flatMap((project): readonly Addition[] => {
    const after = report.projects.find(({ name }) => name === project.name);
    return after ? [additionOf(project, after)] : [];
  });
  // Heavy, and only of use here: loaded when there is something to write.
  const { keepComment } = await import('../github/comment.js');
  const { repository, number } = pull;
  try {
    const outcome = await keepComment(
      { api, token, repository, number },
      MARK,
      commentOn(additions, gate),
      NOTHING_ADDED,
    );
    if (outcome !== 'none' && !options.quiet) world.say(`comment on ${repository}#${number}: ${outcome}`);
  } catch (error) {
    if (!(error instanceof LandfallError)) throw error;
    world.say(error.message, error.hint);
  }
}

/** The projects that carry patches on the base branch in this repository, read at that revision of it. */
async function carriedOn(world: World, configured: readonly Tracked[], { base }: PullRequest, revision: string) {
  try {
    return await atRevision(world.cwd, configured, { revision, base: null, branch: base.branch });
  } catch (error) {
    // A job may run beside repositories that it did not check out: then the change is in none of them.
    if (error instanceof LandfallError && error.code === 'git.not-a-repository') return [];
    throw error;
  }
}

async function pullRequestOf(world: World): Promise<PullRequest | null> {
  const { GITHUB_ACTIONS, GITHUB_EVENT_NAME = '', GITHUB_EVENT_PATH } = world.env;
  if (GITHUB_ACTIONS !== 'true' || !/^pull_request(?:_target)?$/u.test(GITHUB_EVENT_NAME)) return null;
  try {
    const pull = parsePullRequest(JSON.parse(await readFile(GITHUB_EVENT_PATH ?? '', 'utf8')));
    if (pull) return pull;
  } catch (cause) {
    throw noEvent(messageOf(cause), cause);
  }
  throw noEvent('it does not describe a pull request', null);
}

function noEvent(why: string, cause: unknown): LandfallError {
  const says = `the event in $GITHUB_EVENT_PATH cannot be read: ${why}`;
  return new LandfallError('usage', 'ci.no-event', says, 'run it in a job for a pull request', cause);
}

function isSame(one: Tracked, other: Tracked): boolean {
  return one.project.name === other.project.name;
}
