// Replays of tiny downstreams: what each state carried, and what had become of what it dropped, by the upstream of its day.
import { beforeAll, describe, expect, test } from 'vitest';
import type { HistoryPoint } from '../../src/model/history-point.js';
import { type ReplayOptions, replay } from '../../src/replay.js';
import { trendOf } from '../../src/trend/trend-of.js';
import { begin, type Configured, projectOf } from '../scenarios/judge.js';
import { BOUND_FRAME, MONOTONIC, PEEK } from '../scenarios/patches.js';
import { filesConfig } from '../support/files-config.js';
import { type Changes, edit, type TinyRepo, tinyRepo } from '../support/tiny-repo.js';

const OPTIONS: ReplayOptions = {
  now: new Date('2020-12-31T00:00:00Z'),
  version: '0.0.0',
  cores: 2,
  since: new Date(0),
  upstreamAsOf: 'commit-date',
};

const RING = 'src/net/ring.c';
const TIMER = 'src/timer.c';
const QUEUE = 'src/queue.c';

async function replayOf(upstream: TinyRepo, downstream: TinyRepo, configured: Configured, more = {}) {
  const project = await projectOf(upstream.path, downstream.path, configured);
  return replay({ project, notices: [] }, { ...OPTIONS, ...more });
}

function statuses(points: readonly HistoryPoint[]): string[] {
  return points.map(({ patches }) =>
    patches.map(({ subject, status }) => `${subject.split(':')[0]} ${status}`).join(', '),
  );
}

function fates(points: readonly HistoryPoint[]): string[] {
  const { upstreamAsOf = 'commit-date' } = points[0] ?? {};
  const { steps } = trendOf(points, { project: 'story', upstreamAsOf, since: null, days: 90 });
  return steps.flatMap(({ dropped }) => dropped.map(({ subject, fate }) => `${subject.split(':')[0]} ${fate}`));
}

describe('a patch directory', () => {
  let upstream: TinyRepo;
  let downstream: TinyRepo;
  let points: readonly HistoryPoint[];

  beforeAll(async () => {
    const { h, base } = begin();
    h.tag('story-1.0', { at: base });
    const side = (path: string, edit: typeof PEEK) =>
      h.commit({ branch: `side/${path}`, parents: [base], files: { [path]: edit }, message: path });
    side(RING, BOUND_FRAME);
    side(TIMER, MONOTONIC);
    side(QUEUE, PEEK);
    const { oid: theirs } = h.commit({
      message: 'ring: bound',
      files: { [RING]: BOUND_FRAME },
      date: '2020-02-10T00:00:00Z',
    });
    h.commit({ message: 'timer: monotonic', files: { [TIMER]: MONOTONIC }, date: '2020-05-10T00:00:00Z' });
    upstream = await tinyRepo(h);
    const patch = async (path: string) =>
      `$NetBSD$\n\n${await upstream.git('diff', '--no-prefix', 'story-1.0', `side/${path}`)}\n`;
    const [ring, timer, queue] = await Promise.all([RING, TIMER, QUEUE].map(patch));
    downstream = await tinyRepo((d) => {
      const commit = (date: string, files: Record<string, string | null>, says = '') =>
        d.commit({
          message: `package: ${date}${says}`,
          files,
          date: `${date}T00:00:00Z`,
          committer: 'Packager <p@example.org>',
        });
      commit('2020-01-05', { 'pkg/Makefile': 'DISTNAME=\tstory-1.0\n', 'other/Makefile': 'DISTNAME=\tother-1.0\n' });
      commit('2020-02-01', {
        'pkg/patches/patch-ring': ring ?? '',
        'pkg/patches/patch-timer': timer ?? '',
        'pkg/patches/patch-queue': queue ?? '',
      });
      commit('2020-02-05', { 'other/Makefile': 'DISTNAME=\tother-1.1\n' });
      commit('2020-03-01', { 'pkg/Makefile': 'DISTNAME=\tstory-1.0\nPKGREVISION=\t1\n' });
      commit('2020-04-01', { 'pkg/patches/patch-ring': null }, `\n\nUpstream has it: ${theirs}, not 0123456789abcdef`);
      commit('2020-04-02', { 'pkg/patches/patch-timer': null });
      commit('2020-04-03', { 'pkg/patches/patch-queue': null });
    });
    ({ points } = await replayOf(upstream, downstream, configured));
    return async () => void (await Promise.all([upstream.remove(), downstream.remove()]));
  });

  const files = filesConfig('pkgsrc', { ref: 'HEAD' });
  const configured: Configured = { downstream: { files, branches: [] } };

  test('each commit that changed it is a state, judged by the upstream of its day', () => {
    expect(points.map(({ date }) => date.slice(0, 10))).toEqual([
      '2020-01-05',
      '2020-02-01',
      '2020-03-01',
      '2020-04-01',
      '2020-04-02',
      '2020-04-03',
    ]);
    expect(statuses(points)).toEqual([
      '',
      'patch-queue pending, patch-ring pending, patch-timer pending',
      'patch-queue pending, patch-ring landed, patch-timer pending',
      'patch-queue pending, patch-timer pending',
      'patch-queue pending',
      '',
    ]);
    expect(points.map(({ remaining }) => remaining.patches)).toEqual([0, 3, 2, 2, 1, 0]);
    expect(points[1]?.change).toMatchObject({ by: 'Packager', subject: 'package: 2020-02-01', cites: [] });
  });

  test('what was dropped had landed, landed later, or is lost', () => {
    expect(fates(points)).toEqual(['patch-ring after-landing', 'patch-timer before-landing', 'patch-queue lost']);
  });

  test('upstream commits that a message names are kept with the state', () => {
    expect(points.map(({ change }) => change?.cites.length)).toEqual([0, 0, 0, 1, 0, 0]);
  });

  test('against the upstream of today a later landing counts for earlier states too', async () => {
    const today = (await replayOf(upstream, downstream, configured, { upstreamAsOf: 'today' })).points;
    expect(statuses(today)[1]).toBe('patch-queue pending, patch-ring landed, patch-timer landed');
    expect(fates(today)).toEqual(['patch-ring after-landing', 'patch-timer after-landing', 'patch-queue lost']);
  });

  test('it begins with the state that held at `since`, and has as many as the limit allows', async () => {
    const late = (await replayOf(upstream, downstream, configured, { since: new Date('2020-04-02') })).points;
    expect(late.map(({ date }) => date.slice(0, 10))).toEqual(['2020-04-01', '2020-04-02', '2020-04-03']);
    const replaying = replayOf(upstream, downstream, { ...configured, limits: { states: 5 } });
    await expect(replaying).rejects.toMatchObject({ kind: 'usage', code: 'replay.too-many' });
  });
});

describe('a branch', () => {
  test('grows along its first parents; merges of upstream are states too', async () => {
    const { h, base } = begin();
    h.point('local', base);
    const ring = h.commit({
      branch: 'local',
      message: 'ring: ours',
      files: { [RING]: BOUND_FRAME },
      date: '2020-02-01T00:00:00Z',
    });
    h.commit({ branch: 'local', message: 'queue: ours', files: { [QUEUE]: PEEK }, date: '2020-02-02T00:00:00Z' });
    h.pick(ring, { message: 'ring: theirs', commitDate: '2020-02-03T00:00:00Z' });
    h.merge(h.tip('main'), { branch: 'local', date: '2020-02-04T00:00:00Z' });
    const repo = await tinyRepo(h);
    const { points } = await replayOf(repo, repo, {});
    expect(statuses(points)).toEqual(['ring pending', 'ring pending, queue pending', 'ring landed, queue pending']);
    expect(points.at(-1)?.patches[0]?.landing).toMatchObject({
      commits: [h.tip('main').oid],
      date: '2020-02-03T00:00:00.000Z',
    });
  });

  test('a landing that was reverted by then, and landed again later, is told as it was', async () => {
    const { h, base } = begin();
    const fix = h.commit({ message: 'ring: bound', files: { [RING]: BOUND_FRAME }, date: '2020-01-10T00:00:00Z' });
    h.revert(fix, { date: '2020-02-10T00:00:00Z' });
    h.commit({ message: 'ring: bound again', files: { [RING]: BOUND_FRAME }, date: '2020-03-10T00:00:00Z' });
    h.commit({
      branch: 'local',
      parents: [base],
      message: 'ring: ours',
      files: { [RING]: BOUND_FRAME },
      date: '2020-01-05T00:00:00Z',
    });
    for (const month of ['02-01', '03-01', '04-01'])
      h.commit({
        branch: 'local',
        message: `doc: of ${month}`,
        files: { [`doc-${month}`]: `${month}\n` },
        date: `2020-${month}T00:00:00Z`,
      });
    const repo = await tinyRepo(h);
    const { points } = await replayOf(repo, repo, {});
    expect(points.map(({ patches }) => patches[0]?.status)).toEqual(['pending', 'landed', 'reverted', 'landed']);
  });
});

describe('a quilt series', () => {
  const files = filesConfig('quilt', { ref: 'HEAD', path: 'patches' });
  const configured: Configured = { downstream: { files, branches: [], base: 'story-1.0' } };

  /** Upstream with a release, and the patches of a branch upon it, each with its context as `git diff` writes it. */
  async function stackOf(...edits: readonly Changes[]) {
    const { h, base } = begin();
    h.tag('story-1.0', { at: base });
    const tips = edits.map((change, at) => {
      const parents = at === 0 ? { parents: [base] } : {};
      return h.commit({ branch: 'stack', message: `patch ${at}`, files: change, ...parents }).oid;
    });
    h.commit({ message: 'ring: bound', files: { [RING]: BOUND_FRAME }, date: '2020-02-10T00:00:00Z' });
    const upstream = await tinyRepo(h);
    const texts = await Promise.all(tips.map((oid) => upstream.git('diff', `${oid}^`, oid)));
    return { upstream, texts: texts.map((text) => `${text}\n`) };
  }

  const COMMENT = edit('    if (size > descriptor->buffer_length) {\n', '    if (size > ring_room(descriptor)) {\n');

  test('a patch upon another patch is judged like on its branch, in every state', async () => {
    const { upstream, texts } = await stackOf({ [RING]: BOUND_FRAME }, { [RING]: COMMENT }, { [QUEUE]: PEEK });
    const downstream = await tinyRepo((d) => {
      const commit = (date: string, series: string, more = {}) =>
        d.commit({ message: date, date: `${date}T00:00:00Z`, files: { 'patches/series': series, ...more } });
      commit('2020-02-01', 'a\n', { 'patches/a': texts[0] ?? '' });
      commit('2020-02-02', 'a\nb\n', { 'patches/b': texts[1] ?? '' });
      commit('2020-02-03', 'a\nb\nc\n', { 'patches/c': texts[2] ?? '' });
      commit('2020-03-01', 'a\nb\nc\n# landed: a\n');
    });
    const { points, notices } = await replayOf(upstream, downstream, configured);
    expect(statuses(points)).toEqual([
      'a pending',
      'a pending, b pending',
      'a pending, b pending, c pending',
      'a landed, b pending, c pending',
    ]);
    expect(points[1]?.patches[1]?.remaining).toEqual({ hunks: 1, insertions: 1, deletions: 1 });
    expect(notices).toEqual([]);
  });

  test('a state that could not be read in full is a gap, with a word about it: no patch seems dropped', async () => {
    const { upstream, texts } = await stackOf({ [RING]: BOUND_FRAME }, { [QUEUE]: PEEK });
    const downstream = await tinyRepo((d) => {
      const all = { 'patches/a': texts[0] ?? '', 'patches/b': texts[1] ?? '', 'patches/series': 'a\nb\n' };
      d.commit({ message: 'first', date: '2020-02-01T00:00:00Z', files: all });
      d.commit({ message: 'one is forgotten', date: '2020-02-02T00:00:00Z', files: { 'patches/b': null } });
      d.commit({ message: 'and here again', date: '2020-02-03T00:00:00Z', files: { 'patches/b': texts[1] ?? '' } });
    });
    const { points, notices } = await replayOf(upstream, downstream, configured);
    expect(points.map(({ date }) => date.slice(0, 10))).toEqual(['2020-02-01', '2020-02-03']);
    expect(fates(points)).toEqual([]);
    expect(notices.filter(({ code }) => code === 'replay.gap').map(({ message }) => message)).toEqual([
      expect.stringMatching(/of 2020-02-02 is no point: patches\/series:2: patches\/b is not there, or too large$/),
    ]);
  });
});

test('patches in a folder that is no repository have no history', async () => {
  const { h } = begin();
  const upstream = await tinyRepo(h);
  const folder = await tinyRepo(
    (d) => d.commit({ message: 'x', files: { 'patches/series': 'a\n', 'patches/a': '' } }),
    { bare: false },
  );
  const files = filesConfig('quilt', { path: '' });
  await expect(replayOf(upstream, folder, { downstream: { files, branches: [] } })).rejects.toMatchObject({
    code: 'replay.no-history',
  });
});
