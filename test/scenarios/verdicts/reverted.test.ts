// A landing that was taken out again is carried again; one that came back is not.
import { expect } from 'vitest';
import { edit } from '../../support/tiny-repo.js';
import { land, RING, SUBJECT } from '../land.js';
import { BOUND_FRAME, BOUND_FRAME_REVIEWED, PEEK } from '../patches.js';
import { SOURCES } from '../sources.js';
import { only, together } from '../together.js';

const story = together();

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
