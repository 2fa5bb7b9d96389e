// Clones that lack something: the evidence of what is missing is lost, and told; the rest is judged as ever.
import { describe, expect, test } from 'vitest';
import { append, tinyRepo } from '../../support/tiny-repo.js';
import { begin, codes, judgePaths, patchIn } from '../judge.js';
import { BOUND_FRAME, MONOTONIC, PEEK } from '../patches.js';
import { blobOf, cloneOf, damage, loosen, lose } from './clones.js';

const RING = 'src/net/ring.c';
const QUEUE = 'src/queue.c';

/** Two patches downstream; upstream lands both, with other work before, between and after. */
function landedTwice() {
  const { h, base } = begin();
  const first = h.commit({ branch: 'local', message: 'ring: bound the frame', files: { [RING]: BOUND_FRAME } });
  const second = h.commit({ branch: 'local', message: 'queue: peek', files: { [QUEUE]: PEEK } });
  h.commit({ message: 'before', files: { 'src/version.h': '#define VERSION "1.1"\n', [RING]: append('/* end */\n') } });
  const ring = h.pick(first);
  const between = h.commit({ message: 'between', files: { 'src/timer.c': MONOTONIC } });
  h.pick(second);
  h.commit({
    message: 'after',
    files: { [RING]: append('/* the very end */\n'), 'src/version.h': '#define VERSION "2"\n' },
  });
  return { h, base, ring, between };
}

describe('shallow', () => {
  test('upstream: below the cut only the tip can tell', async () => {
    const shallow = await cloneOf(await tinyRepo(landedTwice().h), '--depth=2', '--bare', '--branch=main');
    const { h } = begin();
    h.commit({ branch: 'local', message: 'ring: bound the frame', files: { [RING]: BOUND_FRAME } });
    const report = await judgePaths(shallow, (await tinyRepo(h)).path);
    expect(codes(report)).toContain('upstream.shallow');
    expect(patchIn(report, 'ring: bound the frame')).toMatchObject({ status: 'absorbed', landing: null });
  });

  test('upstream: what its clone lacks, another repository of the project may have', async () => {
    const { h, ring } = landedTwice();
    const repo = await tinyRepo(h);
    const report = await judgePaths(await cloneOf(repo, '--depth=2', '--bare', '--branch=main'), repo.path);
    expect(codes(report)).toContain('upstream.shallow');
    expect(patchIn(report, 'queue: peek').status).toBe('landed');
    expect(patchIn(report, 'ring: bound the frame')).toMatchObject({ landing: { commits: [{ oid: ring.oid }] } });
  });

  test('downstream: what is below its cut is no patch', async () => {
    const { h } = landedTwice();
    const repo = await tinyRepo(h);
    const shallow = await cloneOf(repo, '--depth=1', '--bare', '--branch=local');
    const report = await judgePaths(repo.path, shallow);
    expect(report.state).toBe('tracked');
    expect(codes(report)).toContain('downstream.shallow');
    expect(report.patches.map(({ status }) => status)).not.toContain('partial');
  });
});

describe('partial', () => {
  test('upstream without contents: its evidence is lost, and told', async () => {
    const { h } = landedTwice();
    const repo = await tinyRepo(h);
    const partial = await cloneOf(repo, '--filter=blob:none', '--bare');
    const { h: other, base } = begin();
    other.point('local', base);
    other.commit({ branch: 'local', message: 'ring: bound the frame', files: { [RING]: BOUND_FRAME } });
    const report = await judgePaths(partial, (await tinyRepo(other)).path);
    expect(report.state).toBe('tracked');
    expect(codes(report)).toEqual(['upstream.unreadable']);
    expect(report.patches.map(({ status }) => status)).not.toContain('noise');
  });

  test('downstream without contents: patches are listed as unreadable, never as noise', async () => {
    const { h } = landedTwice();
    const repo = await tinyRepo(h);
    const partial = await cloneOf(repo, '--filter=blob:none', '--bare');
    const { h: upstream } = begin();
    upstream.commit({ message: 'other work', files: { 'src/version.h': '#define VERSION "9"\n' } });
    const report = await judgePaths((await tinyRepo(upstream)).path, partial);
    expect(codes(report)).toContain('downstream.unreadable');
    const unread = report.patches.filter(({ findings }) => findings.some(({ code }) => code === 'unreadable'));
    expect(unread).toHaveLength(2);
    expect(unread.map(({ status }) => status)).toEqual(['pending', 'pending']);
  });

  test('without trees: nothing can be compared, and it says so', async () => {
    const { h } = landedTwice();
    const treeless = await cloneOf(await tinyRepo(h), '--filter=tree:0', '--bare');
    const { h: other } = begin();
    other.commit({ branch: 'local', message: 'ring: bound the frame', files: { [RING]: BOUND_FRAME } });
    const report = await judgePaths(treeless, (await tinyRepo(other)).path);
    expect(report).toMatchObject({ state: 'no-data', delta: { remainingShare: null } });
    expect(codes(report)).toEqual(['git.failed']);
  });
});

describe('damaged', () => {
  test('a content in the middle of upstream is gone: the commits around it are read', async () => {
    const { h, between } = landedTwice();
    const repo = await tinyRepo(h);
    await loosen(repo);
    await lose(repo, blobOf(between, 'src/timer.c'));
    const report = await judgePaths(repo.path, repo.path);
    expect(report.patches.map(({ status }) => status)).toEqual(['landed', 'landed']);
    expect(codes(report).filter((code) => code !== 'upstream.unreadable')).toEqual([]);
  });

  test('the content of the landing is gone: that landing cannot be seen', async () => {
    const { h } = landedTwice();
    const reworded = h.commit({ branch: 'local', message: 'timer: survive', files: { 'src/timer.c': MONOTONIC } });
    h.commit({ message: 'timer: again', files: { 'src/timer.c': append('/* timers */\n') } });
    const repo = await tinyRepo(h);
    await loosen(repo);
    await lose(repo, blobOf(reworded, 'src/timer.c'));
    const report = await judgePaths(repo.path, repo.path);
    expect(codes(report)).toContain('downstream.unreadable');
    expect(patchIn(report, 'timer: survive').findings.map(({ code }) => code)).toContain('unreadable');
    expect(patchIn(report, 'ring: bound the frame').status).toBe('landed');
    expect(patchIn(report, 'queue: peek').status).toBe('landed');
  });

  test('a tree in the middle of upstream is gone: two commits lose their evidence, no more', async () => {
    const { h, between } = landedTwice();
    const repo = await tinyRepo(h);
    await loosen(repo);
    await lose(repo, between.tree.oid);
    const report = await judgePaths(repo.path, repo.path);
    expect(report.state).toBe('tracked');
    expect(report.notices).toMatchObject([{ code: 'upstream.unreadable', message: expect.stringMatching(/^2 /) }]);
    expect(patchIn(report, 'ring: bound the frame').status).toBe('landed');
  });

  test('a pack is damaged: what can be read is judged', async () => {
    const { h, between } = landedTwice();
    const repo = await tinyRepo(h);
    await damage(repo, blobOf(between, 'src/timer.c'));
    const report = await judgePaths(repo.path, repo.path);
    expect(report.state).toBe('tracked');
    expect(patchIn(report, 'ring: bound the frame').status).toBe('landed');
    expect(patchIn(report, 'queue: peek').status).toBe('landed');
  });

  test('a commit in the middle of upstream is gone: no data, and git is quoted', async () => {
    const { h, between } = landedTwice();
    const repo = await tinyRepo(h);
    await loosen(repo);
    await lose(repo, between.oid);
    const report = await judgePaths(repo.path, repo.path);
    expect(report.state).toBe('no-data');
    expect(report.notices).toMatchObject([{ code: 'git.failed', severity: 'error' }]);
  });

  test('the tree of the tip is gone: no data, and git is quoted', async () => {
    const { h } = landedTwice();
    const repo = await tinyRepo(h);
    await loosen(repo);
    await lose(repo, h.tip().tree.oid);
    const report = await judgePaths(repo.path, repo.path);
    expect(report).toMatchObject({ state: 'no-data', delta: { remainingShare: null } });
    expect(report.notices.at(-1)).toMatchObject({ code: 'git.failed', severity: 'error' });
  });
});
