// The vendor's GDB: a stack on gdb-14.1-release, and what was carried over to gdb-15.1-release.
import { type History, history } from '../../history/index.js';
import { apply, releaseOf } from '../story.js';
import { BANNER, CHANGELOG, MAP_CACHE, PRIVATE_PICK, REGENERATE, WATCH_SPLIT } from './carried.js';
import { BISECT, BOUNDS, COALESCE, GUTTER, MAP_LEAK, SLASHES } from './patches.js';

const OLD = 'vendor/gdb-14';
const NEW = 'vendor/gdb-15';
const RELEASE_DESK = 'Vendor Toolchain <toolchain@vendor.example.org>';

/** Tells it on top of upstream's releases. */
export function tellGdbDownstream(upstream: History): History {
  const h = history({ branch: OLD });
  for (const name of ['gdb-14.1-release', 'gdb-15.1-release']) {
    const tag = upstream.refs.get(`refs/tags/${name}`);
    if (tag) h.point(`refs/tags/${name}`, tag);
  }
  h.point(OLD, releaseOf(upstream, 'gdb-14.1-release'));
  for (const patch of [MAP_LEAK, SLASHES, CHANGELOG, BOUNDS, REGENERATE]) apply(h, OLD, patch);
  const watch = apply(h, OLD, WATCH_SPLIT);
  const banner = apply(h, OLD, BANNER);
  apply(h, OLD, BISECT);
  const gutter = apply(h, OLD, GUTTER);
  const coalesce = apply(h, OLD, COALESCE);
  const cache = apply(h, OLD, MAP_CACHE);

  h.point(NEW, releaseOf(upstream, 'gdb-15.1-release'));
  for (const carried of [watch, banner, gutter, coalesce, cache]) {
    h.pick(carried, { branch: NEW, committer: RELEASE_DESK, commitDate: '2024-07-22T08:00:00Z' });
  }
  apply(h, NEW, PRIVATE_PICK);
  return h;
}
