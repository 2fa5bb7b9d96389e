// GitHub's GraphQL: a hundred commits, or fifty pull requests, in one request. Needs a token.
import type { GitHub } from './client.js';
import type { PullRequest } from './pull-request.js';

/** Commits in one query: its cost is counted in nodes, and this stays below one point. */
const COMMITS_AT_ONCE = 100;
/** Pull requests in one query, each with reviews and comments. */
const REQUESTS_AT_ONCE = 50;

/** What is asked of a pull request. */
const FIELDS = `fragment Request on PullRequest {
  number title url state isDraft createdAt updatedAt closedAt mergedAt headRefName headRefOid
  author { login } headRepositoryOwner { login } mergeCommit { oid } repository { nameWithOwner }
  commits(last: 1) { totalCount nodes { commit { statusCheckRollup { state } } } }
  reviews(last: 20) { nodes { author { login } state submittedAt body } }
  comments(last: 10) { nodes { author { login } createdAt body } }
  reviewRequests(first: 5) { nodes { requestedReviewer { ... on User { login } ... on Team { name } } } }
}`;

/** The query for the pull requests that hold these commits. */
export function commitsQuery(commits: number): string {
  const names = Array.from({ length: commits }, (_, at) => `$o${at}: GitObjectID!`);
  const parts = names.map(
    (_, at) =>
      `c${at}: object(oid: $o${at}) { ... on Commit { associatedPullRequests(first: 5) { nodes { number } } } }`,
  );
  return `query($owner: String!, $name: String!, ${names.join(', ')}) { repository(owner: $owner, name: $name) { ${parts.join(' ')} } }`;
}

/** The query for these many pull requests by number. */
export function requestsQuery(requests: number): string {
  const names = Array.from({ length: requests }, (_, at) => `$n${at}: Int!`);
  const parts = names.map((_, at) => `r${at}: pullRequest(number: $n${at}) { ...Request }`);
  return `query($owner: String!, $name: String!, ${names.join(', ')}) { repository(owner: $owner, name: $name) { ${parts.join(' ')} } } ${FIELDS}`;
}

/** Numbers of the pull requests that hold each commit; commits that GitHub does not know are left out. */
export async function requestsByCommit(github: GitHub, oids: readonly string[]): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>();
  for (let at = 0; at < oids.length && !github.asker.isSpent(); at += COMMITS_AT_ONCE) {
    const some = oids.slice(at, at + COMMITS_AT_ONCE);
    const answer = await ask<{ associatedPullRequests?: { nodes: { number: number }[] } }>(
      github,
      commitsQuery(some.length),
      Object.fromEntries(some.map((oid, place) => [`o${place}`, oid])),
    );
    some.forEach((oid, place) => {
      const nodes = answer[`c${place}`]?.associatedPullRequests?.nodes ?? [];
      if (nodes.length > 0)
        found.set(
          oid,
          nodes.map(({ number }) => number),
        );
    });
  }
  return found;
}

/** Pull requests by number; those that are not there are left out. */
export async function readRequests(github: GitHub, numbers: readonly number[]): Promise<PullRequest[]> {
  const found: PullRequest[] = [];
  for (let at = 0; at < numbers.length && !github.asker.isSpent(); at += REQUESTS_AT_ONCE) {
    const some = numbers.slice(at, at + REQUESTS_AT_ONCE);
    const answer = await ask<Node>(
      github,
      requestsQuery(some.length),
      Object.fromEntries(some.map((number, place) => [`n${place}`, number])),
    );
    for (const node of Object.values(answer)) if (node) found.push(requestOf(node));
  }
  return found;
}

/** What is not there is null in the data, and an error beside it: the data counts. */
async function ask<T>(
  { octokit, owner, repo, api }: GitHub,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Record<string, T | null>> {
  const body = { query, variables: { ...variables, owner, name: repo } };
  // GitHub Enterprise has REST under /api/v3 and GraphQL beside it.
  const { data } = await octokit.request({ method: 'POST', url: `${api.replace(/\/v3$/, '')}/graphql`, ...body });
  const answer = data as { data?: { repository?: Record<string, T | null> | null }; errors?: { message: string }[] };
  const repository = answer.data?.repository;
  if (!repository) throw new Error(answer.errors?.[0]?.message ?? 'GraphQL gave no data');
  return repository;
}

interface Node {
  number: number;
  title: string;
  url: string;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  isDraft: boolean;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  mergedAt: string | null;
  headRefName: string;
  headRefOid: string;
  author: { login: string } | null;
  headRepositoryOwner: { login: string } | null;
  mergeCommit: { oid: string } | null;
  repository: { nameWithOwner: string };
  commits: { totalCount: number; nodes: { commit: { statusCheckRollup: { state: string } | null } }[] };
  reviews: { nodes: { author: { login: string } | null; state: string; submittedAt: string | null; body: string }[] };
  comments: { nodes: { author: { login: string } | null; createdAt: string; body: string }[] };
  reviewRequests: { nodes: { requestedReviewer: { login?: string; name?: string } | null }[] };
}

function requestOf(node: Node): PullRequest {
  return {
    number: node.number,
    title: node.title,
    url: node.url,
    author: node.author?.login ?? 'ghost',
    open: node.state === 'OPEN',
    draft: node.isDraft,
    created: node.createdAt,
    updated: node.updatedAt,
    closed: node.closedAt,
    merged: node.mergedAt,
    mergeCommit: node.mergeCommit?.oid ?? null,
    commits: node.commits.totalCount,
    head: node.headRepositoryOwner ? `${node.headRepositoryOwner.login}:${node.headRefName}` : '',
    headOid: node.headRefOid,
    repository: node.repository.nameWithOwner,
    reviews: node.reviews.nodes.map(({ author, state, submittedAt, body }) => ({
      by: author?.login ?? 'ghost',
      state,
      date: submittedAt,
      words: body,
    })),
    comments: node.comments.nodes.map(({ author, createdAt, body }) => ({
      by: author?.login ?? 'ghost',
      date: createdAt,
      words: body,
    })),
    asked: node.reviewRequests.nodes.flatMap(
      ({ requestedReviewer }) => requestedReviewer?.login ?? requestedReviewer?.name ?? [],
    ),
    checks: checksOf(node),
  };
}

function checksOf({ commits }: Node): PullRequest['checks'] {
  const state = commits.nodes[0]?.commit.statusCheckRollup?.state;
  if (state === undefined) return null;
  if (state === 'SUCCESS') return 'passing';
  return ['FAILURE', 'ERROR'].includes(state) ? 'failing' : 'running';
}
