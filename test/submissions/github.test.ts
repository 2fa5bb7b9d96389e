// Pull requests: found by name, commit, branch and author; their states; limits, errors, redirects; and a token that goes nowhere else.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { GitHubConfig } from '../../src/model/config.js';
import type { Submission, SubmissionAnswer, Wanted } from '../../src/model/submission.js';
import { openDesk } from '../../src/submissions/ask.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { fakeGitHub, type ToldRequest } from './fake-github.js';
import { diffOf, questionOf, wantedOf } from './list.js';
import { type Answer, type Asked, loopback, type Loopback } from './loopback.js';

const TOKEN = 'ghp_0123456789abcdefSECRET';
const FRAME = diffOf('net.c', 'frame');
const OID = 'a'.repeat(40);
const held = (given: Parameters<typeof wantedOf>[3] = {}) =>
  wantedOf(0, 'net: bound the frame', FRAME, { origin: { kind: 'commit', oid: OID }, ...given });
const MINE: ToldRequest = { number: 7, holds: [OID], diff: FRAME };

interface Scene {
  readonly server: Loopback;
  readonly cache: string;
  readonly ask: (given?: {
    wanted?: readonly Wanted[];
    online?: boolean;
    token?: string | null;
    config?: Partial<GitHubConfig>;
    limits?: object;
    env?: Readonly<Record<string, string>>;
  }) => Promise<SubmissionAnswer>;
}

async function sceneOf(answer: (asked: Asked) => Answer | null): Promise<Scene> {
  const server = await loopback(answer);
  const { path: cache } = await temporaryDirectory();
  return {
    server,
    cache,
    ask: async ({ wanted = [held()], online = true, token = TOKEN, config = {}, limits = {}, env: own } = {}) => {
      const env = own ?? (token === null ? {} : { GITHUB_TOKEN: token, GITHUB_API_URL: server.url });
      const desk = openDesk({ dir: cache, online, env, patience: 0 });
      const source: GitHubConfig = {
        kind: 'github',
        repository: 'up/stream',
        api: server.url,
        fork: null,
        authors: [],
        ...config,
      };
      const question = await questionOf(source, wanted);
      const submissions = { ...question.settings.submissions, ...limits };
      return desk.ask({ ...question, settings: { ...question.settings, submissions } });
    },
  };
}

const only = ({ found }: SubmissionAnswer): Submission | undefined => found.get(0)?.[0];

const APPROVED = { by: 'bob', state: 'APPROVED', date: '2023-01-10T10:00:00Z' };
const CHANGES = { by: 'bob', state: 'CHANGES_REQUESTED', date: '2023-01-05T10:00:00Z', words: 'Please split this.' };

const STATES: readonly (readonly [string, Partial<ToldRequest>, Partial<Submission>])[] = [
  ['nobody has answered', {}, { state: 'waiting', waitingOn: 'them', says: 'no answer for 58 days' }],
  [
    'a review was asked of somebody',
    { asked: ['bob'] },
    { state: 'waiting', who: 'bob', says: 'no answer for 58 days from bob' },
  ],
  ['a draft', { draft: true }, { state: 'draft', waitingOn: 'you' }],
  [
    'changes requested',
    { reviews: [CHANGES] },
    {
      state: 'changes-requested',
      waitingOn: 'you',
      who: 'bob',
      says: 'changes asked by bob on 2023-01-05: “Please split this.”',
    },
  ],
  ['changes requested, then approved', { reviews: [CHANGES, APPROVED] }, { state: 'approved', waitingOn: 'them' }],
  [
    'approved, changes requested by another',
    { reviews: [{ ...CHANGES, by: 'carl' }, APPROVED] },
    { state: 'changes-requested', who: 'carl' },
  ],
  ['checks failing', { checks: ['success', 'failure'] }, { state: 'checks-failing', waitingOn: 'you' }],
  ['checks passing', { checks: ['success'] }, { state: 'waiting' }],
  [
    'a question',
    { comments: [{ by: 'bob', date: '2023-01-04T10:00:00Z', words: 'Why?' }] },
    { state: 'answered', waitingOn: 'you', who: 'bob' },
  ],
  [
    'an answer to it',
    {
      comments: [
        { by: 'bob', date: '2023-01-04T10:00:00Z', words: 'Why?' },
        { by: 'ann', date: '2023-01-05T10:00:00Z', words: 'So.' },
      ],
    },
    { state: 'answered', waitingOn: 'them' },
  ],
  [
    'merged',
    { merged: '2023-01-20T10:00:00Z', commit: 'b'.repeat(40) },
    { state: 'merged', commit: 'b'.repeat(40), says: 'merged on 2023-01-20' },
  ],
  [
    'closed',
    { closed: '2023-02-03T10:00:00Z', comments: [{ by: 'bob', date: '2023-02-03T10:00:00Z', words: 'Not wanted.' }] },
    { state: 'refused', waitingOn: 'nobody', says: 'closed unmerged on 2023-02-03, bob: “Not wanted.”' },
  ],
  [
    'replaced',
    {
      closed: '2023-02-03T10:00:00Z',
      comments: [{ by: 'ann', date: '2023-02-03T10:00:00Z', words: 'Superseded by #12' }],
    },
    { state: 'replaced', says: expect.stringContaining('replaced by #12') as unknown as string },
  ],
];

test.each(STATES)('with a token: %s', async (_, told, expected) => {
  const { ask } = await sceneOf(fakeGitHub([{ ...MINE, ...told }]));
  expect(only(await ask())).toMatchObject({ source: 'github', id: '#7', match: 'diff', ...expected });
});

test.each(STATES)('without one: %s', async (_, told, expected) => {
  const { ask } = await sceneOf(fakeGitHub([{ ...MINE, ...told }]));
  expect(only(await ask({ token: null }))).toMatchObject({ source: 'github', id: '#7', match: 'diff', ...expected });
});

test('found by an address in a trailer, by the branch of a fork, and among the requests of an author by their diffs', async () => {
  const other = diffOf('net.c', 'other');
  const { ask } = await sceneOf(
    fakeGitHub([
      { number: 7, head: 'ann:local', diff: FRAME, title: 'all', commits: 3 },
      { number: 8, diff: other, author: 'eve', title: 'net: bound the frame' },
    ]),
  );
  const named = held({ urls: ['https://github.com/up/stream/pull/8'] });
  // A server by its address names its requests by the same one.
  const local = (await ask({ wanted: [named] })).found.get(0);
  expect(local).toBeUndefined();
  expect(only(await ask({ config: { fork: 'ann' } }))).toMatchObject({ id: '#7', match: 'diff' });
  expect(only(await ask({ config: { authors: ['ann'] } }))).toMatchObject({ id: '#7', match: 'diff' });
  expect(only(await ask({ config: { authors: ['eve'] } }))).toMatchObject({ id: '#8', match: 'subject' });
});

test('one request of a branch holds several patches', async () => {
  const { ask } = await sceneOf(
    fakeGitHub([{ number: 7, head: 'ann:local', diff: FRAME + diffOf('b.c', 'second'), commits: 2, title: 'two' }]),
  );
  const wanted = [
    held(),
    wantedOf(1, 'b: second', diffOf('b.c', 'second')),
    wantedOf(2, 'c: third', diffOf('c.c', 'third')),
  ];
  const { found } = await ask({ wanted, config: { fork: 'ann' } });
  expect([...found.keys()]).toEqual([0, 1]);
});

test('a second run costs next to nothing, and one without the network nothing at all', async () => {
  const { ask, server } = await sceneOf(fakeGitHub([{ ...MINE, head: 'ann:local' }]));
  const config = { fork: 'ann' };
  await ask({ config });
  const first = server.asked.length;
  const again = await ask({ config });
  const second = server.asked.slice(first);
  const known = second.filter(({ method }) => method === 'GET');
  expect(known.length).toBe(1);
  expect(known.every(({ headers }) => headers['if-none-match'] !== undefined)).toBe(true);
  // The diff of a state that was read is not asked for again.
  expect(second.length).toBe(first - 1);
  const kept = await ask({ config, online: false });
  expect(server.asked.length).toBe(first + second.length);
  expect(only(kept)?.state).toBe(only(again)?.state);
  expect(kept.notices).toEqual([
    expect.objectContaining({
      code: 'github.kept',
      message: expect.stringContaining('answers of GitHub up/stream are of 20'),
    }),
  ]);
});

test('without the network and without kept answers nothing is known, and that is said', async () => {
  const { ask, server } = await sceneOf(fakeGitHub([MINE]));
  const { found, notices } = await ask({ online: false });
  expect([found.size, server.asked.length]).toEqual([0, 0]);
  expect(notices).toEqual([
    expect.objectContaining({
      code: 'github.not-asked',
      message: 'GitHub up/stream was never asked',
      hint: 'landfall sync asks',
    }),
  ]);
});

test('GitHub Enterprise is asked below its own address, GraphQL beside it, with the token of its host alone', async () => {
  const good = fakeGitHub([MINE]);
  const { server, ask } = await sceneOf((asked) =>
    good({ ...asked, path: asked.path.replace(/^\/api(?:\/v3)?(?=\/)/, '') }),
  );
  const enterprise = {
    GH_HOST: new URL(server.url).host,
    GH_ENTERPRISE_TOKEN: TOKEN,
    GITHUB_TOKEN: 'of-another-server',
  };
  const found = await ask({ config: { api: `${server.url}/api/v3` }, env: enterprise });
  expect(only(found)).toMatchObject({ id: '#7', match: 'diff' });
  expect([...new Set(server.asked.map(({ path }) => path.replace(/[?].*/, '')))]).toEqual([
    '/api/graphql',
    '/api/v3/repos/up/stream/pulls/7',
  ]);
  expect(server.asked.every(({ headers }) => headers.authorization === `token ${TOKEN}`)).toBe(true);
});

test('pages are followed', async () => {
  const reviews = Array.from({ length: 5 }, (_, at) => ({
    by: `r${at}`,
    state: 'COMMENTED',
    date: `2023-01-0${at + 3}T10:00:00Z`,
  }));
  const { ask } = await sceneOf(fakeGitHub([{ ...MINE, reviews }], 2));
  expect(only(await ask({ token: null }))?.reviews).toHaveLength(5);
});

test.each([
  [
    'a rate limit',
    403,
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9999999999' },
    { message: 'API rate limit exceeded for 127.0.0.1' },
    'github.limited',
  ],
  [
    'a secondary limit',
    403,
    { 'retry-after': '7200' },
    { message: 'You have exceeded a secondary rate limit' },
    'github.limited',
  ],
  [
    'too many requests',
    429,
    { 'retry-after': '7200' },
    { message: 'You have exceeded a secondary rate limit' },
    'github.limited',
  ],
  ['a token that is not valid', 401, {}, { message: 'Bad credentials' }, 'github.failed'],
  ['a server in trouble', 502, {}, { message: 'Server Error' }, 'github.failed'],
  ['an answer that is no JSON', 200, { 'content-type': 'application/json' }, '<html>', 'github.failed'],
  ['an answer of another shape', 200, {}, { unexpected: true }, 'github.failed'],
] as const)('%s is a notice', async (_, status, headers, body, code) => {
  const { ask } = await sceneOf(() => ({ status, headers, body }));
  const { found, notices } = await ask();
  expect(found.size).toBe(0);
  expect(notices.map((notice) => notice.code)).toContain(code);
});

test('a server in trouble for a moment is asked again', async () => {
  const good = fakeGitHub([MINE]);
  let troubles = 2;
  const { ask } = await sceneOf((asked) => (troubles-- > 0 ? { status: 502, body: {} } : good(asked)));
  expect(only(await ask())).toMatchObject({ id: '#7' });
});

test('a server that never answers is given up in time', async () => {
  const { ask } = await sceneOf(() => null);
  const { notices } = await ask({ limits: { requestSeconds: 0.05, sourceSeconds: 0.3 } });
  expect(notices).not.toEqual([]);
});

test('a budget of requests holds, and what was left out is said', async () => {
  const { ask, server } = await sceneOf(fakeGitHub([MINE]));
  const { notices } = await ask({ token: null, limits: { requests: 2 } });
  expect(server.asked.length).toBe(2);
  expect(notices.map(({ code }) => code)).toContain('github.spent');
});

test('a repository that has moved is followed', async () => {
  const good = fakeGitHub([MINE]);
  const { ask } = await sceneOf((asked) =>
    asked.path.startsWith('/repos/up/stream/')
      ? { status: 301, headers: { location: asked.path.replace('/repos/up/stream/', '/repositories/1/') }, body: {} }
      : good({ ...asked, path: asked.path.replace('/repositories/1/', '/repos/up/stream/') }),
  );
  expect(only(await ask({ token: null }))).toMatchObject({ id: '#7' });
});

test('the token goes to its own server only: not along a redirect, not to a server that a config names', async () => {
  const elsewhere = await loopback(() => ({ body: [] }));
  const { ask, server, cache } = await sceneOf((asked) => ({
    status: 302,
    headers: { location: `${elsewhere.url}${asked.path}` },
    body: {},
  }));
  const answer = await ask({ wanted: [held()], config: { fork: 'ann' } });
  expect(server.asked.every(({ headers }) => headers.authorization === `token ${TOKEN}`)).toBe(true);
  expect(elsewhere.asked.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
  const stranger = await loopback(fakeGitHub([MINE]));
  await ask({ config: { api: stranger.url } });
  expect(stranger.asked.length).toBeGreaterThan(0);
  expect(stranger.asked.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
  expect(JSON.stringify([...answer.found, ...answer.notices])).not.toContain(TOKEN);
  expect(await textBelow(cache)).not.toContain(TOKEN);
});

test('no failure tells the token, and nothing that is kept has it', async () => {
  for (const told of [
    { status: 401, body: { message: `Bad credentials` } },
    { status: 500, body: 'x' },
  ]) {
    const { ask, cache } = await sceneOf(() => told);
    const { notices } = await ask();
    expect(JSON.stringify(notices)).not.toContain(TOKEN);
    expect(await textBelow(cache)).not.toContain(TOKEN);
  }
  const { ask, cache } = await sceneOf(fakeGitHub([MINE]));
  expect(JSON.stringify([...(await ask()).found])).not.toContain(TOKEN);
  expect(await textBelow(cache)).not.toContain(TOKEN);
});

test('two hundred patches cost a handful of requests with a token, and no more than the public limit without', async () => {
  const many = Array.from({ length: 200 }, (_, at) => at);
  const oid = (at: number) => at.toString(16).padStart(40, '0');
  const requests = many.map((at) => ({ number: at + 1, holds: [oid(at)], diff: diffOf(`f${at}.c`, `word${at}x`) }));
  const wanted = many.map((at) =>
    wantedOf(at, `f${at}: x`, diffOf(`f${at}.c`, `word${at}x`), { origin: { kind: 'commit', oid: oid(at) } }),
  );
  const { ask, server } = await sceneOf(fakeGitHub(requests));
  expect((await ask({ wanted })).found.size).toBe(200);
  const questions = (from: number) =>
    server.asked.slice(from).filter(({ headers }) => !String(headers.accept).includes('diff')).length;
  // Two for the commits, four for the states; each diff once and never again.
  expect(questions(0)).toBe(6);
  expect(server.asked.length).toBe(206);
  await ask({ wanted });
  expect(server.asked.length).toBe(212);
  const poor = await sceneOf(fakeGitHub(requests));
  const { notices } = await poor.ask({ wanted, token: null });
  expect(poor.server.asked.length).toBeLessThanOrEqual(50);
  expect(notices.map(({ code }) => code)).toContain('github.no-token');
});

test('without a token each run goes on where the last one had to stop', async () => {
  const many = Array.from({ length: 30 }, (_, at) => at);
  const oid = (at: number) => at.toString(16).padStart(40, '0');
  const requests = many.map((at) => ({ number: at + 1, holds: [oid(at)], diff: diffOf(`f${at}.c`, `word${at}x`) }));
  const wanted = many.map((at) =>
    wantedOf(at, `f${at}: x`, diffOf(`f${at}.c`, `word${at}x`), { origin: { kind: 'commit', oid: oid(at) } }),
  );
  const { ask, server } = await sceneOf(fakeGitHub(requests));
  const found: number[] = [];
  for (let run = 0; run < 5; run++) {
    const before = server.asked.length;
    found.push((await ask({ wanted, token: null })).found.size);
    expect(server.asked.length - before).toBeLessThanOrEqual(50);
  }
  expect(found.at(-1)).toBe(30);
  expect(found).toEqual(found.toSorted((a, b) => a - b));
  expect(found[0]).toBeLessThan(10);
});

async function textBelow(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}
