// Lines of a patch that upstream has elsewhere, or only moves about: that is no landing.
import { expect } from 'vitest';
import { after, all, edit } from '../../support/tiny-repo.js';
import { SOURCES } from '../sources.js';
import { carried, only, together } from '../together.js';

const RING = 'src/net/ring.c';
const QUEUE = 'src/queue.c';
const TIMER = 'src/timer.c';
const story = together();

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
