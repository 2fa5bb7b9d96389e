// GitHub's REST interface: works without a token, one thing a request; an open pull request takes four.
import { LASTING } from '../http/asker.js';
import type { GitHub } from './client.js';
import type { PullRequest } from './pull-request.js';

/** Pages of a search that are read: three hundred requests of one author. */
const MOST_PAGES = 3;
const PAGE = 100;

type Pull = Awaited<ReturnType<GitHub['octokit']['rest']['pulls']['get']>>['data'];

/** Numbers of the pull requests whose head is a branch of the fork. */
export async function requestsOfBranch(github: GitHub, fork: string, branch: string): Promise<number[]> {
  const { octokit, owner, repo } = github;
  const { data } = await octokit.rest.pulls.list({
    owner,
    repo,
    head: `${fork}:${branch}`,
    state: 'all',
    per_page: PAGE,
  });
  return data.map(({ number }) => number);
}

/** Numbers of an author's pull requests, the last changed first. */
export async function requestsOfAuthor(github: GitHub, author: string): Promise<number[]> {
  const { octokit, owner, repo } = github;
  const found: number[] = [];
  for (let page = 1; page <= MOST_PAGES && !github.asker.isSpent(); page++) {
    const q = `repo:${owner}/${repo} is:pr author:${author}`;
    const { data } = await octokit.rest.search.issuesAndPullRequests({
      q,
      sort: 'updated',
      per_page: PAGE,
      page,
      advanced_search: 'true',
    });
    found.push(...data.items.map(({ number }) => number));
    if (data.items.length < PAGE) break;
  }
  return found;
}

/** Numbers of the pull requests that hold a commit; none when GitHub does not know it. */
export async function requestsOfCommit(github: GitHub, oid: string): Promise<number[]> {
  const { octokit, owner, repo } = github;
  const answer = await octokit.rest.repos
    .listPullRequestsAssociatedWithCommit({ owner, repo, commit_sha: oid })
    .catch(unknown);
  return (answer?.data ?? []).map(({ number }) => number);
}

/** The diff of a pull request; it is asked for once for each state of its head. */
export async function diffOfRequest(github: GitHub, number: number, headOid: string): Promise<string> {
  const { octokit, owner, repo } = github;
  // The head is in the address so that the kept answer is of this very state; GitHub does not look at it.
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
  const { data } = await octokit.request(route, {
    owner,
    repo,
    pull_number: number,
    head: headOid,
    mediaType: { format: 'diff' },
    headers: { [LASTING]: '1' },
  });
  return data as unknown as string;
}

/** A pull request with what decides its state, or null when there is none of this number. */
export async function readRequest(github: GitHub, number: number): Promise<PullRequest | null> {
  const { octokit, owner, repo } = github;
  const answer = await octokit.rest.pulls.get({ owner, repo, pull_number: number }).catch(unknown);
  if (!answer) return null;
  const { data } = answer;
  const reviews = await octokit.paginate(octokit.rest.pulls.listReviews, {
    owner,
    repo,
    pull_number: number,
    per_page: PAGE,
  });
  const talk = data.merged || data.comments === 0;
  const comments = talk
    ? []
    : await octokit.paginate(octokit.rest.issues.listComments, { owner, repo, issue_number: number, per_page: PAGE });
  return {
    ...plainOf(data),
    reviews: reviews.map((review) => ({
      by: review.user?.login ?? 'ghost',
      state: review.state,
      date: review.submitted_at ?? null,
      words: review.body,
    })),
    comments: comments.map((comment) => ({
      by: comment.user?.login ?? 'ghost',
      date: comment.created_at,
      words: comment.body ?? '',
    })),
    checks: data.state === 'open' ? await checksOf(github, data.head.sha) : null,
  };
}

function plainOf(data: Pull): Omit<PullRequest, 'reviews' | 'comments' | 'checks'> {
  return {
    number: data.number,
    title: data.title,
    url: data.html_url,
    author: data.user?.login ?? 'ghost',
    open: data.state === 'open',
    draft: data.draft ?? false,
    created: data.created_at,
    updated: data.updated_at,
    closed: data.closed_at,
    merged: data.merged_at,
    mergeCommit: data.merged ? data.merge_commit_sha : null,
    commits: data.commits,
    head: data.head.user ? `${data.head.user.login}:${data.head.ref}` : '',
    headOid: data.head.sha,
    repository: data.base.repo.full_name,
    asked: [
      ...(data.requested_reviewers ?? []).map(({ login }) => login),
      ...(data.requested_teams ?? []).map(({ name }) => name),
    ],
  };
}

async function checksOf({ octokit, owner, repo }: GitHub, ref: string): Promise<PullRequest['checks']> {
  const { data } = await octokit.rest.checks.listForRef({ owner, repo, ref, per_page: PAGE });
  const ends = data.check_runs.map(({ conclusion }) => conclusion);
  if (ends.length === 0) return null;
  if (ends.some((end) => end === 'failure' || end === 'timed_out')) return 'failing';
  return ends.includes(null) ? 'running' : 'passing';
}

/** What is not there is no failure; all else is. */
function unknown(error: unknown): null {
  const { status } = error as { status?: number };
  if (status === 404 || status === 422) return null;
  throw error;
}
