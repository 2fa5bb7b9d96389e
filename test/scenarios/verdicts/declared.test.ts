// What people say of a patch, beside what the repositories show.
import { describe, expect, test } from 'vitest';
import { edit, tinyRepo } from '../../support/tiny-repo.js';
import { begin, judgePaths, patchIn } from '../judge.js';
import { BOUND_FRAME, PEEK } from '../patches.js';
import { only, type Scene, together } from '../together.js';

const RING = 'src/net/ring.c';
const SUBJECT = 'ring: bound the frame';
const story = together();

function fix({ local }: Scene, trailer = '') {
  return local(`${SUBJECT}\n\n${trailer}`, { [RING]: BOUND_FRAME });
}

describe('a trailer or prefix', () => {
  const said = [
    ['Upstream-Status: Inappropriate [vendor branding]', 'local', 'keep'],
    ['Forwarded: not-needed', 'local', 'keep'],
    ['Upstream-Status: Submitted [https://lists.example.org/r/1]', 'submitted', 'wait'],
    ['Forwarded: https://bugs.example.org/12', 'submitted', 'wait'],
    ['Upstream-Status: Denied [too special]', 'rejected', 'keep'],
    ['Upstream-Status: Pending', 'pending', 'send'],
    ['Forwarded: no', 'pending', 'send'],
    ['Superseded-by: the lockless list', 'superseded', 'look'],
  ] as const;
  for (const [trailer, status, kind] of said) {
    story(
      trailer,
      (scene) => fix(scene, trailer),
      (patches) => {
        expect(only(patches)).toMatchObject({ status, action: { kind }, declared: { status, by: 'trailer' } });
      },
    );
  }

  story(
    'a prefix says that a patch is carried',
    ({ local }) => local('UPSTREAM: <carry>: bound the frame', { [RING]: BOUND_FRAME }),
    (patches) => expect(only(patches)).toMatchObject({ status: 'local', declared: { by: 'prefix' } }),
  );

  story(
    'declared pending, but landed: what is observed is the verdict, the difference a finding',
    (scene) => scene.pick(fix(scene, 'Upstream-Status: Pending'), 'net: bound what is copied'),
    (patches) => {
      const patch = only(patches);
      expect(patch).toMatchObject({ status: 'landed', declared: { status: 'pending' } });
      expect(patch.findings.map(({ code }) => code)).toEqual(['declared-differs']);
    },
  );

  story(
    'declared a backport, but upstream has nothing like it',
    (scene) => fix(scene, 'Upstream-Status: Backport'),
    (patches) => {
      const patch = only(patches);
      expect(patch.status).not.toBe('landed');
      expect(patch.findings.map(({ code }) => code)).toEqual(['declared-differs']);
    },
  );
});

describe('a citation', () => {
  const reworked = `    if (size > descriptor->buffer_length) {
        trace_ring_frame_truncated(size, descriptor->buffer_length);
        size = descriptor->buffer_length;
    }
    dma_memory_write(ring->dma, descriptor->address, frame, size, MEMTXATTRS_UNSPECIFIED);
`;
  const ours = `    if (size > descriptor->buffer_length) {
        trace_ring_frame_truncated(size, descriptor->buffer_length);
        ring_count_truncated(ring, size);
        guest_log_once(ring->guest);
        size = descriptor->buffer_length;
    }
    memcpy(descriptor->buffer, frame, size);
`;
  const copy = '    memcpy(descriptor->buffer, frame, size);\n';

  story(
    'the commit named holds most of it: landed',
    ({ local, upstream }) => {
      const landed = upstream('net: bound what is copied', { [RING]: edit(copy, reworked) });
      local(`ring: stay in bounds\n\n(cherry picked from commit ${landed.oid})`, { [RING]: edit(copy, ours) });
    },
    (patches) => {
      const patch = only(patches);
      expect(patch).toMatchObject({ status: 'landed', landing: { form: 'modified' }, findings: [] });
      expect(patch.evidence).toContainEqual(expect.objectContaining({ rung: 'citation', speaks: 'for' }));
    },
  );

  story(
    'the same without the citation: a person must look',
    ({ local, upstream }) => {
      upstream('net: bound what is copied', { [RING]: edit(copy, reworked) }, { author: 'M <m@example.org>' });
      local('ring: stay in bounds', { [RING]: edit(copy, ours) });
    },
    (patches) => expect(only(patches).status).toBe('ambiguous'),
  );

  story(
    'an abbreviated id in brackets is followed',
    (scene) => {
      const landed = scene.upstream('net: bound what is copied', { [RING]: BOUND_FRAME });
      fix(scene, `[ Upstream commit ${landed.oid.slice(0, 9)} ]`);
    },
    (patches) => {
      const patch = only(patches);
      expect(patch.status).toBe('landed');
      expect(patch.evidence).toContainEqual(expect.objectContaining({ rung: 'citation', speaks: 'for' }));
    },
  );

  story(
    'the commit named does something else: a person must look',
    (scene) => {
      const other = scene.upstream('queue: peek', { 'src/queue.c': PEEK });
      fix(scene, `(cherry picked from commit ${other.oid})`);
    },
    (patches) => {
      const patch = only(patches);
      expect(patch).toMatchObject({ status: 'ambiguous', action: { kind: 'look' } });
      expect(patch.findings.map(({ code }) => code)).toEqual(['citation-differs']);
      expect(patch.evidence).toContainEqual(expect.objectContaining({ rung: 'citation', speaks: 'against' }));
    },
  );

  story(
    'the commit named does something else, the patch landed elsewhere',
    (scene) => {
      const other = scene.upstream('queue: peek', { 'src/queue.c': PEEK });
      scene.pick(fix(scene, `(cherry picked from commit ${other.oid})`), 'net: bound what is copied');
    },
    (patches) => {
      const patch = only(patches);
      expect(patch.status).toBe('landed');
      expect(patch.landing?.commits.map(({ subject }) => subject)).toEqual(['net: bound what is copied']);
      expect(patch.findings.map(({ code }) => code)).toEqual(['citation-differs']);
    },
  );

  story(
    'the commit named is unknown upstream',
    (scene) => fix(scene, `(cherry picked from commit ${'c0ffee'.repeat(6)}abcd)`),
    (patches) => {
      const patch = only(patches);
      expect(patch.status).toBe('pending');
      expect(patch.findings.map(({ code }) => code)).toEqual(['citation-unknown']);
    },
  );

  story(
    'the patch names a commit in prose only: nothing is cited',
    (scene) => {
      const other = scene.upstream('queue: peek', { 'src/queue.c': PEEK });
      fix(scene, `This is not what was cherry picked from commit ${other.oid}.`);
    },
    (patches) => expect(only(patches)).toMatchObject({ status: 'pending', findings: [] }),
  );
});

test('annotations are stronger than trailers, and name patches by subject, commit or patch-id', async () => {
  const { h } = begin();
  const told = (message: string) => {
    const name = message.split('\n', 1)[0]?.replaceAll(/\W/g, '_');
    return h.commit({ branch: 'local', message, files: { [`${name}.c`]: `int ${name}_of_the_vendor(void);\n` } });
  };
  told('by subject\n\nUpstream-Status: Pending');
  const byCommit = told('by commit');
  told('by patch id');
  told('by nothing');
  h.pick(told('held'), { message: 'landed' });
  const landed = h.pick(told('seen by hand'), { message: 'landed too' });
  const repo = await tinyRepo(h);
  const plain = await judgePaths(repo.path, repo.path);
  const { patchId } = patchIn(plain, 'by patch id');
  expect(patchId).toMatch(/^[0-9a-f]{40}$/);
  const report = await judgePaths(repo.path, repo.path, {
    annotations: [
      { subject: 'by subject', status: 'rejected', reason: 'refused on the list' },
      { commit: byCommit.oid.slice(0, 10), status: 'local' },
      { patchId, status: 'submitted' },
      { subject: 'held', status: 'local', reason: 'ours is audited', hold: true },
      { subject: 'seen by hand', upstream: landed.oid },
      { subject: 'gone', status: 'local' },
    ],
  });
  const statuses = (of: typeof report) => of.patches.map(({ status }) => status);
  expect(statuses(plain)).toEqual(['pending', 'pending', 'pending', 'pending', 'landed', 'landed']);
  expect(statuses(report)).toEqual(['rejected', 'local', 'submitted', 'pending', 'local', 'landed']);
  expect(report.patches[0]?.declared).toMatchObject({ by: 'annotation', reason: 'refused on the list' });
  const held = patchIn(report, 'held');
  expect(held).toMatchObject({ declared: { hold: true }, action: { kind: 'keep' }, remaining: held.size });
  expect(held.evidence.map(({ rung }) => rung)).toContain('patch-id');
  expect(patchIn(report, 'seen by hand')).toMatchObject({ declared: { commit: landed.oid }, findings: [] });
  expect(report.notices).toMatchObject([{ code: 'annotation.unused', severity: 'warning' }]);
});

test('a decision counts to the end of its last day, and the report says when it is over', async () => {
  const decided = async (expires: string) => {
    const { h } = begin();
    h.commit({ branch: 'local', message: SUBJECT, files: { [RING]: BOUND_FRAME } });
    const { path } = await tinyRepo(h);
    return judgePaths(path, path, { annotations: [{ subject: SUBJECT, status: 'local', expires }] });
  };
  // The scenarios are judged on 2020-03-01.
  const [counts, over] = [await decided('2020-03-01'), await decided('2020-02-29')];
  expect([counts.patches[0]?.status, counts.notices]).toEqual(['local', []]);
  expect(over.patches[0]?.status).toBe('pending');
  expect(over.notices.map(({ code, message }) => [code, message])).toEqual([
    ['annotation.expired', `the annotation for "${SUBJECT}" counted until 2020-02-29 and counts no more`],
  ]);
});
