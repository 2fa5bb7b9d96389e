// Upstream's jemalloc from 2019 to 2026: three releases, and a branch of what comes next.
import {
  after,
  all,
  append,
  before,
  type Commit,
  type History,
  history,
  prepend,
  replace,
} from '../../history/index.js';
import { apply, scribe } from '../story.js';
import { OPTIONS, optionFiles } from './options.js';
import {
  BITMAP_END,
  CLOCK_BACK,
  CTL_RACE,
  HUGE_AGE,
  NUMA_PICK,
  NUMA_PICK_UPSTREAM,
  SAMPLE_UPSTREAM,
} from './patches.js';
import { JEMALLOC_PEOPLE } from './people.js';
import { JEMALLOC_SOURCES } from './sources.js';

const BRANCH = 'dev';
const { sana, ruth, finn, yuki } = JEMALLOC_PEOPLE;

/** Tells it. The commit is the one that the service picks. */
export function tellJemallocUpstream(): { upstream: History; bitmap: Commit } {
  const h = history({ branch: BRANCH });
  tellStart(h);
  const bitmap = apply(h, BRANCH, BITMAP_END);
  tellDecayClock(h);
  tellRelease530(h);
  tellRelease531(h);
  tellNext(h);
  return { upstream: h, bitmap };
}

function release(h: History, date: string, version: string, day: string): void {
  scribe(h, BRANCH)(date, ruth, `Update ChangeLog for ${version}\n`, {
    VERSION: `${version}\n`,
    ChangeLog: after('associated with official releases.\n\n', `* ${version} (${day})\n\n`),
  });
  h.tag(version, { message: `Release ${version}\n`, tagger: ruth });
}

function tellStart(h: History): void {
  const told = scribe(h, BRANCH);
  told('2019-04-02T12:00:00Z', ruth, 'Import of the demo sources\n', JEMALLOC_SOURCES);
  told('2019-05-21T12:00:00Z', finn, 'INSTALL.md: name the compilers that are tested\n', {
    'INSTALL.md': append('\nTested with GCC 4.9 to 9 and Clang 3.8 to 8.\n'),
  });
  told('2019-06-25T12:00:00Z', yuki, 'Count refreshes of the snapshot in debug builds\n', {
    'src/ctl_leaf.c': before('\tsnapshot->epoch++;\n', '\tif (config_debug) {\n\t\tsnapshot->nrefreshes++;\n\t}\n'),
  });
  release(h, '2019-08-05T20:00:00Z', '5.2.1', 'August 5, 2019');
}

/** The commits on single options from one place of the list to another. */
function tellOptions(h: History, from: number, to: number): void {
  for (const option of OPTIONS.slice(from, to)) {
    scribe(h, BRANCH)(`${option.date}T10:00:00Z`, yuki, `${option.subject}\n`, optionFiles(option));
  }
}

/** Elapsed time gets one place, and a fix of the service lands on top of that. */
function tellDecayClock(h: History): void {
  const told = scribe(h, BRANCH);
  tellOptions(h, 0, 4);
  told('2020-03-05T09:00:00Z', finn, 'Compute elapsed time in one place\n', {
    'src/decay_clock.c': all(
      replace(
        '\tnstime_t gone;\n\tnstime_copy(&gone, now);\n\tnstime_subtract(&gone, &clock->epoch);\n',
        '\tnstime_t gone = decay_clock_elapsed(clock, now);\n',
      ),
      replace(
        '/* Moves the epoch',
        `/* Time since the epoch of the clock. */
static nstime_t
decay_clock_elapsed(const decay_clock_t *clock, const nstime_t *now) {
	nstime_t elapsed;
	nstime_copy(&elapsed, now);
	nstime_subtract(&elapsed, &clock->epoch);
	return elapsed;
}

/* Moves the epoch`,
      ),
    ),
  });
  told('2020-03-10T09:00:00Z', CLOCK_BACK.author, 'Restart the epoch if time is not monotonic\n', CLOCK_BACK.files);
}

function tellRelease530(h: History): void {
  const told = scribe(h, BRANCH);
  tellOptions(h, 4, 6);
  told(
    '2020-06-30T15:00:00Z',
    NUMA_PICK.author,
    'arena: prefer arenas of the NUMA node the thread runs on\n',
    NUMA_PICK_UPSTREAM,
  );
  tellOptions(h, 6, 7);
  told('2020-09-15T11:00:00Z', sana, 'prof: finite waits and thread names in samples\n', SAMPLE_UPSTREAM);
  tellOptions(h, 7, 10);
  told('2021-06-22T11:00:00Z', finn, 'huge_heap: count slabs by how full they are\n', {
    'src/huge_heap.c': append(`
void
huge_heap_census(const huge_heap_t *heap, size_t *counts) {
	for (pszind_t ind = 0; ind < HUGE_HEAP_NBINS; ind++) {
		counts[ind] = page_slab_list_length(&heap->bins[ind]);
	}
}
`),
  });
  tellOptions(h, 10, 13);
  release(h, '2022-05-06T18:00:00Z', '5.3.0', 'May 6, 2022');
}

function tellRelease531(h: History): void {
  const told = scribe(h, BRANCH);
  told('2022-09-13T10:00:00Z', finn, 'Build with -Wshadow\n', {
    'Makefile.am': prepend('CFLAGS += -Wall -Wextra -Wshadow\n'),
  });
  told('2023-02-21T10:00:00Z', yuki, 'stats: print the number of resident bytes\n', {
    'src/stats_emit.c': after(
      '\temit_size(e, "active", stats->active);\n',
      '\temit_size(e, "resident", stats->resident);\n',
    ),
  });
  told('2023-07-11T10:00:00Z', finn, 'Add a test for arena_pick\n', {
    'test/unit/arena_pick.c': `#include "test/jemalloc_test.h"

TEST_BEGIN(test_lightest_wins) {
	arena_load_t loads[3] = {{.nthreads = 4}, {.nthreads = 1}, {.nthreads = 2}};
	expect_u_eq(arena_pick(loads, 3), 1, "the arena with one thread");
}
TEST_END
`,
  });
  told('2024-05-14T10:00:00Z', yuki, 'prof: mix the thread uid into the seed\n', {
    'src/prof_sample.c': before(
      '\tprof_entry_t *entry = prof_log_push(log);\n',
      '\tprof_rng_stir(&log->rng, prof_thread_uid_self());\n',
    ),
  });
  told('2025-01-28T10:00:00Z', finn, 'INSTALL.md: C11 is needed\n', {
    'INSTALL.md': replace('GCC 4.9 to 9 and Clang 3.8 to 8', 'GCC 9 to 14 and Clang 12 to 19; C11 atomics are needed'),
  });
  release(h, '2025-08-05T18:00:00Z', '5.3.1', 'August 5, 2025');
}

function tellNext(h: History): void {
  const told = scribe(h, BRANCH);
  told('2025-10-07T12:00:00Z', CTL_RACE.author, 'ctl: readers must not see half of a snapshot\n', CTL_RACE.files);
  told('2025-11-18T12:00:00Z', finn, 'Say in INSTALL.md how to run the tests\n', {
    'INSTALL.md': append('\n    make check\n'),
  });
  told('2026-01-13T12:00:00Z', yuki, 'conf: read settings from the executable as well\n', {
    'src/conf_check.c': append(`
/* Settings linked into the program come first, so that all others overrule them. */
void
conf_read_builtin(conf_t *conf) {
	if (je_malloc_conf_builtin != NULL) {
		conf_parse(conf, je_malloc_conf_builtin, conf_source_builtin);
	}
}
`),
  });
  h.point('next', h.tip());
  const next = scribe(h, 'next');
  next('2026-01-27T12:00:00Z', finn, 'huge_heap: write down the lock order\n', {
    'src/huge_heap.c': prepend('/* Lock order: the heap before its slabs. */\n'),
  });
  next('2026-02-03T12:00:00Z', HUGE_AGE.author, HUGE_AGE.message, HUGE_AGE.files);
}
