// The service's patches to jemalloc, and upstream's form of those that landed in another.
import { after, all, append, before, replace } from '../../history/index.js';
import type { PatchTold } from '../story.js';
import { JEMALLOC_PEOPLE } from './people.js';

const { sana, marek, ruth } = JEMALLOC_PEOPLE;

/** Upstream's own: the service picked it. */
export const BITMAP_END: PatchTold = {
  author: ruth,
  date: '2019-09-17T15:00:00Z',
  message: `Do not walk past the last word of a bitmap

A bitmap without a set bit after min_bit was read to whatever came next.
`,
  files: {
    'src/bitmap_walk.c': replace(
      '\twhile (words->word[++group] == 0) {\n\t\tcontinue;\n\t}\n',
      `	size_t ngroups = (nbits + WORD_MASK) >> LG_BITS_PER_WORD;
	do {
		if (++group >= ngroups) {
			return nbits;
		}
	} while (words->word[group] == 0);
`,
    ),
  },
};

/** Landed under another subject, after its neighbours had changed. */
export const CLOCK_BACK: PatchTold = {
  author: sana,
  date: '2020-02-11T11:00:00Z',
  message: 'decay: survive a clock that is set back\n',
  files: {
    'src/decay_clock.c': before(
      '\tuint64_t steps = nstime_divide(&gone, &clock->interval);\n',
      `	if (nstime_compare(now, &clock->epoch) < 0) {
		/* Virtual machines that migrate see their clock jump. */
		nstime_copy(&clock->epoch, now);
		decay_clock_redraw_jitter(clock);
		return 0;
	}
`,
    ),
  },
};

const pickNear = (tolerance: string) =>
  replace(
    '\t\tif (loads[ind].nthreads < loads[choice].nthreads) {\n\t\t\tchoice = ind;\n\t\t}\n',
    `		const arena_load_t *candidate = &loads[ind];
		/* Memory of another node costs a third of the speed of each access. */
		if (candidate->numa_node != current_numa_node()) {
			continue;
		}
		bool lighter = candidate->nthreads < loads[choice].nthreads;
		bool strained = ${tolerance};
		if (lighter && !strained) {
			arena_pick_note_switch(choice, ind);
			choice = ind;
		}
`,
  );

/** Landed with another bound. */
export const NUMA_PICK: PatchTold = {
  author: marek,
  date: '2020-05-05T12:00:00Z',
  message: 'arena: prefer arenas of the NUMA node the thread runs on\n',
  files: { 'src/arena_pick.c': pickNear('candidate->dirty_pages > 4096') },
};
/** As upstream took it. */
export const NUMA_PICK_UPSTREAM = { 'src/arena_pick.c': pickNear('arena_load_is_strained(candidate)') };

const neverZero = after(
  '\tdouble uniform = prof_rng_uniform(rng);\n',
  `	while (uniform <= 0.0 || uniform >= 1.0) {
		/* Both ends of the interval make the wait infinite or none. */
		prof_rng_reseed_from_time(rng);
		uniform = prof_rng_uniform(rng);
	}
`,
);
const nameThread = all(
  append(`
/* Names are copied: the thread may be gone when the profile is dumped. */
void
prof_sample_name_thread(prof_entry_t *entry) {
	entry->thread_uid = prof_thread_uid_self();
	prof_thread_name_copy(entry->thread_name, sizeof(entry->thread_name));
}
`),
  after('\tentry->usize = usize;\n', '\tprof_sample_name_thread(entry);\n'),
);

/** Went in together with the next one. */
export const SAMPLE_ZERO: PatchTold = {
  author: sana,
  date: '2020-07-07T09:00:00Z',
  message: 'prof: never take the logarithm of zero\n',
  files: { 'src/prof_sample.c': neverZero },
};

/** Went in together with the one before. */
export const SAMPLE_THREAD: PatchTold = {
  author: sana,
  date: '2020-07-08T09:00:00Z',
  message: 'prof: record which thread made an allocation\n',
  files: { 'src/prof_sample.c': nameThread },
};

/** Both, with their tests, as upstream took them. */
export const SAMPLE_UPSTREAM = {
  'src/prof_sample.c': all(neverZero, nameThread),
  'test/unit/prof_sample.c': `#include "test/jemalloc_test.h"

TEST_BEGIN(test_wait_is_finite) {
	prof_rng_t rng = prof_rng_fixed(0.0, 1.0, 0.5);
	expect_u64_gt(prof_sample_wait(&rng, 19), 0, "a sample must come");
	expect_u64_lt(prof_sample_wait(&rng, 19), UINT64_MAX, "and not too late");
}
TEST_END

TEST_BEGIN(test_thread_is_named) {
	prof_entry_t entry = {0};
	prof_thread_name_set("gardener");
	prof_sample_name_thread(&entry);
	expect_str_eq(entry.thread_name, "gardener", "name of the thread");
	expect_u64_ne(entry.thread_uid, 0, "uid of the thread");
}
TEST_END

int
main(void) {
	return test(test_wait_is_finite, test_thread_is_named);
}
`,
};

/** Landed after upstream's last release. */
export const CTL_RACE: PatchTold = {
  author: marek,
  date: '2025-09-16T14:00:00Z',
  message: 'ctl: readers must not see half of a snapshot\n',
  files: {
    'src/ctl_leaf.c': all(
      before(
        '\tsnapshot->allocated = stats->allocated;\n',
        '\tuint64_t generation = seqlock_write_begin(&snapshot->guard);\n',
      ),
      replace(
        '\tsnapshot->epoch++;\n',
        `	atomic_fetch_add_u64(&snapshot->epoch, 1, ATOMIC_RELEASE);
	seqlock_write_end(&snapshot->guard, generation);
	if (config_debug && seqlock_torn(&snapshot->guard)) {
		malloc_write("<jemalloc>: two writers refreshed one snapshot\\n");
		abort();
	}
`,
      ),
    ),
  },
};

/** In upstream's next branch. */
export const HUGE_AGE: PatchTold = {
  author: sana,
  date: '2025-12-02T10:00:00Z',
  message: 'huge_heap: among equals take the oldest slab\n',
  files: {
    'src/huge_heap.c': all(
      replace(
        '\t\t\treturn page_slab_list_first(&heap->bins[ind]);\n',
        '\t\t\treturn huge_heap_oldest(&heap->bins[ind]);\n',
      ),
      before(
        '/* Takes the page slab that is filled best',
        `/* Old slabs are the likeliest to be backed by a huge page already. */
static page_slab_t *
huge_heap_oldest(page_slab_list_t *bin) {
	page_slab_t *oldest = page_slab_list_first(bin);
	for (page_slab_t *slab = oldest; slab != NULL; slab = page_slab_list_next(bin, slab)) {
		if (slab->birth_epoch < oldest->birth_epoch) {
			oldest = slab;
		}
	}
	return oldest;
}

`,
      ),
    ),
  },
};
