// The service's jemalloc: a stack on 5.2.1 that has grown for six years.
import { type Commit, type History, history } from '../../history/index.js';
import { apply, releaseOf } from '../story.js';
import { BITMAP_VECTOR, CHANGELOG, LIBRARY_NAME, PRESSURE } from './carried.js';
import { PRINT_OPTIONS } from './options.js';
import { CLOCK_BACK, CTL_RACE, HUGE_AGE, NUMA_PICK, SAMPLE_THREAD, SAMPLE_ZERO } from './patches.js';
import { JEMALLOC_PEOPLE } from './people.js';

const BRANCH = 'local/stable';

/** Tells it on top of upstream; `bitmap` is the commit it picks. */
export function tellJemallocDownstream(upstream: History, bitmap: Commit): History {
  const h = history({ branch: BRANCH });
  h.point(BRANCH, releaseOf(upstream, '5.2.1'));
  for (const patch of [PRINT_OPTIONS, CHANGELOG, LIBRARY_NAME]) apply(h, BRANCH, patch);
  h.pick(bitmap, {
    committer: JEMALLOC_PEOPLE.marek,
    commitDate: '2019-11-05T09:00:00Z',
    message: `${bitmap.message.toString()}\nUpstream-Status: Backport [https://github.com/jemalloc/jemalloc/commit/${bitmap.oid}]\n`,
  });
  for (const patch of [CLOCK_BACK, NUMA_PICK, SAMPLE_ZERO, SAMPLE_THREAD]) apply(h, BRANCH, patch);
  for (const patch of [PRESSURE, BITMAP_VECTOR, CTL_RACE, HUGE_AGE]) apply(h, BRANCH, patch);
  return h;
}
