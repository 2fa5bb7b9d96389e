// Stacks seen through something: path filters that differ, shallow clones, dates that no calendar has.
import { expect, test } from 'vitest';
import { gitEnvironment } from '../../../src/git/environment.js';
import { gatherGit } from '../../../src/git/process.js';
import type { DownstreamConfig } from '../../../src/model/config.js';
import { append, type TinyRepo, tinyRepo } from '../../support/tiny-repo.js';
import { begin, codes, judgePaths, patchIn, projectOf, reportOn } from '../judge.js';
import { BOUND_FRAME, MONOTONIC, PEEK } from '../patches.js';
import { cloneOf } from './clones.js';

const RING = 'src/net/ring.c';

const cloneWith = (repo: TinyRepo, depth: string) => cloneOf(repo, depth, '--bare', '--branch=local');

/** The report of several entries over one repository. */
async function throughFilters(path: string, entries: readonly Partial<DownstreamConfig>[]) {
  const project = await projectOf(path, path);
  const [first] = project.downstream;
  if (!first) throw new Error('the project has no downstream');
  return reportOn({ ...project, downstream: entries.map((entry) => ({ ...first, ...entry })) });
}

/** On branch x a change of the timer; on y, above it, one of the ring. */
function twoBranches() {
  const { h } = begin();
  h.point('x', h.tip('local'));
  h.commit({ branch: 'x', message: 'timer', files: { 'src/timer.c': MONOTONIC } });
  h.point('y', h.tip('x'));
  h.commit({ branch: 'y', message: 'ring', files: { [RING]: BOUND_FRAME } });
  return tinyRepo(h);
}

test('a commit that one branch leaves out is a patch of the other', async () => {
  const { path } = await twoBranches();
  const report = await throughFilters(path, [
    { branches: ['x'], paths: ['src/net'] },
    { branches: ['y'], paths: ['src/timer.c'] },
  ]);
  expect(report.patches.map(({ subject, branches }) => [subject, branches])).toEqual([['timer', ['refs/heads/y']]]);
});

test('two filters over one branch give what either wants', async () => {
  const { path } = await twoBranches();
  const report = await throughFilters(path, [
    { branches: ['y'], paths: ['src/net'] },
    { branches: ['y'], paths: ['src/timer.c'] },
  ]);
  expect(report.patches.map(({ subject, branches }) => [subject, branches])).toEqual([
    ['timer', ['refs/heads/y']],
    ['ring', ['refs/heads/y']],
  ]);
});

test('a stack that is cut in the middle: the commit at the cut is unreadable, not everything below it', async () => {
  const { h } = begin();
  h.commit({ branch: 'local', message: 'timer', files: { 'src/timer.c': MONOTONIC } });
  h.commit({ branch: 'local', message: 'peek', files: { 'src/queue.c': PEEK } });
  h.commit({ branch: 'local', message: 'ring', files: { [RING]: BOUND_FRAME } });
  h.commit({ message: 'other work', files: { 'src/version.h': '#define VERSION "1.1"\n' } });
  const repo = await tinyRepo(h);
  const upstream = await cloneOf(repo, '--single-branch', '--bare', '--branch=main');
  const report = await judgePaths(upstream, await cloneWith(repo, '--depth=2'));
  expect(report.patches.map(({ subject, status }) => [subject, status])).toEqual([
    ['peek', 'pending'],
    ['ring', 'pending'],
  ]);
  expect(patchIn(report, 'peek').findings.map(({ code }) => code)).toEqual(['unreadable']);
  expect(codes(report)).toContain('downstream.shallow');
});

test('a shallow downstream does not cut the history of others', async () => {
  const { h, base } = begin();
  h.commit({ message: 'ring', files: { [RING]: BOUND_FRAME } });
  h.commit({ message: 'other work', files: { 'src/version.h': '#define VERSION "1.1"\n' } });
  h.point('local', h.tip());
  h.commit({ branch: 'local', message: 'timer', files: { 'src/timer.c': MONOTONIC } });
  h.commit({ branch: 'old', parents: [base], message: 'ring: bound it', files: { [RING]: BOUND_FRAME } });
  h.commit({ message: 'later work', files: { [RING]: append('/* end */\n') } });
  const repo = await tinyRepo(h);
  const shallow = await cloneWith(repo, '--depth=2');
  const project = await projectOf(repo.path, shallow);
  const [first] = project.downstream;
  if (!first) throw new Error('the project has no downstream');
  const old = { ...first, repository: repo.path, branches: ['old'] };
  const report = await reportOn({ ...project, downstream: [first, old] });
  expect(report.patches.map(({ subject }) => subject).toSorted()).toEqual(['ring: bound it', 'timer']);
  expect(patchIn(report, 'ring: bound it').landing?.commits.map(({ subject }) => subject)).toEqual(['ring']);
});

test.each(['99999999999999 +0000', '9223372036854775807 +0000', '-5 +0000', 'never'])(
  'a tip of %j is read',
  async (date) => {
    const { h } = begin();
    h.commit({ branch: 'local', message: 'ring', files: { [RING]: BOUND_FRAME } });
    const repo = await tinyRepo(h);
    const who = `A <a@example.org> ${date}`;
    const body = `tree ${h.tip().tree.oid}\nparent ${repo.oid()}\nauthor ${who}\ncommitter ${who}\n\nodd\n`;
    const run = { cwd: repo.path, env: gitEnvironment({ sealed: true }), input: body };
    const odd = await gatherGit(['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], run);
    await repo.git('update-ref', 'refs/heads/main', odd.toString().trim());
    const report = await judgePaths(repo.path, repo.path);
    expect(report.patches.map(({ status }) => status)).toEqual(['pending']);
  },
);
