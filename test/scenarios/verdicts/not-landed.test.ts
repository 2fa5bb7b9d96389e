// Patches that look landed and are not: whoever drops one of these has lost a change.
import { expect, test } from 'vitest';
import type { PatchReport } from '../../../src/model/report.js';
import { after, all, edit } from '../../support/tiny-repo.js';
import { judge } from '../judge.js';
import { BOUND_FRAME, PEEK } from '../patches.js';
import { LICENCE_TEXT, SOURCES } from '../sources.js';
import { only, together } from '../together.js';

const RING = 'src/net/ring.c';
const QUEUE = 'src/queue.c';
const TIMER = 'src/timer.c';
const story = together();

function carried(patches: readonly PatchReport[]) {
  for (const patch of patches) {
    expect(['pending', 'ambiguous', 'superseded']).toContain(patch.status);
    expect(patch.landing).toBeNull();
    expect(patch.remaining).toEqual(patch.size);
  }
  return only(patches);
}

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

const NAMED = 'static const char *const ring_flag_names[] = { "owned", "first fragment", "last fragment", "error" };\n';

story(
  'upstream moves the very lines that the patch adds from one file to another',
  ({ local, upstream }) => {
    upstream('queue: name flags', { [QUEUE]: after('#include "queue.h"\n', NAMED) });
    local('ring: name flags', { [RING]: after('#include "ring.h"\n', NAMED) });
    upstream('timer: name flags here', {
      [QUEUE]: (text) => text.replace(NAMED, ''),
      [TIMER]: after('#include "timer.h"\n', NAMED),
    });
  },
  (patches) => expect(only(patches).status).not.toBe('absorbed'),
);

story(
  'the patch says once more, in another place of the file, what upstream only moves about',
  ({ local, upstream, rebase }) => {
    const said = `    trace_ring_state(ring->consumer, ring->length, ring->dropped);
    statistics_account_frame(ring->statistics, STATISTICS_RECEIVED);
    guest_notify_interrupt(ring->guest, INTERRUPT_RECEIVE_COMPLETE);
`;
    const [first, second] = ['    ring->consumer += count;\n', '    ring_advance(ring, 1);\n'];
    upstream('ring: account', { [RING]: after(first, said) });
    rebase();
    local('ring: account after receive too', { [RING]: after(second, said) });
    upstream('ring: account earlier', {
      [RING]: (text) =>
        after(
          'ssize_t ring_receive(struct ring *ring, const uint8_t *frame, size_t size)\n{\n',
          said,
        )(text.replace(said, '')),
    });
  },
  carried,
);

const TRACE = `    if (trace_is_wanted(TRACE_OF_RINGS)) {
        trace_begin_record(ring->tracer, ring->consumer);
        trace_put_counters(ring->tracer, ring->length, ring->dropped);
        trace_end_record(ring->tracer);
    }
`;
const SOMEBODY_ELSE = 'Sam Else <sam@example.org>';
const STATE = '    struct ring_state *state = ring_state_of(ring->guest);\n';

story(
  'a block moves to another function; upstream has neither, and takes away elsewhere a line that goes with it',
  ({ local, upstream }) => {
    local('ring: trace in receive', {
      [RING]: all(after('    ring->consumer += count;\n', TRACE), after('unsigned count)\n{\n', STATE)),
    });
    upstream('ring: read the state once', { [RING]: after('const uint8_t *frame, size_t size)\n{\n', STATE) });
    local('ring: trace where frames are taken', {
      [RING]: (text) => after('    ring_advance(ring, 1);\n', TRACE)(text.replace(STATE, '').replace(TRACE, '')),
    });
    upstream('ring: nobody reads the state', { [RING]: (text) => text.replace(STATE, '') });
  },
  (patches) => expect(patches.map(({ status }) => status)).not.toContain('landed'),
);

story(
  'functions move to another file; upstream keeps and edits them, and has the few lines that come with the move',
  ({ local, upstream }) => {
    const head = /\nssize_t ring_receive[^]*/;
    const moved = head.exec(SOURCES[RING] ?? '')?.[0] ?? '';
    const declared = after(
      '#include "ring.h"\n',
      ['receive', 'descriptor', 'counter', 'interrupt']
        .map((part) => `#include "ring-${part}-of-all-devices.h"\n`)
        .join(''),
    );
    local('ring: receive beside the queue', {
      [RING]: (text) => declared(text.replace(head, '')),
      [QUEUE]: (text) => text + moved,
    });
    upstream('ring: names for all devices', {
      [RING]: all(declared, edit('ring->dropped++;', 'ring_count_dropped(ring);')),
    });
  },
  carried,
);

story(
  'a line in a function of the downstream alone, that upstream puts into a new function like it',
  ({ local, upstream }) => {
    const limits = (name: string, more = '') =>
      `\nstatic void ring_limits_of_${name}(struct ring *ring)\n{\n    ring->is_of_kind = "${name}";\n    ring->most_frames = 64;\n    ring->most_bytes = 4096;\n    ring->most_errors = 16;\n${more}    ring_limits_check(ring);\n}\n`;
    local('ring: the vendor board', { [RING]: (text) => text + limits('vendor') });
    local('ring: the vendor board has few events', {
      [RING]: after('    ring->most_errors = 16;\n', '    ring->most_events = 32;\n'),
    });
    const serial = limits('serial', '    ring->most_events = 32;\n');
    const first = after('#include "ring.h"\n', serial);
    upstream('ring: the serial board', { [RING]: first }, { author: SOMEBODY_ELSE });
  },
  (patches) => expect(patches.at(-1)?.status).toBe('ambiguous'),
);

story(
  'upstream re-indents the lines that the patch puts under a condition',
  ({ local, upstream }) => {
    const body = `    ring->consumer += count;
    if (ring->consumer >= ring->length) {
        ring->consumer -= ring->length;
    }
`;
    const under = (head: string) => edit(body, `    ${head} {\n${body.replace(/^/gm, '    ').trimEnd()}\n    }\n`);
    local('ring: advance only when running', { [RING]: under('if (ring_is_running(ring, RING_CHECK_STATE))') });
    upstream('ring: count in the loop of the guest', { [RING]: under('WITH_GUEST_LOCK(ring->guest)') });
  },
  carried,
);

story(
  'a patch of the same shape to a file of the same name in another folder',
  ({ local, upstream }) => {
    upstream('build the ring', { 'src/block/ring.c': SOURCES[RING] ?? '' });
    local('ring: count', { [RING]: edit('ring->dropped++;', 'ring->dropped++;\n        ring->errors++;') });
    upstream('block/ring: count', {
      'src/block/ring.c': edit('ring->dropped++;', 'ring->dropped++;\n        ring->errors++;'),
    });
  },
  carried,
);

const STOPPED = `    if (queue_is_stopped_for_migration(queue)) {
        return;
    }
`;
const inFunction = (head: string, text: string) => after(`${head}\n{\n`, text);
const DRAIN = 'void queue_drain(struct queue *queue, void (*release)(void *))';
const ARM = 'void timer_arm(struct timer *timer, int64_t interval)';
const DEADLINE = 'static int64_t timer_deadline(const struct timer *timer)';
const EXPIRED = 'bool timer_expired(const struct timer *timer)';

story(
  'the same few lines in another function of the file, by the same author',
  ({ local, upstream }) => {
    local('queue: not drained while stopped', { [QUEUE]: inFunction(DRAIN, STOPPED) });
    upstream('queue: nothing is taken while stopped', {
      [QUEUE]: inFunction('void *queue_pop(struct queue *queue)', STOPPED),
    });
  },
  carried,
);

story(
  'of two patches with the same line at two places upstream has one',
  ({ local, upstream }) => {
    const call = '    timer_audit_trail_enter(timer, TIMER_AUDIT_SLOW);\n';
    local('timer: audit arming', { [TIMER]: inFunction(ARM, call) });
    local('timer: audit expiry', { [TIMER]: inFunction(EXPIRED, call) });
    upstream('timer: leave a trail', { [TIMER]: inFunction(EXPIRED, call) });
  },
  (patches) => expect(patches.map(({ status }) => status)).toEqual(['ambiguous', 'landed']),
);

story(
  'the same call in three functions, two of which have it upstream',
  ({ local, upstream }) => {
    const call = '    timer_audit_trail_enter(timer, TIMER_AUDIT_SLOW);\n';
    const two = all(inFunction(ARM, call), inFunction(EXPIRED, call));
    local('timer: audit all', { [TIMER]: all(two, inFunction(DEADLINE, call)) });
    upstream('timer: leave a trail', { [TIMER]: two });
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
