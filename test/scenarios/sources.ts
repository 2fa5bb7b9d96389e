// The small project that the scenarios patch: enough code that its lines are as telling as real ones.

const LICENCE = `/*
 * This program is free software; you can redistribute it and/or modify
 * it under the terms of the GNU General Public License as published by
 * the Free Software Foundation; either version 2 of the License, or
 * (at your option) any later version.
 */
`;

const QUEUE = `${LICENCE}
#include "queue.h"

static unsigned queue_mask(const struct queue *queue)
{
    return queue->capacity - 1;
}

int queue_push(struct queue *queue, void *item)
{
    unsigned next = (queue->head + 1) & queue_mask(queue);

    if (next == queue->tail) {
        return -ENOSPC;
    }
    queue->items[queue->head] = item;
    queue->head = next;
    return 0;
}

void *queue_pop(struct queue *queue)
{
    void *item;

    if (queue->head == queue->tail) {
        return NULL;
    }
    item = queue->items[queue->tail];
    queue->tail = (queue->tail + 1) & queue_mask(queue);
    return item;
}

void queue_drain(struct queue *queue, void (*release)(void *))
{
    void *item;

    while ((item = queue_pop(queue)) != NULL) {
        release(item);
    }
}
`;

const TIMER = `${LICENCE}
#include "timer.h"

static int64_t timer_deadline(const struct timer *timer)
{
    return timer->started + timer->interval;
}

void timer_arm(struct timer *timer, int64_t interval)
{
    timer->started = clock_now();
    timer->interval = interval;
    timer->armed = true;
}

bool timer_expired(const struct timer *timer)
{
    return timer->armed && clock_now() >= timer_deadline(timer);
}

const char *timer_state_name(int state)
{
    switch (state) {
    case TIMER_IDLE:
        return "idle";
    case TIMER_ARMED:
        return "armed";
    case TIMER_FIRED:
        return "fired";
    }
    return "unknown";
}
`;

const RING = `${LICENCE}
#include "ring.h"

static void ring_advance(struct ring *ring, unsigned count)
{
    ring->consumer += count;
    if (ring->consumer >= ring->length) {
        ring->consumer -= ring->length;
    }
}

ssize_t ring_receive(struct ring *ring, const uint8_t *frame, size_t size)
{
    struct descriptor *descriptor = &ring->descriptors[ring->consumer];

    if (!(descriptor->flags & DESCRIPTOR_OWNED)) {
        ring->dropped++;
        return -1;
    }
    memcpy(descriptor->buffer, frame, size);
    descriptor->flags &= ~DESCRIPTOR_OWNED;
    ring_advance(ring, 1);
    return size;
}

const char *ring_mode_name(int mode)
{
    switch (mode) {
    case RING_POLLED:
        return "polled";
    case RING_INTERRUPT:
        return "interrupt";
    }
    return "unknown";
}
`;

/** Files by path, as the first upstream commit of every scenario has them. */
export const SOURCES: Readonly<Record<string, string>> = {
  'src/queue.c': QUEUE,
  'src/timer.c': TIMER,
  'src/net/ring.c': RING,
  'src/version.h': '#define VERSION "1.0"\n',
  ChangeLog: '2020-01-01  A. Author  <author@example.org>\n\n\t* queue.c: New file.\n',
  'aclocal.m4': '# generated automatically by aclocal 1.15\nm4_ifndef([AC_CONFIG_MACRO_DIRS])\n',
};

/** The head of every source file. */
export const LICENCE_TEXT: string = LICENCE;
