// One story for each form and shape in which a patch lands.
import { describe, expect } from 'vitest';
import type { PatchReport } from '../../../src/model/report.js';
import { edit } from '../../support/tiny-repo.js';
import { BOUND_FRAME, BOUND_FRAME_REVIEWED, MONOTONIC, PEEK } from '../patches.js';
import { only, together } from '../together.js';

const RING = 'src/net/ring.c';
const SUBJECT = 'ring: bound the frame';
const story = together();

function landing({ status, landing: found, remaining }: PatchReport) {
  const { form, shape, commits } = found ?? {};
  return { status, form, shape, commits: commits?.map(({ subject }) => subject), remaining: remaining.hunks };
}

describe('form', () => {
  story(
    'picked as it is: identical',
    ({ local, pick, upstream }) => {
      const fix = local(SUBJECT, { [RING]: BOUND_FRAME });
      upstream('other work', { 'src/version.h': '#define VERSION "1.1"\n' });
      pick(fix);
    },
    (patches) => {
      const commits = [SUBJECT];
      const patch = only(patches);
      expect(landing(patch)).toEqual({ status: 'landed', form: 'identical', shape: 'one', commits, remaining: 0 });
      expect(patch.confidence).toBeGreaterThan(0.95);
      expect(patch.coverage).toBe(1);
    },
  );

  story(
    'a neighbour line changed first: rebased',
    ({ local, upstream }) => {
      local(SUBJECT, { [RING]: BOUND_FRAME });
      upstream('do not count', {
        [RING]: edit('        ring->dropped++;\n        return -1;\n', '        return -EAGAIN;\n'),
      });
      upstream('advance elsewhere', { [RING]: edit('    ring_advance(ring, 1);\n', '') });
      upstream(SUBJECT, { [RING]: BOUND_FRAME });
    },
    (patches) => {
      expect(landing(only(patches))).toMatchObject({
        status: 'landed',
        form: 'rebased',
        shape: 'one',
        commits: [SUBJECT],
      });
    },
  );

  story(
    'one line reworded in review: modified',
    ({ local, upstream }) => {
      local(SUBJECT, { [RING]: BOUND_FRAME });
      upstream(SUBJECT, { [RING]: BOUND_FRAME_REVIEWED });
    },
    (patches) => {
      const patch = only(patches);
      expect(landing(patch)).toMatchObject({ status: 'landed', form: 'modified', shape: 'one', remaining: 0 });
      expect(patch.coverage).toBeLessThan(1);
    },
  );

  story(
    'landed by somebody else under another title',
    ({ local, upstream }) => {
      local(SUBJECT, { [RING]: BOUND_FRAME });
      upstream('net: never overrun a descriptor', { [RING]: BOUND_FRAME }, { author: 'M <m@example.org>' });
    },
    (patches) => {
      const commits = ['net: never overrun a descriptor'];
      expect(landing(only(patches))).toMatchObject({ status: 'landed', form: 'identical', commits });
    },
  );

  story(
    'landed after its file had moved to another folder',
    ({ local, upstream }) => {
      local(SUBJECT, { [RING]: BOUND_FRAME });
      upstream('move the ring', { 'hw/network/ring.c': { movedFrom: RING } });
      upstream('bound what is copied', { 'hw/network/ring.c': BOUND_FRAME });
    },
    (patches) => {
      const commits = ['bound what is copied'];
      expect(landing(only(patches))).toMatchObject({ status: 'landed', form: 'rebased', commits });
    },
  );

  story(
    'landed under the name that its file had before the downstream moved it',
    ({ local, upstream }) => {
      local('the port has folders of its own', { 'port/receive.c': { movedFrom: RING } });
      local(SUBJECT, { 'port/receive.c': BOUND_FRAME });
      upstream('net: stay inside the frame', { [RING]: BOUND_FRAME }, { author: 'M <m@example.org>' });
    },
    (patches) => {
      expect(patches.map(({ status }) => status)).toEqual(['pending', 'landed']);
    },
  );

  story(
    'landed after its file had moved and got another name',
    ({ local, upstream }) => {
      local(SUBJECT, { [RING]: BOUND_FRAME });
      upstream('move the ring', { 'hw/network/receive.c': { movedFrom: RING } });
      upstream('network: bound the frame', { 'hw/network/receive.c': BOUND_FRAME });
    },
    (patches) => {
      const commits = ['network: bound the frame'];
      expect(landing(only(patches))).toMatchObject({ status: 'landed', form: 'rebased', commits });
    },
  );

  story(
    're-indented on the way: white space makes no other line',
    ({ local, upstream }) => {
      const tabs = (text: string) => text.replace(/^( {4})+/gm, (blanks) => '\t'.repeat(blanks.length / 4));
      local(SUBJECT, { [RING]: BOUND_FRAME });
      upstream('tabs', { [RING]: tabs });
      upstream('bound what is copied', { [RING]: (text) => tabs(BOUND_FRAME(text.replaceAll('\t', '    '))) });
    },
    (patches) => {
      expect(landing(only(patches))).toMatchObject({ status: 'landed', commits: ['bound what is copied'] });
    },
  );
});

describe('shape', () => {
  story(
    'one patch became two commits: split',
    ({ local, upstream }) => {
      local('bound and peek', { [RING]: BOUND_FRAME, 'src/queue.c': PEEK });
      upstream(SUBJECT, { [RING]: BOUND_FRAME });
      upstream('queue: peek', { 'src/queue.c': PEEK });
    },
    (patches) => {
      const found = landing(only(patches));
      expect(found).toMatchObject({ status: 'landed', shape: 'split', remaining: 0 });
      expect(found.commits?.toSorted()).toEqual(['queue: peek', SUBJECT]);
    },
  );

  story(
    'two hunks of one file landed a month apart: split',
    ({ local, upstream }) => {
      local('timer: survive suspend', { 'src/timer.c': MONOTONIC });
      const [first, second] = [
        edit('timer->started + timer->interval', 'clock_saturating_add(timer->started, timer->interval)'),
        edit('"fired";\n', '"fired";\n    case TIMER_SUSPENDED:\n        return "suspended while the host slept";\n'),
      ];
      upstream('saturate', { 'src/timer.c': first });
      upstream('name suspended', { 'src/timer.c': second }, { date: '2020-02-01T00:00:00Z' });
    },
    (patches) => {
      expect(landing(only(patches))).toMatchObject({ status: 'landed', shape: 'split', remaining: 0 });
    },
  );

  story(
    'two patches became one commit: squashed',
    ({ local, upstream }) => {
      local('bound', { [RING]: BOUND_FRAME });
      local('peek', { 'src/queue.c': PEEK });
      upstream('several fixes', { [RING]: BOUND_FRAME, 'src/queue.c': PEEK });
    },
    (patches) => {
      const squashed = { status: 'landed', shape: 'squashed', commits: ['several fixes'], remaining: 0 };
      expect(patches.map(landing)).toMatchObject([squashed, squashed]);
    },
  );

  story(
    'one small patch went in with a large commit: squashed',
    ({ local, upstream }) => {
      local(SUBJECT, { [RING]: BOUND_FRAME });
      const lines = Array.from(
        { length: 60 },
        (_, line) => `    driver_write(card, CARD_REGISTER_${line}, ${line * 7});\n`,
      );
      upstream('new driver', { 'src/card.c': lines.join(''), [RING]: BOUND_FRAME });
    },
    (patches) => {
      expect(landing(only(patches))).toMatchObject({ status: 'landed', shape: 'squashed', commits: ['new driver'] });
    },
  );

  story(
    'one patch went in twice under one subject: one commit is named',
    ({ local, upstream, revert }) => {
      local(SUBJECT, { [RING]: BOUND_FRAME });
      revert(upstream(SUBJECT, { [RING]: BOUND_FRAME }));
      upstream(SUBJECT, { [RING]: BOUND_FRAME });
    },
    (patches) => {
      expect(landing(only(patches))).toMatchObject({ status: 'landed', shape: 'one', commits: [SUBJECT] });
    },
  );
});

story(
  'in Python a line in another block is a change on the way, not the same diff',
  ({ local, upstream }) => {
    const script = (last: string) =>
      `def probe_queue(queue):\n    if queue.is_stopped():\n        queue.drain_slowly()\n${last}`;
    local('script: restart always', { 'scripts/probe.py': script('    queue.restart_consumer()\n') });
    upstream('script: restart what was stopped', { 'scripts/probe.py': script('        queue.restart_consumer()\n') });
  },
  (patches) => {
    const patch = only(patches);
    expect(patch.landing?.form).toBe('modified');
    expect(patch.coverage).toBeLessThan(0.9);
  },
);

story(
  'in Python a whole block that is indented deeper is the same block',
  ({ local, upstream }) => {
    const lines = ['if queue.is_stopped():', '    queue.drain_slowly()', 'queue.restart_consumer()'];
    const script = (indent: string) => `def probe_queue(queue):\n${lines.map((line) => `${indent}${line}\n`).join('')}`;
    local('script: restart', { 'scripts/probe.py': script('    ') });
    upstream('script: restart the queue', { 'scripts/probe.py': script('        ') });
  },
  (patches) => expect(only(patches).landing?.form).toBe('identical'),
);
