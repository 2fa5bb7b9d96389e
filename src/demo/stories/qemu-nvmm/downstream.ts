// The NetBSD port's QEMU: a fork since 5.2 that merges every release of upstream into itself.
import { append, type Changes, type Commit, type History, history, textIn } from '../../history/index.js';
import { apply, releaseOf } from '../story.js';
import { ACCELERATOR, INTERRUPTS, REGISTER_ORDER, WIRING } from './nvmm.js';
import { DIRTY_LOG, FILTER, HUB, KEYMAP, REINDENT, RETRY, RING, TUNING } from './patches.js';
import { QEMU_PEOPLE } from './people.js';
import { KEYPAD_ROWS } from './upstream.js';

const BRANCH = 'nvmm';
const { bram, lucia } = QEMU_PEOPLE;

/** Tells it on top of upstream; `checksum` is the commit it picks. */
export function tellQemuDownstream(upstream: History, checksum: Commit): History {
  const h = history({ branch: BRANCH });
  h.point(BRANCH, releaseOf(upstream, 'v5.2.0'));
  for (const patch of [ACCELERATOR, INTERRUPTS, WIRING, KEYMAP]) apply(h, BRANCH, patch);
  h.pick(checksum, {
    committer: lucia,
    commitDate: '2021-03-01T20:00:00Z',
    message: `${checksum.message.toString()}\n(cherry picked from commit ${checksum.oid})\n`,
  });
  apply(h, BRANCH, REINDENT);
  mergeRelease(h, upstream, 'v6.0.0', '2021-05-02T19:00:00Z', (release) => ({
    'vl.c': null,
    'softmmu/vl.c': REGISTER_ORDER(textIn(release, 'softmmu/vl.c')),
  }));
  for (const patch of [HUB, RETRY]) apply(h, BRANCH, patch);
  mergeRelease(h, upstream, 'v6.1.0', '2021-08-26T19:00:00Z', (release) => ({
    'ui/keymap-table.c': KEYPAD_ROWS,
    'target/i386/nvmm-all.c': null,
    // Nothing on either side has these lines: the merge brings them in by itself.
    'target/i386/nvmm/nvmm-all.c': append(WAKE_QUIRK)(textIn(release, 'target/i386/nvmm/nvmm-all.c')),
  }));
  h.commit({ author: lucia, date: '2021-09-11T09:00:00Z', message: 'ci: run the NetBSD builder again\n' });
  for (const patch of [TUNING, RING]) apply(h, BRANCH, patch);
  mergeRelease(h, upstream, 'v6.2.0', '2021-12-16T19:00:00Z', () => ({}));
  for (const patch of [DIRTY_LOG, FILTER]) apply(h, BRANCH, patch);
  return h;
}

const WAKE_QUIRK = `
/* NetBSD 9.1 loses a wake-up when two processors stop at once: wake both. */
void nvmm_port_wake_twice(CPUState *first, CPUState *second)
{
    qemu_cpu_kick(first);
    qemu_cpu_kick(second);
}
`;

function mergeRelease(
  h: History,
  upstream: History,
  name: string,
  date: string,
  files: (release: Commit) => Changes,
): void {
  const release = releaseOf(upstream, name);
  h.merge(release, { author: bram, date, message: `Merge tag '${name}' into nvmm\n`, files: files(release) });
}
