// What a config file begins with: what the flags say, else what the repository tells.
import { basename, isAbsolute, resolve } from 'node:path';
import type { StarterFacts } from '../config/starter.js';
import { LandfallError } from '../errors.js';
import type { Remote, Survey } from '../git/survey.js';

/** What flags may say. */
export interface StarterChoices {
  readonly name?: string | undefined;
  readonly upstreamUrl?: string | undefined;
  readonly branch?: string | undefined;
  readonly downstreamBranch?: readonly string[] | undefined;
}

/** The facts; `repository` and `schema` as the config file names them. Throws LandfallError `usage`, naming the flag, for what neither tells. */
export function starterFacts(
  survey: Survey,
  choices: StarterChoices,
  repository: string,
  schema: string,
): StarterFacts {
  const remote = upstreamRemote(survey, choices);
  const url =
    choices.upstreamUrl ?? (remote ? plainUrl(remote.url, survey.top) : missing('upstream', '--upstream-url'));
  return {
    name: choices.name ?? basename(survey.top).replace(/\.git$/u, ''),
    upstream: { url, branch: choices.branch ?? defaultBranch(survey, remote) },
    downstream: { repository, branches: choices.downstreamBranch ?? currentBranch(survey) },
    releases: releaseGlobs(survey),
    contribute: contributePage(url),
    schema,
  };
}

function upstreamRemote({ remotes }: Survey, { upstreamUrl }: StarterChoices): Remote | null {
  if (upstreamUrl !== undefined) return remotes.find(({ url }) => url === upstreamUrl) ?? null;
  const named = (name: string) => remotes.find((remote) => remote.name === name);
  return named('upstream') ?? named('origin') ?? (remotes.length === 1 ? (remotes[0] ?? null) : null);
}

// A token in an address must not end up in a file that is committed; a path must hold from wherever the file lies.
function plainUrl(url: string, top: string): string {
  if (!/^[^/]*:/u.test(url)) return isAbsolute(url) ? url : resolve(top, url);
  return url.replace(/^(https?:\/\/)[^/@]*@/u, '$1');
}

const USUAL = ['main', 'master', 'dev', 'develop', 'trunk'];

function defaultBranch({ refs }: Survey, remote: Remote | null): string {
  if (remote?.defaultBranch) return remote.defaultBranch;
  const prefix = remote && `refs/remotes/${remote.name}/`;
  const usual = USUAL.find((name) => prefix !== null && refs.some((ref) => ref.name === prefix + name));
  return usual ?? missing("upstream's branch", '--branch');
}

function currentBranch({ currentBranch: name }: Survey): readonly string[] {
  return name === null ? missing('a branch that carries patches', '--downstream-branch') : [name];
}

/** Fewer tags than this tell nothing about how releases are named. */
const TAGS_NEEDED = 3;
const LESS_THAN_RELEASES = ['!*-rc*', '!*-alpha*', '!*-beta*', '!*-pre*'];

// What stands before the first digit of most tags; without such a majority the choice is left to Landfall.
function releaseGlobs({ refs }: Survey): readonly string[] {
  const tags = refs
    .filter((ref) => ref.name.startsWith('refs/tags/'))
    .map((ref) => ref.name.slice('refs/tags/'.length));
  const counts = new Map<string, number>();
  for (const tag of tags) {
    const prefix = /^([A-Za-z._/-]*)\d/u.exec(tag)?.[1];
    if (prefix !== undefined) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  const [prefix, count] = [...counts].toSorted((one, other) => other[1] - one[1])[0] ?? ['', 0];
  if (count < TAGS_NEEDED || count * 2 <= tags.length) return [];
  return [prefix === '' ? '[0-9]*' : `${prefix}[0-9]*`, ...LESS_THAN_RELEASES];
}

function contributePage(url: string): StarterFacts['contribute'] {
  const [, host, path] =
    /^(?:https:\/\/|(?:ssh:\/\/)?git@)(github\.com|gitlab\.com)[/:](.+?)(?:\.git)?\/?$/u.exec(url) ?? [];
  if (host === undefined || path === undefined) return null;
  const page = host === 'github.com' ? 'pulls' : '-/merge_requests';
  return { kind: 'pull-request', address: `https://${host}/${path}/${page}` };
}

function missing(what: string, flag: string): never {
  throw new LandfallError('usage', 'init.unknown', `this repository does not tell ${what}`, `say it with ${flag}`);
}
