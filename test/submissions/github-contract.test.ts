// Requests and answers held against GitHub's own published description: Prism reads it and stands between us and our fake server.
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { validate } from '@octokit/graphql-schema';
import { openDesk } from '../../src/submissions/ask.js';
import { openAsker } from '../../src/submissions/http/asker.js';
import { commitsQuery, requestsQuery } from '../../src/submissions/github/graphql.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { fakeGitHub, type ToldRequest } from './fake-github.js';
import { diffOf, questionOf, wantedOf } from './list.js';
import { loopback, type Loopback } from './loopback.js';
import { type Prism, PRISM_STARTS_WITHIN, startPrism } from './prism.js';

const OID = 'a'.repeat(40);
const REQUESTS: readonly ToldRequest[] = [
  {
    number: 7,
    holds: [OID],
    diff: diffOf('net.c', 'frame'),
    head: 'ann:local',
    asked: ['bob'],
    reviews: [{ by: 'bob', state: 'COMMENTED', date: '2023-01-03T10:00:00Z', words: 'Hm.' }],
    comments: [{ by: 'bob', date: '2023-01-04T10:00:00Z', words: 'Why?' }],
    checks: ['success'],
  },
  { number: 8, merged: '2023-01-20T10:00:00Z', commit: 'b'.repeat(40), author: 'eve' },
  { number: 9, closed: '2023-01-20T10:00:00Z', author: 'eve' },
];

let server: Loopback;
let prism: Prism;

beforeAll(async () => {
  server = await loopback(fakeGitHub(REQUESTS));
  prism = await startPrism(new URL('./contracts/github.json', import.meta.url).pathname, server.url);
}, PRISM_STARTS_WITHIN);

afterAll(async () => {
  prism.stop();
  await server.close();
});

test('what is asked, and what our fake answers, is what GitHub says it is', async () => {
  const { path } = await temporaryDirectory();
  const desk = openDesk({ dir: path, online: true, env: {}, patience: 0 });
  const source = { kind: 'github', repository: 'up/stream', api: prism.url, fork: 'ann', authors: ['eve'] } as const;
  const wanted = wantedOf(0, 'net: bound the frame', diffOf('net.c', 'frame'), {
    origin: { kind: 'commit', oid: OID },
  });
  const { found, notices } = await desk.ask(await questionOf(source, [wanted]));
  expect(notices).toEqual([]);
  expect(found.get(0)?.[0]).toMatchObject({ id: '#7', match: 'diff', state: 'answered' });
  const asked = new Set(server.asked.map((one) => one.path.replace(/[?].*/, '').replace(/[0-9a-f]{40}|\d+/g, 'N')));
  expect([...asked].sort()).toEqual([
    '/repos/up/stream/commits/N/check-runs',
    '/repos/up/stream/commits/N/pulls',
    '/repos/up/stream/issues/N/comments',
    '/repos/up/stream/pulls',
    '/repos/up/stream/pulls/N',
    '/repos/up/stream/pulls/N/reviews',
    '/search/issues',
  ]);
  // Diffs are no JSON: the description has them in words only, so each of them is one complaint.
  const violations = prism
    .violations()
    .filter((line) => !/Response body must be object|media type \\?"text\/plain/.test(line));
  expect(violations).toEqual([]);
});

test('a fake that answers otherwise would be seen', async () => {
  server.asked.length = 0;
  const before = prism.log().length;
  const answer = await fetch(`${prism.url}/repos/up/stream/pulls?state=sideways`);
  await answer.arrayBuffer();
  expect(`${answer.status} ${answer.headers.get('sl-violations') ?? ''} ${prism.log().slice(before)}`).toMatch(
    /422|state/,
  );
});

test.each([
  ['commits', commitsQuery(3)],
  ['pull requests', requestsQuery(3)],
])('the query for %s is one that GitHub answers', (_, query) => {
  expect(validate(query)).toEqual([]);
});

interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly response: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Traffic that octokit's maintainers recorded with GitHub itself. */
function recorded(name: string): readonly Recorded[] {
  return createRequire(import.meta.url)(
    `@octokit/fixtures/scenarios/api.github.com/${name}/normalized-fixture.json`,
  ) as Recorded[];
}

async function replay(name: string): Promise<Loopback> {
  const gets = recorded(name).filter(({ method }) => method === 'get');
  return loopback(({ path }) => {
    const found = gets.find((one) => one.path === path);
    if (!found) return { status: 404, body: { message: 'Not Found' } };
    const { location, link } = found.headers ?? {};
    const here = (text: string) =>
      text.replaceAll('https://api.github.com:443', '').replaceAll('https://api.github.com', '');
    const headers = { ...(location ? { location: here(location) } : {}), ...(link ? { link: here(link) } : {}) };
    return { status: found.status, headers, body: found.response };
  });
}

async function askerFor(origin: string) {
  const { path } = await temporaryDirectory();
  const limits = { requests: 50, requestSeconds: 5, sourceSeconds: 20, answerBytes: 1_000_000 };
  const asker = openAsker(
    { dir: path, online: true, env: {}, patience: 0 },
    { name: 'x', origin, authorization: null, limits, signal: undefined },
  );
  onTestFinished(asker.close);
  return asker;
}

test('a repository that was renamed is followed, as GitHub was recorded to answer', async () => {
  const { url } = await replay('rename-repository');
  const asker = await askerFor(url);
  const answer = await asker.fetch(`${url}/repos/octokit-fixture-org/rename-repository`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ id: 1000 });
  expect(asker.tally.sent).toBe(2);
});

test('recorded pages lead from one to the next, the second time from what was kept', async () => {
  const { url } = await replay('paginate-issues');
  const asker = await askerFor(url);
  const pages = async () => {
    let issues = 0;
    let next: string | undefined = recorded('paginate-issues').find(
      ({ method, headers }) => method === 'get' && headers?.link,
    )?.path;
    while (next !== undefined) {
      const answer: Response = await asker.fetch(new URL(next, url));
      issues += ((await answer.json()) as unknown[]).length;
      next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    return issues;
  };
  expect(await pages()).toBeGreaterThan(5);
  expect(await pages()).toBe(await pages());
});
