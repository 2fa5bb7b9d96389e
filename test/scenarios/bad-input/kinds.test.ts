// Every kind of repository, and every way in which branches and repositories are put together.
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { type Commit, type ObjectFormat, tinyRepo } from '../../support/tiny-repo.js';
import { begin, codes, judgePaths, patchIn } from '../judge.js';
import { BOUND_FRAME, MONOTONIC, PEEK } from '../patches.js';
import { gitAt } from './clones.js';

const RING = 'src/net/ring.c';
const LANDED = 'ring: bound the frame';
const CARRIED = 'queue: peek';

/** Two patches downstream, of which upstream has the first. */
function oneOfTwo(objectFormat: ObjectFormat = 'sha1') {
  const { h, base } = begin({ objectFormat });
  const fix = h.commit({ branch: 'local', message: LANDED, files: { [RING]: BOUND_FRAME } });
  h.commit({ branch: 'local', message: CARRIED, files: { 'src/queue.c': PEEK } });
  h.commit({ message: 'other', files: { 'src/timer.c': MONOTONIC } });
  return { h, base, landed: h.pick(fix, { message: 'net: bound' }) };
}

async function expectOneOfTwo(upstream: string, downstream: string, notices: readonly string[] = []) {
  const report = await judgePaths(upstream, downstream);
  expect(codes(report)).toEqual(notices);
  expect(report.patches.map(({ subject, status }) => [subject, status])).toEqual([
    [LANDED, 'landed'],
    [CARRIED, 'pending'],
  ]);
  return report;
}

describe('a repository', () => {
  test('with a work tree, from one of its folders', async () => {
    const { h } = oneOfTwo();
    const repo = await tinyRepo(h, { bare: false });
    await expectOneOfTwo(join(repo.path, '.git'), join(repo.path, 'src', 'net'));
  });

  test('that is a work tree of another one', async () => {
    const { h } = oneOfTwo();
    const repo = await tinyRepo(h, { bare: false });
    const { path } = await temporaryDirectory();
    await repo.git('worktree', 'add', '--quiet', '--detach', join(path, 'tree'), 'local');
    await expectOneOfTwo(repo.path, join(path, 'tree'));
  });

  test('whose .git is a file that leads elsewhere', async () => {
    const { h } = oneOfTwo();
    const repo = await tinyRepo(h);
    const { path } = await temporaryDirectory();
    await writeFile(join(path, '.git'), `gitdir: ${repo.path}\n`);
    await expectOneOfTwo(path, path);
  });

  test('that borrows its objects, and from one that borrows as well', async () => {
    const { h } = oneOfTwo();
    const repo = await tinyRepo(h);
    const { path } = await temporaryDirectory();
    await gitAt(path, 'clone', '--quiet', '--bare', '--shared', repo.path, 'first');
    await gitAt(path, 'clone', '--quiet', '--bare', '--shared', 'first', 'second');
    await mkdir(join(path, 'third'));
    await gitAt(join(path, 'third'), 'init', '--quiet', '--bare', '.');
    await appendFile(join(path, 'third', 'objects', 'info', 'alternates'), '../../first/objects\n');
    await gitAt(join(path, 'third'), 'update-ref', 'refs/heads/main', repo.oid('main'));
    await expectOneOfTwo(join(path, 'third'), join(path, 'second'));
  });

  test('with sha256 ids', async () => {
    const { h } = oneOfTwo('sha256');
    const repo = await tinyRepo(h);
    const report = await expectOneOfTwo(repo.path, repo.path);
    expect(report.upstream?.tip.oid).toMatch(/^[0-9a-f]{64}$/);
    expect(report.patches[0]?.patchId).toMatch(/^[0-9a-f]{64}$|^[0-9a-f]{40}$/);
  });

  test('with other ids than upstream has cannot be compared, and says so', async () => {
    const [one, other] = [await tinyRepo(oneOfTwo().h), await tinyRepo(oneOfTwo('sha256').h)];
    const report = await judgePaths(one.path, other.path);
    expect(report.state).toBe('no-data');
    expect(codes(report)).toEqual(['git.mixed-hashes']);
  });

  test('whose history is rewritten by replace refs is read as it was written', async () => {
    const { h, base, landed } = oneOfTwo();
    const repo = await tinyRepo(h);
    await repo.git('replace', landed.oid, base.oid);
    await repo.git('replace', '--graft', repo.oid('local'));
    await expectOneOfTwo(repo.path, repo.path);
  });

  test('that keeps its refs packed, with a detached HEAD', async () => {
    const { h } = oneOfTwo();
    const repo = await tinyRepo(h);
    await repo.git('pack-refs', '--all');
    await repo.git('update-ref', '--no-deref', 'HEAD', repo.oid('main'));
    await expectOneOfTwo(repo.path, repo.path);
  });

  test('with a commit graph and a multi-pack index', async () => {
    const { h } = oneOfTwo();
    const repo = await tinyRepo(h);
    await repo.git('commit-graph', 'write', '--reachable', '--changed-paths');
    await repo.git('multi-pack-index', 'write');
    await expectOneOfTwo(repo.path, repo.path);
  });
});

describe('upstream and downstream', () => {
  test('in separate repositories with one history', async () => {
    const { h } = oneOfTwo();
    const repo = await tinyRepo(h);
    const { path } = await temporaryDirectory();
    await gitAt(path, 'clone', '--quiet', '--bare', '--single-branch', '--branch=main', `file://${repo.path}`, 'up');
    await gitAt(path, 'clone', '--quiet', '--single-branch', '--branch=local', `file://${repo.path}`, 'down');
    const report = await expectOneOfTwo(join(path, 'up'), join(path, 'down'));
    expect(report.downstream).toMatchObject([
      { branch: 'refs/heads/local', patches: 2, base: repo.history.tip('main').parents[0]?.parents[0]?.oid },
    ]);
  });

  test('several branches, by name and by glob: a patch that two carry is listed once', async () => {
    const { h, base } = oneOfTwo();
    h.point('vendor/a', h.tip('local'));
    h.commit({ branch: 'vendor/a', message: 'only a', files: { 'a.c': 'int vendor_board_probe_a(void);\n' } });
    h.point('vendor/b', base);
    h.point('refs/patches/c', h.tip('local'));
    const repo = await tinyRepo(h);
    const branches = ['local', 'vendor/*', 'refs/patches/*', 'local'];
    const report = await judgePaths(repo.path, repo.path, { downstream: { branches } });
    expect(report.downstream.map(({ branch, patches }) => [branch, patches])).toEqual([
      ['refs/heads/local', 2],
      ['refs/heads/vendor/a', 3],
      ['refs/heads/vendor/b', 0],
      ['refs/patches/c', 2],
    ]);
    expect(report.patches).toHaveLength(3);
    expect(patchIn(report, LANDED).branches).toEqual(['refs/heads/local', 'refs/heads/vendor/a', 'refs/patches/c']);
    expect(codes(report)).toEqual(['downstream.empty']);
    expect(report.delta.total.patches).toBe(3);
  });

  test('a base that is named: only what is above it counts', async () => {
    const { h } = oneOfTwo();
    const repo = await tinyRepo(h);
    const report = await judgePaths(repo.path, repo.path, { downstream: { base: 'local~1' } });
    expect(report.patches.map(({ subject }) => subject)).toEqual([CARRIED]);
  });

  test('a path filter: only changes below it count', async () => {
    const { h } = oneOfTwo();
    const both: Commit = h.commit({
      branch: 'local',
      message: 'both',
      files: { 'src/timer.c': (text) => `${text}/* vendor timer of the board */\n`, 'doc.txt': 'vendor document\n' },
    });
    const repo = await tinyRepo(h);
    const report = await judgePaths(repo.path, repo.path, { downstream: { paths: ['src/timer.c'] } });
    expect(report.patches.map(({ origin, size }) => [origin, size.files])).toEqual([
      [{ kind: 'commit', oid: both.oid }, 1],
    ]);
  });

  test('several next trees: the one that has it is named', async () => {
    const { h, base } = oneOfTwo();
    h.point('next/net', base);
    h.point('next/core', base);
    h.commit({ branch: 'next/core', message: 'peek', files: { 'src/queue.c': PEEK } });
    const repo = await tinyRepo(h);
    const report = await judgePaths(repo.path, repo.path, { upstream: { next: ['next/*'] } });
    expect(report.upstream?.next.map(({ ref }) => ref)).toEqual(['refs/heads/next/core', 'refs/heads/next/net']);
    expect(patchIn(report, CARRIED)).toMatchObject({ status: 'queued' });
    expect(patchIn(report, LANDED)).toMatchObject({ status: 'landed' });
  });

  test('branches whose names begin with a dash, or look like options', async () => {
    const { h } = oneOfTwo();
    for (const name of ['-dash', '--all', '--output=stolen']) h.point(name, h.tip('local'));
    h.point('-main', h.tip('main'));
    const repo = await tinyRepo(h);
    const branches = ['-dash', '--all', '--output=stolen'];
    const report = await judgePaths(repo.path, repo.path, { upstream: { branch: '-main' }, downstream: { branches } });
    expect(report.downstream.map(({ branch }) => branch)).toEqual(branches.map((name) => `refs/heads/${name}`));
    expect(patchIn(report, LANDED).status).toBe('landed');
    for (const wrong of ['--none', '--exec=touch stolen', '-x']) {
      const none = await judgePaths(repo.path, repo.path, { downstream: { branches: [wrong] } });
      expect(codes(none)).toEqual(['downstream.no-branch']);
    }
    const based = await judgePaths(repo.path, repo.path, { downstream: { base: '-dash~1' } });
    expect(based.patches.map(({ subject }) => subject)).toEqual([CARRIED]);
  });
});
