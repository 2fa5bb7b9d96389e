// Changes that several scenarios tell, on either side.
import { after, all, edit } from '../support/tiny-repo.js';

/** A bug fix of a few lines in one file. */
export const BOUND_FRAME = edit(
  '    memcpy(descriptor->buffer, frame, size);\n',
  `    if (size > descriptor->buffer_length) {
        trace_ring_frame_truncated(size, descriptor->buffer_length);
        size = descriptor->buffer_length;
    }
    memcpy(descriptor->buffer, frame, size);
`,
);

/** A feature: one new function. */
export const PEEK = after(
  'void *queue_pop(struct queue *queue)\n{\n',
  `    return queue_take(queue, QUEUE_CONSUME);
}

/* Looks at the oldest item without taking it out of the queue. */
void *queue_peek(struct queue *queue)
{
    return queue_take(queue, QUEUE_KEEP);
}

static void *queue_take(struct queue *queue, enum queue_mode mode)
{
`,
);

/** Two hunks of one file, far apart. */
export const MONOTONIC = all(
  edit(
    '    return timer->started + timer->interval;\n',
    '    return clock_saturating_add(timer->started, timer->interval);\n',
  ),
  edit(
    '    case TIMER_FIRED:\n        return "fired";\n',
    '    case TIMER_FIRED:\n        return "fired";\n    case TIMER_SUSPENDED:\n        return "suspended while the host slept";\n',
  ),
);

/** The same fix in words of the upstream maintainer. */
export const BOUND_FRAME_REVIEWED = edit(
  '    memcpy(descriptor->buffer, frame, size);\n',
  `    if (size > descriptor->buffer_length) {
        trace_ring_frame_truncated(ring, size, descriptor->buffer_length);
        size = descriptor->buffer_length;
    }
    memcpy(descriptor->buffer, frame, size);
`,
);
