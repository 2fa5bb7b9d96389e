// What landed and is no longer as it landed: taken out in the course of other work, it is carried again; rewritten, it is not.
import { expect } from 'vitest';
import { edit } from '../../support/tiny-repo.js';
import { land, RING } from '../land.js';
import { MONOTONIC, PEEK } from '../patches.js';
import { SOURCES } from '../sources.js';
import { only, type Scene, together } from '../together.js';

const story = together();

story(
  'what landed is rewritten in later work: that is no revert',
  (scene) => {
    land(scene);
    const rewritten = edit(
      '        trace_ring_frame_truncated(size, descriptor->buffer_length);\n        size = descriptor->buffer_length;\n',
      '        size = ring_truncate(ring, descriptor, size);\n',
    );
    scene.upstream('ring: truncate in one place', { [RING]: rewritten });
  },
  (patches) => expect(only(patches).status).toBe('landed'),
);

story(
  'taken out in the course of other work, and nothing put in its place: reverted, and by whom',
  (scene) => {
    land(scene);
    scene.upstream('tidy the receive path', {
      [RING]: (text) => (SOURCES[RING] ?? text).replace('ring->dropped++;', 'ring_count_dropped(ring, size);'),
      'src/queue.c': PEEK,
      'src/timer.c': (text) => text.replaceAll('interval', 'period'),
    });
  },
  (patches) => {
    const patch = only(patches);
    expect(patch.status).toBe('reverted');
    expect(patch.says).toContain('tidy the receive path');
  },
);

story(
  'one of two hunks is taken out in the course of other work',
  (scene) => {
    const fix = scene.local('timer: monotonic', { 'src/timer.c': MONOTONIC });
    scene.pick(fix);
    scene.upstream('tidy the timer', {
      'src/timer.c': (text) =>
        text
          .replace('    case TIMER_SUSPENDED:\n        return "suspended while the host slept";\n', '')
          .replace('timer->armed = true;', 'timer_mark_armed(timer, true);'),
      'src/queue.c': PEEK,
    });
  },
  (patches) => {
    const patch = only(patches);
    expect(patch.status).toBe('reverted');
    expect(patch.says).toContain('is not at the tip');
  },
);

const ACCELERATOR = Array.from(
  { length: 24 },
  (_, row) =>
    `int accel_step_${row}(struct accel *accel) { return accel_enter(accel, STEP_${row}, accel->window_${row}); }\n`,
);

story(
  'what landed in a folder of its own and was rewritten there in part is no revert',
  (scene) => {
    scene.local('accel: steps', { 'src/accel-all.c': ACCELERATOR.join('') });
    scene.upstream('accel: all steps', { 'src/accel/accel-all.c': ACCELERATOR.join('') });
    const rewritten = (_: string, row: string) => `int accel_go_${row}(AccelState *state)`;
    scene.upstream('accel: states instead of structures', {
      'src/accel/accel-all.c': (text) => text.replace(/int accel_step_(\d)\(struct accel \*accel\)/g, rewritten),
    });
  },
  (patches) => expect(only(patches).status).toBe('landed'),
);

story(
  'a new file landed, grew, and went with all of it: reverted, as the tip takes it anew',
  (scene) => {
    const rows = (what: string, count: number) =>
      Array.from({ length: count }, (_, at) => `int ${what}_board_${at * 7}(struct board *board_${at});\n`).join('');
    scene.pick(scene.local('probe: boards', { 'src/probe.c': rows('probe', 14) }));
    scene.upstream('probe: describe boards', { 'src/probe.c': (text) => `${text}${rows('describe', 90)}` });
    scene.upstream('boards are listed elsewhere', { 'src/probe.c': null });
  },
  (patches) => expect(only(patches).status).toBe('reverted'),
);

const UNLOCK = '    queue_unlock_owner(queue);\n';
const DRAINING = '    while ((item = queue_pop(queue)) != NULL) {\n';

/** One line lands, is taken out again, and stands in another function later. */
function lineGoesAbout(scene: Scene, message?: string) {
  const fix = scene.local('queue: unlock before all is drained', {
    'src/queue.c': edit(DRAINING, `${UNLOCK}${DRAINING}`),
  });
  scene.revert(scene.pick(fix), message);
  scene.upstream('queue: unlock when pushed, and more', {
    'src/queue.c': edit('    queue->head = next;\n', `    queue->head = next;\n${UNLOCK}`),
    [RING]: edit('ring->dropped++;', 'ring_count_dropped(ring, size);'),
    'src/timer.c': (text) => text.replaceAll('interval', 'period'),
  });
}

story(
  'a line is taken out again, and one like it goes to another function: that is no landing anew',
  lineGoesAbout,
  (patches) => expect(only(patches).status).toBe('reverted'),
);

story(
  'the same, taken out by a commit that does not say so and was read for another patch',
  (scene) => {
    lineGoesAbout(scene, 'queue: locks are balanced');
    scene.local('queue: count what is pushed', {
      'src/queue.c': edit(
        '    queue->head = next;\n',
        '    queue->head = next;\n    statistics_account_push(queue->statistics, next);\n',
      ),
    });
  },
  ([patch]) => {
    expect(patch?.status).toBe('reverted');
    expect(patch?.says).toContain('locks are balanced');
  },
);
