// Stacks that a rebase treats in every way there is, told once for plan, forecast, apply and export.
import { projectOf, begin, NOW } from '../scenarios/judge.js';
import { edit, type History, tinyRepo, type TinyRepo } from '../support/tiny-repo.js';
import type { Tracked } from '../../src/track.js';

/** What a rehearsal is given. */
export const OPTIONS = { now: NOW, version: '0.0.0', cores: 2 };

const FULL = edit(
  '        return -ENOSPC;\n',
  '        queue_grow_ring(queue);\n        return queue_push(queue, item);\n',
);
const STATISTICS = edit(
  '    queue->items[queue->head] = item;\n',
  '    queue->items[queue->head] = item;\n    queue->statistics.pushed_items += 1;\n',
);

/** On `local`: one patch that upstream took, one that applies, one that conflicts, one that conflicts behind it. */
function tellStack(h: History): void {
  const landed = h.commit({
    branch: 'local',
    message: 'queue: grow instead of failing',
    files: { 'src/queue.c': FULL },
  });
  h.commit({ branch: 'local', message: 'queue: count what is pushed', files: { 'src/queue.c': STATISTICS } });
  h.commit({
    branch: 'local',
    message: 'timer: deadlines in our own clock',
    files: { 'src/timer.c': edit('timer->started + timer->interval', 'vendor_clock_offset(timer) + timer->interval') },
  });
  h.commit({
    branch: 'local',
    message: 'timer: round deadlines of our own clock',
    files: { 'src/timer.c': edit('vendor_clock_offset(timer) +', 'vendor_clock_rounded(timer) +') },
  });
  h.commit({
    branch: 'local',
    message: 'notes: for the vendor build',
    files: { 'NOTES.vendor': 'build with the vendor clock\n' },
  });
  h.pick(landed);
  h.commit({
    message: 'timer: deadlines never overflow',
    files: {
      'src/timer.c': edit('timer->started + timer->interval', 'saturating_add(timer->started, timer->interval)'),
    },
  });
}

/** The stack in a repository with a work tree, where a real rebase can be tried. */
export async function stackRepo(tell: (h: History) => void = tellStack): Promise<{ repo: TinyRepo; tracked: Tracked }> {
  const { h } = begin();
  tell(h);
  const repo = await tinyRepo(h, { bare: false });
  return { repo, tracked: { project: await projectOf(repo.path, repo.path), notices: [] } };
}

/** The people and switches that a rebase needs where no user is configured. */
export const AS_SOMEBODY = ['-c', 'user.name=T', '-c', 'user.email=t@example.org', '-c', 'core.commentChar=#'] as const;
