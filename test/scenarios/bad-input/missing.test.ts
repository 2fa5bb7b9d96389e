// What is configured and not there becomes a notice with a way out, and never the end of the run.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { track } from '../../../src/track.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { type TinyRepo, tinyRepo } from '../../support/tiny-repo.js';
import { begin, type Configured, codes, judge, judgePaths, NOW, projectOf } from '../judge.js';
import { BOUND_FRAME } from '../patches.js';

let repo: TinyRepo;

beforeAll(async () => {
  const { h } = begin();
  h.commit({ branch: 'local', message: 'ring: bound the frame', files: { 'src/net/ring.c': BOUND_FRAME } });
  repo = await tinyRepo(h);
  return repo.remove;
});

describe('a repository', () => {
  test.each(['upstream', 'downstream'])('%s is not there', async (side) => {
    const paths = { upstream: repo.path, downstream: repo.path, [side]: '/nowhere/at/all' };
    const report = await judgePaths(paths.upstream, paths.downstream);
    expect(report).toMatchObject({ state: 'no-data', patches: [], upstream: null, delta: { remainingShare: null } });
    expect(codes(report)).toEqual(['git.no-path']);
    expect(report.notices[0]?.hint).toBeTruthy();
  });

  test.each(['upstream', 'downstream'])('%s is a folder like any other', async (side) => {
    const { path } = await temporaryDirectory();
    await writeFile(join(path, 'notes.txt'), 'no git here\n');
    const paths = { upstream: repo.path, downstream: repo.path, [side]: path };
    const report = await judgePaths(paths.upstream, paths.downstream);
    expect(report.state).toBe('no-data');
    expect(report.notices).toMatchObject([{ code: 'git.not-a-repository', severity: 'error' }]);
  });

  test('that is a file, or a broken .git folder', async () => {
    const { path } = await temporaryDirectory();
    await writeFile(join(path, 'file'), '');
    await mkdir(join(path, 'broken', '.git'), { recursive: true });
    expect(codes(await judgePaths(join(path, 'file'), repo.path))).toEqual(['git.no-path']);
    expect(codes(await judgePaths(join(path, 'broken'), repo.path))).toEqual(['git.not-a-repository']);
  });

  test('without any commit', async () => {
    const empty = await tinyRepo(() => undefined);
    expect(codes(await judgePaths(empty.path, repo.path))).toEqual(['upstream.no-branch']);
    expect(codes(await judgePaths(repo.path, empty.path))).toEqual(['downstream.no-branch']);
  });

  test('that was never mirrored names the command that does it', async () => {
    const report = await judgePaths('/nowhere/mirror', repo.path, { upstream: { mirror: true } });
    expect(report.notices).toMatchObject([
      { code: 'upstream.no-mirror', hint: expect.stringContaining('landfall sync') },
    ]);
  });
});

describe('a name', () => {
  const missing: readonly (readonly [string, string, Configured])[] = [
    ['the upstream branch', 'upstream.no-branch', { upstream: { branch: 'trunk' } }],
    ['the downstream branch', 'downstream.no-branch', { downstream: { branches: ['mine'] } }],
    ['every branch of a glob', 'downstream.no-branch', { downstream: { branches: ['mine/*'] } }],
    ['the base', 'downstream.no-base', { downstream: { base: 'v0.9' } }],
    ['any branch in the config', 'downstream.none', { downstream: { branches: [] } }],
  ];
  test.each(missing)('that is not there, %s: %s', async (_, code, configured) => {
    const report = await judgePaths(repo.path, repo.path, configured);
    expect(report.state).toBe('no-data');
    expect(report.notices.map((notice) => [notice.code, notice.severity])).toEqual([[code, 'error']]);
  });

  test('of one branch among others: the others are read', async () => {
    const report = await judgePaths(repo.path, repo.path, { downstream: { branches: ['gone', 'local'] } });
    expect(report).toMatchObject({ state: 'tracked', patches: [{ status: 'pending' }] });
    expect(codes(report)).toEqual(['downstream.no-branch']);
  });

  test('of a next tree: the default branch is read', async () => {
    const report = await judgePaths(repo.path, repo.path, { upstream: { next: ['staging/*'] } });
    expect(report).toMatchObject({ state: 'tracked', patches: [{ status: 'pending' }] });
    expect(report.notices).toMatchObject([{ code: 'upstream.no-next', severity: 'warning' }]);
  });
});

test('a project that has no data does not keep the next from being tracked', async () => {
  const projects = [await projectOf('/nowhere', repo.path), await projectOf(repo.path, repo.path)];
  const tracked = projects.map((project) => ({ project, notices: [] }));
  const report = await track(tracked, { now: NOW, version: '0.0.0', cores: 1 });
  expect(report.projects.map(({ state }) => state)).toEqual(['no-data', 'tracked']);
});

test('an empty stack is good news, told as such', async () => {
  const report = await judge(() => undefined);
  expect(report).toMatchObject({
    state: 'tracked',
    patches: [],
    delta: { total: { patches: 0 }, remainingShare: null },
  });
  expect(report.notices).toMatchObject([{ code: 'downstream.empty', severity: 'info' }]);
});

test('a branch that is behind upstream is an empty stack', async () => {
  const report = await judge((h) => h.commit({ message: 'more', files: { 'a.c': 'int a;\n' } }));
  expect(codes(report)).toEqual(['downstream.empty']);
});

test('unrelated histories are compared by content alone', async () => {
  const { h } = begin();
  h.commit({ message: 'ring: bound the frame', files: { 'src/net/ring.c': BOUND_FRAME } });
  const other = begin({ author: 'V <v@example.org>' });
  other.h.commit({ branch: 'local', message: 'bound', files: { 'src/net/ring.c': BOUND_FRAME } });
  other.h.commit({
    branch: 'local',
    message: 'mine',
    files: { 'vendor.c': 'int vendor_probe(struct board *board);\n' },
  });
  const [up, down] = [await tinyRepo(h), await tinyRepo(other.h)];
  const report = await judgePaths(up.path, down.path);
  expect(codes(report)).toContain('downstream.unrelated');
  expect(report.downstream).toMatchObject([{ base: null, net: null, patches: 3 }]);
  const statuses = report.patches.map(({ subject, status }) => [subject, status]);
  expect(statuses).toEqual([
    ['Initial import', 'landed'],
    ['bound', 'landed'],
    ['mine', 'pending'],
  ]);
});
