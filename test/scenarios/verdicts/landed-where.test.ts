// Landed is said relative to the default branch, to releases and to the downstream's own history.
import { expect, test } from 'vitest';
import { all, append, type History, prepend } from '../../support/tiny-repo.js';
import { codes, judge, judgeOne, patchIn } from '../judge.js';
import { BOUND_FRAME } from '../patches.js';

const RING = 'src/net/ring.c';

function localFix(h: History) {
  return h.commit({ branch: 'local', message: 'ring: bound the frame', files: { [RING]: BOUND_FRAME } });
}

function version(number: string) {
  return { message: `version ${number}`, files: { 'src/version.h': `#define VERSION "${number}"\n` } };
}

test('the commit itself is upstream: nothing is left of the stack', async () => {
  const report = await judge((h) => h.point('main', localFix(h)));
  expect(report.patches).toEqual([]);
  expect(codes(report)).toEqual(['downstream.empty']);
  expect(report.delta.remainingShare).toBeNull();
});

test('stacks on a release wait for the first release that holds the landing', async () => {
  const report = await judge(
    (h, base) => {
      h.tag('v1.0', { at: base });
      for (const [place, title] of ['in 1.1', 'in 1.2', 'in none'].entries()) {
        const line = `int vendor_function_number_${'xyz'.charAt(place)}(struct board *board);\n`;
        const fix = h.commit({ branch: 'local', message: title, files: { [`src/${place}.c`]: line } });
        if (place > 0) h.pick(fix, { message: `landed ${title}` });
        else {
          // Released from a branch of its own, behind a candidate.
          h.pick(fix, { message: `landed ${title}` });
          h.tag('v1.1-rc1');
          h.point('stable-1.1', h.tip());
          h.commit({ branch: 'stable-1.1', ...version('1.1') });
          h.tag('v1.1', { at: h.tip('stable-1.1'), message: 'Release 1.1' });
        }
        h.commit(version(`1.${place + 2}-dev`));
        if (place === 1) h.tag('v1.2');
      }
    },
    { upstream: { releases: ['*', '!*-rc*'] } },
  );
  const said = report.patches.map(({ subject, landing, action }) => [
    subject,
    landing?.release,
    action.kind,
    action.release,
  ]);
  expect(said).toEqual([
    ['in 1.1', 'v1.1', 'drop-at-release', 'v1.1'],
    ['in 1.2', 'v1.2', 'drop-at-release', 'v1.2'],
    ['in none', null, 'drop-at-release', null],
  ]);
  expect(report.upstream?.releases.map(({ name }) => name)).toEqual(['v1.1', 'v1.2']);
  expect(report.upstream?.releases[0]?.date).toBe('2020-01-01T15:00:00.000Z');
});

test('a release branch that left before the stack began holds what it merged since', async () => {
  const report = await judge(
    (h, base) => {
      h.point('stable', base);
      h.commit({ branch: 'stable', message: 'stable 0.9', files: { 'stable.txt': '0.9\n' } });
      h.tag('v0.9', { at: h.tip('stable') });
      h.point('local', h.commit(version('1.0-dev')));
      h.pick(localFix(h), { message: 'net: bound' });
      h.merge(h.tip('main'), { branch: 'stable' });
      h.commit({ branch: 'stable', message: 'stable 0.10', files: { 'stable.txt': '0.10\n' } });
      h.tag('v0.10', { at: h.tip('stable') });
      h.commit(version('1.1-dev'));
      h.tag('v1.1');
    },
    { upstream: { releases: ['v*'] } },
  );
  expect(report.patches.map(({ status, landing }) => [status, landing?.release])).toEqual([['landed', 'v0.10']]);
});

test('a stack that follows the branch drops at the next rebase', async () => {
  const patch = await judgeOne((h) => {
    h.pick(localFix(h), { message: 'net: bound' });
    h.tag('v1.0');
  });
  expect(patch.landing).toMatchObject({ release: 'v1.0', inBase: false });
  expect(patch.action).toMatchObject({ kind: 'drop-now', release: 'v1.0' });
});

test('upstream was merged into the fork: the landing is in its own history already', async () => {
  const report = await judge((h) => {
    localFix(h);
    h.commit({ message: 'net: bound', files: { [RING]: BOUND_FRAME } });
    h.merge(h.tip('main'), { branch: 'local' });
    const own = append('#define VENDOR_FLAVOUR "carried by the vendor"\n');
    h.commit({ branch: 'local', message: 'own word', files: { 'src/version.h': own } });
  });
  const patch = patchIn(report, 'ring: bound the frame');
  expect(patch).toMatchObject({ status: 'landed', landing: { inBase: true }, action: { kind: 'drop-now' } });
  expect(patchIn(report, 'own word').status).toBe('pending');
  expect(report.downstream[0]).toMatchObject({ patches: 2, merges: 1, net: { files: 1, insertions: 1 } });
});

test('two branches carry two versions of one patch: both have landed, and nobody speaks of a squash', async () => {
  const report = await judge(
    (h, base) => {
      h.point('vendor/a', base);
      h.point('vendor/b', base);
      h.commit({ branch: 'vendor/a', message: 'bound', files: { [RING]: BOUND_FRAME } });
      h.commit({ branch: 'vendor/b', message: 'bound', files: { [RING]: all(BOUND_FRAME, prepend('/* v2 */\n')) } });
      h.commit({ message: 'net: bound', files: { [RING]: BOUND_FRAME } });
    },
    { downstream: { branches: ['vendor/*'] } },
  );
  const said = report.patches.map(({ status, landing }) => [status, landing?.shape]);
  expect(said).toEqual([
    ['landed', 'one'],
    ['landed', 'one'],
  ]);
});
