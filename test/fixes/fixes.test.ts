// Follow-ups of what was taken: read from messages, chased through what mends the mending.
import { expect, test } from 'vitest';
import { citingLines } from '../../src/fixes/citing-lines.js';
import { fixes } from '../../src/next/follow.js';
import { PLAIN } from '../../src/report/index.js';
import { fixesSheet, SHEET_FORMATS } from '../../src/report/sheet/index.js';
import { fixesSchema } from '../../src/report/sheet/schemas.js';
import { OPTIONS, stackRepo } from '../next/stories.js';
import { edit } from '../support/tiny-repo.js';

test.each([
  ['Fixes: 0123456789ab ("queue: grow")', 'fixes'],
  ['This reverts commit 0123456789abcdef0123456789abcdef01234567.', 'reverts'],
  ['Follow-up for 0123456789ab.', 'fixes'],
  ['Fixes a bug introduced by 0123456789ab', 'fixes'],
  ['0123456789ab broke the build on NetBSD', 'fixes'],
  ['Like 0123456789ab did for queues, do it for timers.', 'cites'],
  ['If this is a problem, revert 0123456789ab as well', 'fixes'],
])('%s: %s', (line, kind) => {
  expect(citingLines(`subject\n\n${line}\n`).map((cited) => cited.kind)).toEqual([kind]);
});

test.each([
  '(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)',
  '[ Upstream commit 0123456789abcdef0123456789abcdef01234567 ]',
  'Closes #1234567, see https://example.org/r/0123456789ab and defaced@example.org',
  'deadline 20240101 of 1234567 seconds',
  `data ${'0123456789ab '.repeat(60)}`,
])('%s names no commit that something follows', (line) => {
  expect(citingLines(`subject\n\n${line}\n`)).toEqual([]);
});

test('a backport is followed by what mends and reverts it upstream, and by what mends that', async () => {
  const { repo, tracked } = await stackRepo((h) => {
    const taken = h.commit({
      message: 'queue: statistics',
      files: {
        'src/queue.c': edit(
          '    queue->head = next;\n',
          '    queue->head = next;\n    queue_account_push(queue, item);\n',
        ),
      },
    });
    const fix = h.commit({
      message: `queue: account only what was pushed\n\nFixes: ${taken.oid.slice(0, 12)} ("queue: statistics")`,
      files: { 'src/queue.c': edit('queue_account_push(queue, item)', 'queue_account_push_once(queue, item)') },
    });
    const both = h.commit({
      message: `queue: lock the account\n\n${fix.oid.slice(0, 10)} broke accounting on two cores.`,
      files: { 'src/queue.c': edit('queue_account_push_once(queue, item)', 'queue_account_locked(queue, item)') },
    });
    h.commit({
      message: `timer: account as ${both.oid.slice(0, 12)} does`,
      files: { 'src/timer.h.new': 'struct timer_account;\n' },
    });
    h.pick(taken, { branch: 'local', message: `queue: statistics\n\n(cherry picked from commit ${taken.oid})` });
    h.pick(fix, {
      branch: 'local',
      message: `queue: account only what was pushed\n\n(cherry picked from commit ${fix.oid})`,
    });
  });
  const found = await fixes(tracked, OPTIONS);
  expect(fixesSchema.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
  const [first, second] = found.patches;
  expect(first?.followUps.map(({ kind, held, subject }) => `${kind} ${held} ${subject}`)).toEqual([
    'fixes carried queue: account only what was pushed',
    'fixes missing queue: lock the account',
  ]);
  expect(first?.followUps[0]?.carriedBy).toBe(second?.id);
  expect(second?.followUps.map(({ subject }) => subject)).toEqual(['queue: lock the account']);
  expect(first?.followUps[1]?.of).toBe(await repo.git('rev-parse', 'main~2'));
  for (const format of SHEET_FORMATS)
    expect(format.render(fixesSheet(found), PLAIN)).toContain('queue: lock the account');
});

test('a revert that upstream took back itself is nothing that is missing; a part taken back leaves it standing', async () => {
  const told = async (again: (revert: string) => string) => {
    const { tracked } = await stackRepo((h) => {
      const counted = edit(
        '    queue->head = next;\n',
        '    queue->head = next;\n    queue_account_push(queue, item);\n',
      );
      const taken = h.commit({ message: 'queue: statistics', files: { 'src/queue.c': counted } });
      const backwards = edit('    queue_account_push(queue, item);\n', '');
      const revert = h.commit({
        message: `Revert "queue: statistics"\n\nThis reverts commit ${taken.oid}.`,
        files: { 'src/queue.c': backwards },
      });
      h.commit({ message: `queue: statistics after all\n\n${again(revert.oid)}`, files: { 'src/queue.c': counted } });
      h.pick(taken, { branch: 'local', message: `queue: statistics\n\n(cherry picked from commit ${taken.oid})` });
    });
    const { patches } = await fixes(tracked, OPTIONS);
    return patches.flatMap(({ followUps }) => followUps.map(({ subject }) => subject));
  };
  expect(await told((revert) => `This reverts commit ${revert}.`)).toEqual([]);
  for (const words of ['Partially reverts', 'This partly reverts'])
    expect(await told((revert) => `${words} commit ${revert}.`)).toContain('Revert "queue: statistics"');
});
