// A GitHub of our own: it holds pull requests, and answers as the published description says (both interfaces, ETags, pages).
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Answer, Asked } from './loopback.js';
import { laid, sampleOf } from './sample.js';

const DESCRIPTION: unknown = JSON.parse(readFileSync(new URL('./contracts/github.json', import.meta.url), 'utf8'));

export interface ToldRequest {
  readonly number: number;
  readonly title?: string;
  readonly author?: string;
  readonly state?: 'open' | 'closed';
  readonly draft?: boolean;
  readonly merged?: string;
  readonly commit?: string;
  readonly closed?: string;
  readonly head?: string;
  readonly commits?: number;
  readonly holds?: readonly string[];
  readonly diff?: string;
  readonly reviews?: readonly { by: string; state: string; date: string; words?: string }[];
  readonly comments?: readonly { by: string; date: string; words: string }[];
  readonly asked?: readonly string[];
  readonly checks?: readonly (string | null)[];
}

const PULL = '/repos/{owner}/{repo}/pulls/{pull_number}';
const REPO = 'up/stream';

/** Answers for these requests; `wide` pages hold so many entries at most. */
export function fakeGitHub(requests: readonly ToldRequest[], most = 100): (asked: Asked) => Answer {
  return (asked) => {
    const url = new URL(asked.path, 'http://github.test');
    if (url.pathname === '/graphql') return graphql(asked.body, requests);
    const answer = rest(asked, url, requests, most);
    const etag = `"${createHash('sha256').update(JSON.stringify(answer.body)).digest('hex').slice(0, 16)}"`;
    if ((answer.status ?? 200) !== 200) return answer;
    if (asked.headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
    return { ...answer, headers: { etag, ...answer.headers } };
  };
}

function rest(asked: Asked, url: URL, requests: readonly ToldRequest[], most: number): Answer {
  const at = url.pathname;
  const [, number = ''] = /\/(?:pulls|issues)\/(\d+)/.exec(at) ?? [];
  const one = requests.find((request) => request.number === Number(number));
  if (at === '/search/issues') {
    const author = /author:(\S+)/.exec(url.searchParams.get('q') ?? '')?.[1];
    const items = requests.filter((request) => (request.author ?? 'ann') === author).map(issueOf);
    return { body: { total_count: items.length, incomplete_results: false, items } };
  }
  if (/\/commits\/[0-9a-f]+\/pulls$/.test(at)) {
    const oid = at.split('/').at(-2) ?? '';
    return { body: requests.filter(({ holds }) => holds?.includes(oid)).map(simpleOf) };
  }
  if (at.endsWith('/check-runs')) return checkRuns(requests.find((request) => at.includes(headOf(request))));
  if (at === `/repos/${REPO}/pulls`) {
    const head = url.searchParams.get('head');
    return { body: requests.filter((request) => request.head === head).map(simpleOf) };
  }
  if (!one) return { status: 404, body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' } };
  if (at.endsWith('/reviews')) return paged(url, (one.reviews ?? []).map(reviewOf), most);
  if (at.endsWith('/comments')) return paged(url, (one.comments ?? []).map(commentOf), most);
  if (String(asked.headers.accept).includes('diff')) return { body: one.diff ?? '' };
  return { body: pullOf(one) };
}

function paged(url: URL, all: readonly unknown[], most: number): Answer {
  const page = Number(url.searchParams.get('page') ?? 1);
  const next = new URL(url);
  next.searchParams.set('page', String(page + 1));
  const more = page * most < all.length;
  return {
    body: all.slice((page - 1) * most, page * most),
    headers: more ? { link: `<${next.pathname}${next.search}>; rel="next"` } : {},
  };
}

function pullOf(told: ToldRequest): unknown {
  const { merged = null, closed = merged } = told;
  return laid(sampleOf(DESCRIPTION, PULL), {
    ...commonOf(told),
    draft: told.draft ?? false,
    merged: merged !== null,
    merged_at: merged,
    closed_at: closed,
    merge_commit_sha: told.commit ?? null,
    commits: told.commits ?? 1,
    comments: told.comments?.length ?? 0,
    head: {
      ref: told.head?.split(':')[1] ?? 'topic',
      sha: headOf(told),
      user: { login: told.head?.split(':')[0] ?? 'ann' },
    },
    base: { repo: { full_name: REPO } },
    requested_reviewers: (told.asked ?? []).map((login) => laid(userSample(), { login })),
  });
}

function simpleOf(told: ToldRequest): unknown {
  return laid(sampleOf(DESCRIPTION, '/repos/{owner}/{repo}/pulls'), commonOf(told));
}

function issueOf(told: ToldRequest): unknown {
  const { items } = sampleItems();
  return laid(items, { number: told.number, title: told.title ?? 'net: bound the frame' });
}

function sampleItems(): { items: unknown } {
  const description = DESCRIPTION as { components: { schemas: Record<string, unknown> } };
  const wrapped = {
    ...description,
    paths: {
      x: {
        get: {
          responses: {
            '200': {
              content: { 'application/json': { schema: { $ref: '#/components/schemas/issue-search-result-item' } } },
            },
          },
        },
      },
    },
  };
  return { items: sampleOf(wrapped, 'x') };
}

function userSample(): unknown {
  return (sampleOf(DESCRIPTION, PULL) as { user: unknown }).user;
}

function commonOf(told: ToldRequest): Record<string, unknown> {
  return {
    number: told.number,
    title: told.title ?? 'net: bound the frame',
    html_url: `https://github.com/${REPO}/pull/${told.number}`,
    user: laid(userSample(), { login: told.author ?? 'ann' }),
    state: told.state ?? (told.merged || told.closed ? 'closed' : 'open'),
    created_at: '2023-01-02T10:00:00Z',
    updated_at: '2023-01-03T10:00:00Z',
  };
}

function reviewOf({ by, state, date, words = '' }: NonNullable<ToldRequest['reviews']>[number]): unknown {
  return laid(sampleOf(DESCRIPTION, `${PULL}/reviews`), {
    user: laid(userSample(), { login: by }),
    state,
    submitted_at: date,
    body: words,
  });
}

function commentOf({ by, date, words }: NonNullable<ToldRequest['comments']>[number]): unknown {
  return laid(sampleOf(DESCRIPTION, '/repos/{owner}/{repo}/issues/{issue_number}/comments'), {
    user: laid(userSample(), { login: by }),
    created_at: date,
    body: words,
  });
}

function checkRuns(told: ToldRequest | undefined): Answer {
  const description = DESCRIPTION as { components: { schemas: Record<string, unknown> } };
  const wrapped = {
    ...description,
    paths: {
      x: {
        get: {
          responses: {
            '200': { content: { 'application/json': { schema: { $ref: '#/components/schemas/check-run' } } } },
          },
        },
      },
    },
  };
  const runs = (told?.checks ?? []).map((conclusion) =>
    laid(sampleOf(wrapped, 'x'), { conclusion, status: conclusion === null ? 'in_progress' : 'completed' }),
  );
  return { body: { total_count: runs.length, check_runs: runs } };
}

function headOf({ number }: ToldRequest): string {
  return String(number).padStart(40, 'f');
}

/** The aliases of the query, answered one by one. */
function graphql(body: string, requests: readonly ToldRequest[]): Answer {
  const { variables } = JSON.parse(body) as { variables: Record<string, unknown> };
  const repository: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(variables)) {
    const at = name.slice(1);
    if (name.startsWith('o') && name !== 'owner')
      repository[`c${at}`] = {
        associatedPullRequests: {
          nodes: requests.filter(({ holds }) => holds?.includes(String(value))).map(({ number }) => ({ number })),
        },
      };
    if (/^n\d/.test(name)) {
      const told = requests.find(({ number }) => number === value);
      repository[`r${at}`] = told ? nodeOf(told) : null;
    }
  }
  return { body: { data: { repository } } };
}

function nodeOf(told: ToldRequest): unknown {
  const state = told.merged ? 'MERGED' : told.closed ? 'CLOSED' : 'OPEN';
  const checks = told.checks?.includes('failure') ? 'FAILURE' : told.checks ? 'SUCCESS' : null;
  return {
    number: told.number,
    title: told.title ?? 'net: bound the frame',
    url: `https://github.com/${REPO}/pull/${told.number}`,
    state,
    isDraft: told.draft ?? false,
    createdAt: '2023-01-02T10:00:00Z',
    updatedAt: '2023-01-03T10:00:00Z',
    closedAt: told.closed ?? told.merged ?? null,
    mergedAt: told.merged ?? null,
    headRefName: told.head?.split(':')[1] ?? 'topic',
    headRefOid: headOf(told),
    author: { login: told.author ?? 'ann' },
    headRepositoryOwner: { login: 'ann' },
    mergeCommit: told.commit ? { oid: told.commit } : null,
    repository: { nameWithOwner: REPO },
    commits: {
      totalCount: told.commits ?? 1,
      nodes: [{ commit: { statusCheckRollup: checks ? { state: checks } : null } }],
    },
    reviews: {
      nodes: (told.reviews ?? []).map(({ by, state: verdict, date, words = '' }) => ({
        author: { login: by },
        state: verdict,
        submittedAt: date,
        body: words,
      })),
    },
    comments: {
      nodes: (told.comments ?? []).map(({ by, date, words }) => ({
        author: { login: by },
        createdAt: date,
        body: words,
      })),
    },
    reviewRequests: { nodes: (told.asked ?? []).map((login) => ({ requestedReviewer: { login } })) },
  };
}
