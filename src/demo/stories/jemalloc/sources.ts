// The allocator's tree as the story finds it: invented code in the manner of jemalloc.

const BITMAP_WALK = `#include "jemalloc/internal/preamble.h"
#include "jemalloc/internal/bitmap_walk.h"

/* Finds the first set bit at or after min_bit, or nbits if there is none. */
size_t
bitmap_walk_next(const bitmap_words_t *words, size_t nbits, size_t min_bit) {
	size_t group = min_bit >> LG_BITS_PER_WORD;
	bitmap_word_t rest = words->word[group] >> (min_bit & WORD_MASK);
	if (rest != 0) {
		return min_bit + word_first_set(rest);
	}
	while (words->word[++group] == 0) {
		continue;
	}
	return (group << LG_BITS_PER_WORD) + word_first_set(words->word[group]);
}
`;

const DECAY_CLOCK = `#include "jemalloc/internal/preamble.h"
#include "jemalloc/internal/decay_clock.h"

/* Moves the epoch on to the present; returns how many steps that took. */
uint64_t
decay_clock_advance(decay_clock_t *clock, const nstime_t *now) {
	nstime_t gone;
	nstime_copy(&gone, now);
	nstime_subtract(&gone, &clock->epoch);
	uint64_t steps = nstime_divide(&gone, &clock->interval);
	nstime_t span;
	nstime_copy(&span, &clock->interval);
	nstime_imultiply(&span, steps);
	nstime_add(&clock->epoch, &span);
	return steps;
}
`;

const ARENA_PICK = `#include "jemalloc/internal/preamble.h"
#include "jemalloc/internal/arena_pick.h"

/* Chooses an arena for a new thread: the one that serves the fewest. */
unsigned
arena_pick(const arena_load_t *loads, unsigned narenas) {
	unsigned choice = 0;
	for (unsigned ind = 1; ind < narenas; ind++) {
		if (loads[ind].nthreads < loads[choice].nthreads) {
			choice = ind;
		}
	}
	return choice;
}
`;

const PROF_SAMPLE = `#include "jemalloc/internal/preamble.h"
#include "jemalloc/internal/prof_sample.h"

/* Bytes until the next sample: geometric, with the given mean. */
uint64_t
prof_sample_wait(prof_rng_t *rng, unsigned lg_mean) {
	double uniform = prof_rng_uniform(rng);
	double rate = 1.0 / (double)(UINT64_C(1) << lg_mean);
	return (uint64_t)(log(uniform) / log(1.0 - rate)) + 1;
}

void
prof_sample_record(prof_log_t *log, const void *ptr, size_t usize) {
	prof_entry_t *entry = prof_log_push(log);
	entry->ptr = ptr;
	entry->usize = usize;
}
`;

const STATS_EMIT = `#include "jemalloc/internal/preamble.h"
#include "jemalloc/internal/stats_emit.h"

/* Prints the options that the process runs with. */
static void
stats_emit_options(emitter_t *e, const conf_t *conf) {
	emitter_dict_begin(e, "opt", "Run-time option settings");
	emit_bool(e, "abort", conf->abort);
	emitter_dict_end(e); /* "opt" */
}

void
stats_emit(emitter_t *e, const conf_t *conf, const stats_t *stats) {
	emitter_begin(e);
	stats_emit_options(e, conf);
	emit_size(e, "allocated", stats->allocated);
	emit_size(e, "active", stats->active);
	emitter_end(e);
}
`;

const CONF_CHECK = `#include "jemalloc/internal/preamble.h"
#include "jemalloc/internal/conf_check.h"

/* Mends settings that cannot work; complains about each. */
void
conf_check(conf_t *conf) {
	if (conf->lg_quantum < LG_QUANTUM_MIN) {
		conf_complain("lg_quantum", "raised to its minimum");
		conf->lg_quantum = LG_QUANTUM_MIN;
	}
	/* The checks of single options end here. */
}
`;

const CTL_LEAF = `#include "jemalloc/internal/preamble.h"
#include "jemalloc/internal/ctl_leaf.h"

/* Refreshes the snapshot that mallctl readers see. */
void
ctl_leaf_refresh(ctl_snapshot_t *snapshot, const stats_t *stats) {
	snapshot->allocated = stats->allocated;
	snapshot->active = stats->active;
	snapshot->epoch++;
}
`;

const HUGE_HEAP = `#include "jemalloc/internal/preamble.h"
#include "jemalloc/internal/huge_heap.h"

/* Takes the page slab that is filled best and still has room for npages. */
page_slab_t *
huge_heap_best(huge_heap_t *heap, size_t npages) {
	for (pszind_t ind = pszind_of(npages); ind < HUGE_HEAP_NBINS; ind++) {
		if (!page_slab_list_empty(&heap->bins[ind])) {
			return page_slab_list_first(&heap->bins[ind]);
		}
	}
	return NULL;
}
`;

/** The files by path. */
export const JEMALLOC_SOURCES = {
  'src/bitmap_walk.c': BITMAP_WALK,
  'src/decay_clock.c': DECAY_CLOCK,
  'src/arena_pick.c': ARENA_PICK,
  'src/prof_sample.c': PROF_SAMPLE,
  'src/stats_emit.c': STATS_EMIT,
  'src/conf_check.c': CONF_CHECK,
  'src/ctl_leaf.c': CTL_LEAF,
  'src/huge_heap.c': HUGE_HEAP,
  ChangeLog: 'Following are change highlights associated with official releases.\n\n* 5.2.0 (April 2, 2019)\n',
  'INSTALL.md': 'Building and installing a packaged release\n\n    ./configure\n    make\n    make install\n',
  'Makefile.am': 'LIBNAME = libjemalloc\nSOVERSION = 2\nlib: $(LIBNAME).so.$(SOVERSION)\n',
  VERSION: '5.2.0\n',
};
