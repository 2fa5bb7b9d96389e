// Patches that look landed and are not: whoever drops one of these has lost a change.
import { expect, test } from 'vitest';
import { after, all, edit } from '../../support/tiny-repo.js';
import { judge } from '../judge.js';
import { BOUND_FRAME, PEEK } from '../patches.js';
import { LICENCE_TEXT, SOURCES } from '../sources.js';
import { carried, only, together } from '../together.js';

const RING = 'src/net/ring.c';
const QUEUE = 'src/queue.c';
const TIMER = 'src/timer.c';
const story = together();

story(
  'the same subject and author, other content',
  ({ local, upstream }) => {
    local('ring: fix receive', { [RING]: BOUND_FRAME });
    upstream('ring: fix receive', { [RING]: edit('ring->dropped++;', 'ring_count_dropped(ring, size);') });
  },
  carried,
);

story(
  'the same subject, a few lines in common by accident',
  ({ local, upstream }) => {
    const guard = (name: string) =>
      `\nint ${name}(struct queue *queue)\n{\n    if (!queue) {\n        return -EINVAL;\n    }\n`;
    local('queue: add missing checks', {
      [QUEUE]: (text) => `${text}${guard('queue_rewind')}    return queue_seek(queue, 0);\n}\n`,
    });
    upstream('queue: add missing checks', {
      [QUEUE]: (text) => `${text}${guard('queue_length')}    return queue->head - queue->tail;\n}\n`,
    });
  },
  carried,
);

story(
  'a new file with the same licence, another program',
  ({ local, upstream }) => {
    local('add the vendor driver', {
      'src/vendor.c': `${LICENCE_TEXT}\n#include "queue.h"\n\nint vendor_probe(void)\n{\n    return board_power_on(BOARD_VENDOR);\n}\n`,
    });
    upstream('add the serial driver', {
      'src/serial.c': `${LICENCE_TEXT}\n#include "queue.h"\n\nint serial_open(int baud)\n{\n    return uart_select_clock(baud);\n}\n`,
    });
  },
  carried,
);

story(
  'a copy under the old name, of a file that upstream had moved before',
  ({ local, upstream, rebase }) => {
    upstream('ring: move it', { 'src/dma/ring.c': { movedFrom: RING } });
    rebase();
    local('ring: keep it where vendors look for it', { [RING]: SOURCES[RING] ?? '' });
    upstream('timer: later', { [TIMER]: edit('"unknown"', '"lost"') });
  },
  carried,
);

story(
  'the licence of a file is changed here, of another file upstream',
  ({ local, upstream }) => {
    const later = edit(
      ' * This program is free software;',
      ' * SPDX-License-Identifier: GPL-2.0-or-later\n * This program is free software;',
    );
    local('queue: say the licence', { [QUEUE]: later });
    upstream('timer: say the licence', { [TIMER]: later });
  },
  (patches) => expect(only(patches).status).not.toBe('absorbed'),
);

story(
  'break; and return 0; are in every commit',
  ({ local, upstream }) => {
    const state = (name: string, done: string) =>
      edit('    case TIMER_FIRED:\n', `    case ${name}:\n        ${done};\n        break;\n    case TIMER_FIRED:\n`);
    local('timer: vendor state', {
      [TIMER]: all(state('TIMER_VENDOR', 'vendor_wake()'), after('timer->armed = true;\n', '    return 0;\n')),
    });
    upstream('timer: paused state', {
      [TIMER]: all(state('TIMER_PAUSED', 'host_notify()'), after('timer->armed = true;\n', '    return 0;\n')),
    });
  },
  carried,
);

story(
  'a missing default case, three lines, of another file',
  ({ local, upstream }) => {
    const missing = after(
      '        return "interrupt";\n',
      '    default:\n        g_assert_not_reached();\n        break;\n',
    );
    const other = after('        return "fired";\n', '    default:\n        g_assert_not_reached();\n        break;\n');
    local('add missing default case', { [RING]: missing });
    upstream('add missing default case', { [TIMER]: other });
  },
  carried,
);

story(
  'a small new file beside another one: the licence is most of both',
  ({ local, upstream }) => {
    const test = (body: string) => `${LICENCE_TEXT}\n#include "queue.h"\n\nint main(void)\n{\n    ${body}\n}\n`;
    local('test the vendor queue', { 'test/vendor.c': test('return probe_vendor_queue(7);') });
    upstream('test the timer', { 'test/timer.c': test('return probe_timer_wheel(9);') });
  },
  carried,
);

story(
  'upstream adds what the patch removes',
  ({ local, upstream }) => {
    upstream('queue: peek', { [QUEUE]: PEEK });
    local('queue: without drain', {
      [QUEUE]: (text) => text.slice(0, text.indexOf('\nvoid queue_drain(')),
    });
    upstream('timer: drain too', {
      [TIMER]: (text) =>
        `${text}\nvoid queue_drain(struct queue *queue, void (*release)(void *))\n{\n    void *item;\n\n    while ((item = queue_pop(queue)) != NULL) {\n        release(item);\n    }\n}\n`,
    });
  },
  carried,
);

story(
  'one number differs, and it is what the patch is about',
  ({ local, upstream }) => {
    const limit = (count: number) =>
      after('#include "ring.h"\n', `\n#define RING_MOST_DESCRIPTORS_PER_QUEUE ${count}\n`);
    local('ring: more descriptors', { [RING]: limit(4096) });
    upstream('ring: limit descriptors', { [RING]: limit(64) });
  },
  carried,
);

story(
  'the base holds the same change already, and has taken it out since',
  ({ upstream, revert, rebase, pickLocal }) => {
    const first = upstream('ring: bound the frame', { [RING]: BOUND_FRAME });
    revert(first);
    rebase();
    pickLocal(first);
    upstream('later work', { 'src/version.h': '#define VERSION "1.1"\n' });
  },
  (patches) => {
    const patch = only(patches);
    expect(['pending', 'reverted']).toContain(patch.status);
    expect(patch.remaining).toEqual(patch.size);
  },
);

story(
  'a revert downstream of an upstream commit is delta of its own',
  ({ upstream, rebase, revertLocal }) => {
    const landed = upstream('ring: bound the frame', { [RING]: BOUND_FRAME });
    rebase();
    revertLocal(landed);
    upstream('later work', { 'src/version.h': '#define VERSION "1.1"\n' });
  },
  (patches) => expect(only(patches)).toMatchObject({ status: 'pending', landing: null }),
);

story(
  'a revert downstream of what upstream takes back later has landed',
  ({ upstream, rebase, revert, revertLocal }) => {
    const landed = upstream('ring: bound the frame', { [RING]: BOUND_FRAME });
    rebase();
    revertLocal(landed);
    upstream('later work', { 'src/version.h': '#define VERSION "1.1"\n' });
    revert(landed);
  },
  (patches) => expect(only(patches)).toMatchObject({ status: 'landed', remaining: { hunks: 0 } }),
);

test('what is on a release branch or in a next tree that is not configured has not landed', async () => {
  const report = await judge((h, base) => {
    h.point('stable', base);
    h.point('staging', base);
    const fix = h.commit({ branch: 'local', message: 'ring: bound the frame', files: { [RING]: BOUND_FRAME } });
    const peek = h.commit({ branch: 'local', message: 'queue: peek', files: { [QUEUE]: PEEK } });
    h.pick(fix, { branch: 'stable', message: 'net: bound' });
    h.tag('v1.0.1', { at: h.tip('stable') });
    h.pick(peek, { branch: 'staging', message: 'peek' });
  });
  const pending = { status: 'pending', landing: null };
  expect(report.patches).toMatchObject([pending, pending]);
});

test('what landed on a branch whose merge threw it away is not upstream', async () => {
  const report = await judge((h, base) => {
    h.point('topic', base);
    const fix = h.commit({ branch: 'local', message: 'ring: bound the frame', files: { [RING]: BOUND_FRAME } });
    h.pick(fix, { branch: 'topic' });
    h.merge(h.tip('topic'), { files: { [RING]: SOURCES[RING] ?? '' } });
    h.commit({ message: 'later work', files: { 'src/version.h': '#define VERSION "1.1"\n' } });
  });
  expect(report.patches).toMatchObject([{ status: 'reverted', action: { kind: 'look' } }]);
  expect(report.patches[0]?.remaining).toEqual(report.patches[0]?.size);
});
