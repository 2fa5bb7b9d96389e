// Names the state that a result, or evidence, was made from: whatever could change it changes the key.
import { createHash } from 'node:crypto';
import type { OpenedProject } from '../gather/open-project.js';
import type { WalkedStack } from '../gather/walk-stack.js';
import type { Repository } from '../git/repository.js';
import { stableJson } from './stable-json.js';

/** Raise it with every change of the engine that gives other results for the same input between two releases. */
const ALGORITHM = 15;

/** A hex digest over the tool, the project's config, every ref that was resolved, and the day (UTC): ages depend on it. */
export function stateKey(
  { project, upstream, downstream, notices }: OpenedProject,
  version: string,
  now: Date,
  submissions = '',
): string {
  const state = {
    algorithm: ALGORITHM,
    version,
    day: now.toISOString().slice(0, 'YYYY-MM-DD'.length),
    project,
    notices,
    upstream: upstream && {
      repository: placeOf(upstream.repository),
      tip: upstream.tip,
      next: upstream.next,
      // In their order: the first tag that holds a commit names its release.
      tags: upstream.tags.map(({ name, commit }) => [name, commit]),
    },
    submissions,
    repositories: downstream.repositories.map(placeOf),
    requests: downstream.requests,
    sets: downstream.sets.map(({ entry, state }) => ({ entry, state })),
  };
  return createHash('sha256').update(stableJson(state)).digest('hex');
}

/** A hex digest over all that evidence is gathered from but upstream's refs: tool, settings, repositories, and the stack as it was walked. */
export function evidenceKey(
  { project, upstream, downstream }: OpenedProject,
  walked: WalkedStack,
  version: string,
): string {
  const state = {
    algorithm: ALGORITHM,
    version,
    settings: project.settings,
    repositories: [...(upstream ? [upstream.repository] : []), ...downstream.repositories].map(placeOf),
    branches: walked.branches.map(({ request, commits, boundary }) => [
      request.paths,
      request.base,
      boundary,
      commits.map(({ oid }) => oid),
    ]),
    bases: walked.commits.map(({ oid }) => oid),
    stands: [...walked.stands],
    standIns: [...walked.standIns.values()].map(({ commit, digest, files }) => [commit, digest, files === null]),
  };
  return createHash('sha256').update(stableJson(state)).digest('hex');
}

function placeOf({ objectsDir, hash, shallow, partial }: Repository) {
  return { objectsDir, hash, shallow: shallow.toSorted(), partial };
}
