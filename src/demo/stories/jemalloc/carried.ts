// The service's patches to jemalloc that upstream never took, or was never meant to.
import { after, all, append, before, replace } from '../../history/index.js';
import type { PatchTold } from '../story.js';
import { JEMALLOC_PEOPLE } from './people.js';

const { sana, marek } = JEMALLOC_PEOPLE;

/** Nothing but a change log. */
export const CHANGELOG: PatchTold = {
  author: marek,
  date: '2019-10-23T08:00:00Z',
  message: 'ChangeLog: what the service build adds\n',
  files: {
    ChangeLog: after(
      'associated with official releases.\n\n',
      '* 5.2.1-service1 (October 23, 2019)\n  - Statistics print every option (@sana).\n\n',
    ),
  },
};

/** Meant for nobody else: an annotation in the config says so. */
export const LIBRARY_NAME: PatchTold = {
  author: marek,
  date: '2019-10-24T08:00:00Z',
  message: 'build: install beside the library of the system\n',
  files: {
    'Makefile.am': all(
      replace('LIBNAME = libjemalloc\n', 'LIBNAME = libjemalloc_service\n'),
      append(
        'service_prefix = /opt/service/lib\ninstall-service: lib\n\tinstall -m 755 $(LIBNAME).so.$(SOVERSION) $(service_prefix)\n',
      ),
    ),
  },
};

/** Never sent. */
export const PRESSURE: PatchTold = {
  author: sana,
  date: '2021-06-15T10:00:00Z',
  message: `decay: purge at once when the cgroup is short of memory

Containers were killed with gigabytes of dirty pages left to purge.
`,
  files: {
    'src/cgroup_pressure.c': `#include "jemalloc/internal/preamble.h"
#include "jemalloc/internal/cgroup_pressure.h"

#define PRESSURE_STALL_FILE "/sys/fs/cgroup/memory.pressure"

/* Reads how long tasks stalled for memory in the last ten seconds, in percent. */
static bool
cgroup_pressure_read(double *stalled) {
	char line[128];
	if (malloc_read_file(PRESSURE_STALL_FILE, line, sizeof(line)) <= 0) {
		return true;
	}
	return malloc_scan_after(line, "some avg10=", stalled);
}

/* Called by the background thread before it goes to sleep. */
void
cgroup_pressure_poll(tsdn_t *tsdn, double limit) {
	double stalled;
	if (!cgroup_pressure_read(&stalled) && stalled > limit) {
		arenas_purge_everything(tsdn);
	}
}
`,
  },
};

/** In an open pull request: an annotation in the config says so. */
export const BITMAP_VECTOR: PatchTold = {
  author: marek,
  date: '2024-03-19T16:00:00Z',
  message: 'bitmap: skip empty words four at a time\n',
  files: {
    'src/bitmap_walk.c': before(
      '/* Finds the first set bit at or after min_bit',
      `/* Returns the first of four words that may be non-zero; ngroups if all are empty. */
static size_t
bitmap_skip_quads(const bitmap_words_t *words, size_t group, size_t ngroups) {
	for (; group + 4 <= ngroups; group += 4) {
		bitmap_word_t quad = words->word[group] | words->word[group + 1]
		    | words->word[group + 2] | words->word[group + 3];
		if (quad != 0) {
			return group;
		}
	}
	return group;
}

`,
    ),
  },
};
