// Landings that what stands at the tip makes whole.
import { expect } from 'vitest';
import { edit } from '../../support/tiny-repo.js';
import { BOUND_FRAME } from '../patches.js';
import { only, together } from '../together.js';

const RING = 'src/net/ring.c';
const QUEUE = 'src/queue.c';
const NEWS = 'NEWS';
const story = together();

story(
  'a line of its own above its place: put on the tip again it stands directly behind itself, and that is its place',
  ({ local, upstream }) => {
    const [last, next] = ['queue_mask(queue);\n\n', '    if (next == queue->tail) {\n'];
    const check = '    if (queue_is_draining(queue)) {\n        return -ESHUTDOWN;\n    }\n\n';
    local('queue: vendor', { [QUEUE]: edit(`${last}${next}`, `queue_mask(queue);\n    /* vendor */\n\n${next}`) });
    local('queue: refuse', { [QUEUE]: edit(next, `${check}${next}`) });
    upstream('queue: refuse what comes too late', { [QUEUE]: edit(next, `${check}${next}`) });
  },
  (patches) => expect(patches.map(({ status }) => status)).toEqual(['pending', 'landed']),
);

story(
  'a line for the news, which came in with a commit of its own: both are named where all of it is at the tip',
  ({ local, upstream }) => {
    const news = 'net: rings survive a reset of the guest (7041)\n';
    local('ring: survive', { [RING]: BOUND_FRAME, [NEWS]: news });
    upstream('ring: bound', { [RING]: BOUND_FRAME });
    upstream('news', { [NEWS]: `net: queues are drained (6999)\n${news}` });
  },
  (patches) => {
    const patch = only(patches);
    expect(patch.status).toBe('landed');
    expect(patch.landing?.commits.map(({ subject }) => subject)).toEqual(['ring: bound', 'news']);
  },
);
