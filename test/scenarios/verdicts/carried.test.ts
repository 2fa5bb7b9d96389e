// One story for each status of a patch that upstream has in part, in another way, or not at all.
import { expect, test } from 'vitest';
import { after, edit } from '../../support/tiny-repo.js';
import { judge, judgeOne, patchIn } from '../judge.js';
import { BOUND_FRAME, MONOTONIC, PEEK } from '../patches.js';
import { only, together } from '../together.js';

const RING = 'src/net/ring.c';
const QUEUE = 'src/queue.c';
const SUBJECT = 'ring: bound the frame';
const story = together();

story(
  'pending: upstream knows nothing of it',
  ({ local, upstream }) => {
    local(SUBJECT, { [RING]: BOUND_FRAME });
    upstream('queue: peek', { [QUEUE]: PEEK });
  },
  (patches) => {
    const patch = only(patches);
    expect(patch).toMatchObject({ status: 'pending', landing: null, action: { kind: 'send' }, findings: [] });
    expect(patch.remaining).toEqual(patch.size);
    expect(patch.size).toEqual({ hunks: 1, insertions: 4, deletions: 0, files: 1 });
  },
);

const TAKEN = `void timer_arm(struct timer *timer, int64_t interval)
{
    timer->started = clock_now();
    timer->interval = interval;
    timer->armed = true;
}

bool timer_expired(const struct timer *timer)
{
    return timer->armed && clock_now() >= timer_deadline(timer);
}
`;
const WITHOUT = edit(TAKEN, '');

story(
  'pending: what it takes away was only moved to another file',
  ({ local, upstream }) => {
    local('timer: the host arms timers', { 'src/timer.c': WITHOUT });
    upstream('timer: arming has a file of its own', { 'src/timer.c': WITHOUT, 'src/arm.c': TAKEN });
  },
  (patches) => expect(only(patches)).toMatchObject({ landing: null, remaining: { deletions: 11 } }),
);

const PROBES = Array.from({ length: 150 }, (_, row) => `int probe_${row}_of_the_host(void) { return ${row}; }\n`);

story(
  'superseded: what it takes away went with the whole file, and with much else',
  ({ local, upstream }) => {
    local('timer: the host arms timers', { 'src/timer.c': WITHOUT });
    upstream('probes instead of timers', { 'src/timer.c': null, 'src/probes.c': PROBES.join('') });
  },
  (patches) => expect(only(patches)).toMatchObject({ status: 'superseded', landing: null }),
);

story(
  'landed: what it takes away was taken away, and a little else',
  ({ local, upstream }) => {
    local('timer: the host arms timers', { 'src/timer.c': WITHOUT });
    upstream('timer: the host arms them, queues peek', { 'src/timer.c': WITHOUT, [QUEUE]: PEEK });
  },
  (patches) => expect(only(patches)).toMatchObject({ status: 'landed' }),
);

story(
  'partial: one file landed, the other did not',
  ({ local, upstream }) => {
    local('bound and peek', { [RING]: BOUND_FRAME, [QUEUE]: PEEK });
    upstream('queue: peek', { [QUEUE]: PEEK });
  },
  (patches) => {
    const patch = only(patches);
    expect(patch).toMatchObject({ status: 'partial', action: { kind: 'look' } });
    expect(patch.uncovered.map(({ path }) => path)).toEqual([`/${RING}`]);
    expect(patch.remaining).toEqual({ hunks: 1, insertions: 4, deletions: 0, files: 1 });
    expect(patch.landing?.commits.map(({ subject }) => subject)).toEqual(['queue: peek']);
  },
);

story(
  'partial: of two hunks of one file one is left over',
  ({ local, upstream }) => {
    local('timer: survive suspend', { 'src/timer.c': MONOTONIC });
    const state = '    case TIMER_SUSPENDED:\n        return "suspended while the host slept";\n';
    upstream('name the suspended state', { 'src/timer.c': edit('"fired";\n', `"fired";\n${state}`) });
  },
  (patches) => {
    const remaining = { hunks: 1, insertions: 1, deletions: 1, files: 1 };
    expect(only(patches)).toMatchObject({ status: 'partial', remaining });
  },
);

const POP = `    item = queue->items[queue->tail];
    queue->tail = (queue->tail + 1) & queue_mask(queue);
    return item;
}

void queue_drain(struct queue *queue, void (*release)(void *))
{
    void *item;

    while ((item = queue_pop(queue)) != NULL) {
`;
const POP_ORDERED = `    item = READ_ONCE(queue->items[queue->tail]);
    smp_store_release(&queue->tail, queue_after(queue));
    return item;
}

void queue_drain_ordered(struct queue *queue, queue_release_function *release)
{
    void *item;

    while ((item = queue_pop_ordered(queue, QUEUE_CONSUME)) != NULL) {
`;
const LOCKLESS = `    return llist_take(&queue->list);
}

void queue_drain_all(struct queue *queue)
{
    for (struct llist *item = llist_take_all(&queue->list); item != NULL; item = item->next) {
`;

story(
  'superseded: upstream rewrote the code that it changes',
  ({ local, upstream }) => {
    local('queue: order loads and stores', { [QUEUE]: edit(POP, POP_ORDERED) });
    upstream('queue: build on the lockless list', { [QUEUE]: edit(POP, LOCKLESS) });
  },
  (patches) => {
    const patch = only(patches);
    expect(patch).toMatchObject({ status: 'superseded', landing: null, action: { kind: 'look' } });
    expect(patch.remaining).toEqual(patch.size);
    expect(patch.evidence.map(({ rung }) => rung)).toContain('superseded');
  },
);

story(
  'superseded: the whole file is gone',
  ({ local, upstream }) => {
    local('timer: survive suspend', { 'src/timer.c': MONOTONIC });
    upstream('timers are the business of the event loop now', { 'src/timer.c': null });
  },
  (patches) => expect(only(patches)).toMatchObject({ status: 'superseded', action: { kind: 'look' } }),
);

story(
  'ambiguous: the subject agrees, half of the content does',
  ({ local, upstream }) => {
    local(SUBJECT, { [RING]: BOUND_FRAME });
    const refuse = `    if (size > descriptor->buffer_length) {
        return ring_refuse(ring, frame);
    }
    memcpy(descriptor->buffer, frame, size);
`;
    upstream(SUBJECT, { [RING]: edit('    memcpy(descriptor->buffer, frame, size);\n', refuse) });
  },
  (patches) => {
    const patch = only(patches);
    expect(patch).toMatchObject({ status: 'ambiguous', action: { kind: 'look' }, landing: null });
    expect(patch.candidates[0]).toMatchObject({ subject: SUBJECT });
    expect(patch.remaining).toEqual(patch.size);
  },
);

test('absorbed: a merge brought it in, so no commit can be named', async () => {
  const patch = await judgeOne((h, base) => {
    h.commit({ branch: 'local', message: 'queue: peek', files: { [QUEUE]: PEEK } });
    h.commit({ branch: 'side', parents: [base], message: 'side', files: { 'src/version.h': '#define VERSION "2"\n' } });
    h.commit({ message: 'main', files: { ChangeLog: 'none\n' } });
    h.merge(h.tip('side'), { files: { [QUEUE]: PEEK } });
  });
  expect(patch).toMatchObject({ status: 'absorbed', landing: null, action: { kind: 'drop-now' } });
  expect(patch.remaining.hunks).toBe(0);
});

test('queued: in a next tree, not in the default branch; what is in both has landed', async () => {
  const report = await judge(
    (h, base) => {
      h.point('staging/net', base);
      const fix = h.commit({ branch: 'local', message: SUBJECT, files: { [RING]: BOUND_FRAME } });
      const peek = h.commit({ branch: 'local', message: 'queue: peek', files: { [QUEUE]: PEEK } });
      h.pick(fix, { branch: 'staging/net', message: 'net: bound what is copied' });
      h.pick(peek, { branch: 'staging/net', message: 'peek' });
      h.pick(peek, { message: 'peek, as merged' });
    },
    { upstream: { next: ['staging/*'] } },
  );
  const waiting = patchIn(report, SUBJECT);
  expect(waiting).toMatchObject({ status: 'queued', action: { kind: 'wait' } });
  expect(waiting.remaining).toEqual(waiting.size);
  const landing = { commits: [{ subject: 'peek, as merged' }] };
  expect(patchIn(report, 'queue: peek')).toMatchObject({ status: 'landed', landing });
});

test('what the default branch has at another place is not queued because there is a next tree', async () => {
  const stopped = '    if (queue_is_stopped_for_migration(queue)) {\n        return NULL;\n    }\n';
  const within = (head: string) => after(`${head}\n{\n`, stopped);
  const report = await judge(
    (h, base) => {
      h.point('staging/net', base);
      const drain = within('void queue_drain(struct queue *queue, void (*release)(void *))');
      h.commit({ branch: 'local', message: 'queue: not drained while stopped', files: { [QUEUE]: drain } });
      h.commit({
        message: 'queue: nothing is taken while stopped',
        files: { [QUEUE]: within('void *queue_pop(struct queue *queue)') },
      });
      h.commit({ branch: 'staging/net', message: 'net: bound what is copied', files: { [RING]: BOUND_FRAME } });
    },
    { upstream: { next: ['staging/*'] } },
  );
  expect(only(report.patches).status).toBe('ambiguous');
});

test('taken back downstream, and a merge with changes of its own: both are told', async () => {
  const report = await judge((h) => {
    const fix = h.commit({ branch: 'local', message: SUBJECT, files: { [RING]: BOUND_FRAME } });
    h.revert(fix, { branch: 'local' });
    h.commit({ message: 'other', files: { 'src/version.h': '#define VERSION "1.1"\n' } });
    h.merge(h.tip('main'), { branch: 'local', files: { [QUEUE]: PEEK } });
  });
  const { id } = patchIn(report, `Revert "${SUBJECT}"`);
  expect(patchIn(report, SUBJECT).findings).toEqual([
    { code: 'cancelled-downstream', says: expect.stringContaining(id) },
  ]);
  expect(report.notices.map(({ code }) => code)).toEqual(['downstream.evil-merge']);
  // Only what the merge brought in is left of the branch.
  expect(report.downstream[0]?.net).toMatchObject({ files: 1, conflicts: 0 });
});
