// A landing that was taken out again is carried again; one that came back is not.
import { expect } from 'vitest';
import { edit } from '../../support/tiny-repo.js';
import { BOUND_FRAME, BOUND_FRAME_REVIEWED, MONOTONIC, PEEK } from '../patches.js';
import { SOURCES } from '../sources.js';
import { only, type Scene, together } from '../together.js';

const RING = 'src/net/ring.c';
const SUBJECT = 'ring: bound the frame';
const story = together();

/** The fix downstream, and upstream as well. */
function land({ local, upstream, pick }: Scene) {
  const fix = local(SUBJECT, { [RING]: BOUND_FRAME });
  upstream('other work', { 'src/version.h': '#define VERSION "1.1"\n' });
  return pick(fix);
}

story(
  'reverted by a commit that names it',
  (scene) => {
    scene.revert(land(scene));
    scene.upstream('later work', { 'src/version.h': '#define VERSION "1.9"\n' });
  },
  (patches) => {
    const patch = only(patches);
    expect(patch).toMatchObject({ status: 'reverted', action: { kind: 'look' } });
    expect(patch.landing?.commits.map(({ subject }) => subject)).toEqual([SUBJECT]);
    expect(patch.remaining).toEqual(patch.size);
    expect(patch.evidence).toContainEqual(expect.objectContaining({ rung: 'revert', speaks: 'against' }));
  },
);

story(
  'its revert, which later work made another one than its opposite, was taken over too: both go together',
  ({ local, upstream, pick, pickLocal }) => {
    pick(local(SUBJECT, { [RING]: BOUND_FRAME }));
    pick(local('ring: trace by ring', { [RING]: edit('truncated(size,', 'truncated(ring, size,') }));
    const without = (text: string) => text.replace(/ {4}if \(size > [^}]*\}\n/, '');
    pickLocal(upstream(`Revert "${SUBJECT}"`, { [RING]: without }));
  },
  ([patch, , takenBack]) => {
    expect([patch?.status, takenBack?.status]).toEqual(['reverted', 'landed']);
    expect(patch?.findings).toContainEqual({
      code: 'cancelled-downstream',
      says: `taken back downstream by ${takenBack?.id}: both can be dropped together`,
    });
  },
);

story(
  'reverted by subject alone',
  (scene) => scene.revert(land(scene), `Revert "${SUBJECT}"\n\nIt broke the board in the lab.`),
  (patches) => expect(only(patches).status).toBe('reverted'),
);

story(
  'reverted by a commit that does not say so',
  (scene) => scene.revert(land(scene), 'ring: go back to copying whole frames'),
  (patches) => expect(only(patches).status).toBe('reverted'),
);

story(
  'one line, reverted by a commit that does not say so and does nothing else',
  (scene) => {
    const fix = scene.local('queue: shout', {
      'src/queue.c': (text) => text.replace('    void *item;\n', '    void *item;\n    trace_pop(item);\n'),
    });
    scene.upstream('other work', { 'src/version.h': '#define VERSION "1.1"\n' });
    scene.revert(scene.pick(fix), 'queue: as it was');
  },
  (patches) => expect(only(patches).status).toBe('reverted'),
);

story(
  'reverted silently, together with other work',
  (scene) => {
    land(scene);
    scene.upstream('rework the receive path', { [RING]: SOURCES[RING] ?? '', 'src/queue.c': PEEK });
  },
  (patches) => {
    expect(only(patches).status).toBe('reverted');
  },
);

story(
  'reverted, and the revert reverted: landed',
  (scene) => scene.revert(scene.revert(land(scene))),
  (patches) => expect(only(patches)).toMatchObject({ status: 'landed', remaining: { hunks: 0 } }),
);

story(
  'reverted three times over: reverted',
  (scene) => scene.revert(scene.revert(scene.revert(land(scene)))),
  (patches) => expect(only(patches).status).toBe('reverted'),
);

story(
  'reverted and re-landed under its own title',
  (scene) => {
    const landed = land(scene);
    scene.revert(landed);
    scene.pick(landed);
  },
  (patches) => expect(only(patches).status).toBe('landed'),
);

story(
  'reverted and re-landed as "Reapply", so much reworded that a person must look',
  (scene) => {
    scene.revert(land(scene));
    scene.upstream(`Reapply "${SUBJECT}"`, { [RING]: BOUND_FRAME_REVIEWED });
  },
  (patches) => {
    const patch = only(patches);
    expect(patch.status).toBe('ambiguous');
    expect(patch.candidates.map(({ subject }) => subject)).toContain(`Reapply "${SUBJECT}"`);
  },
);

story(
  'reverted silently and re-landed',
  (scene) => {
    scene.revert(land(scene), 'ring: go back to copying whole frames');
    scene.upstream('ring: bound frames again', { [RING]: BOUND_FRAME });
  },
  (patches) => expect(only(patches).status).toBe('landed'),
);

story(
  'a squash is reverted: both of its patches are carried again',
  ({ local, upstream, revert }) => {
    local('bound', { [RING]: BOUND_FRAME });
    local('peek', { 'src/queue.c': PEEK });
    revert(upstream('several fixes', { [RING]: BOUND_FRAME, 'src/queue.c': PEEK }));
  },
  (patches) => expect(patches.map(({ status }) => status)).toEqual(['reverted', 'reverted']),
);

story(
  'one half of a split is reverted: the patch is carried again',
  ({ local, upstream, revert }) => {
    local('bound and peek', { [RING]: BOUND_FRAME, 'src/queue.c': PEEK });
    upstream('ring: bound', { [RING]: BOUND_FRAME });
    revert(upstream('queue: peek', { 'src/queue.c': PEEK }));
  },
  (patches) => {
    const patch = only(patches);
    expect(['reverted', 'partial']).toContain(patch.status);
    expect(patch.remaining.hunks).toBeGreaterThan(0);
  },
);

story(
  'only the other half of a squash is taken out: this patch has landed all the same',
  ({ local, upstream }) => {
    local('bound', { [RING]: BOUND_FRAME });
    local('peek', { 'src/queue.c': PEEK });
    const both = upstream('several fixes', { [RING]: BOUND_FRAME, 'src/queue.c': PEEK });
    const message = `Revert "several fixes"\n\nThe queue only.\n\nThis reverts commit ${both.oid}.`;
    upstream(message, { 'src/queue.c': SOURCES['src/queue.c'] ?? '' });
  },
  (patches) => expect(patches.map(({ status }) => status)).toEqual(['landed', 'reverted']),
);

story(
  'a revert of another change to the same file leaves the landing alone',
  (scene) => {
    land(scene);
    const count = edit('ring->dropped++;', 'ring_count_dropped(ring, size);');
    scene.revert(scene.upstream('ring: count bytes that were dropped', { [RING]: count }));
  },
  (patches) => expect(only(patches).status).toBe('landed'),
);

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
