// Syncs projects one after the other and says what became of each.
import { LandfallError, messageOf } from '../errors.js';
import type { Notice } from '../model/notice.js';
import { type SyncOutcome, syncProject } from '../sync/sync-project.js';
import type { Tracked } from '../track.js';
import type { World } from './command.js';
import { type RunOptions, withProgress } from './run.js';

/** Syncs one project. What fails becomes a notice; a run that was stopped, and our own mistakes, are thrown. */
export async function syncOne(
  world: World,
  { project }: Tracked,
  options: RunOptions,
): Promise<SyncOutcome | { readonly kind: 'failed'; readonly notice: Notice }> {
  try {
    return await withProgress(world, options, ({ signal, progress }) =>
      syncProject(project, { ...(signal ? { signal } : {}), ...(progress ? { progress } : {}) }),
    );
  } catch (error) {
    if (!(error instanceof LandfallError) || error.kind === 'bug' || world.signal.aborted) throw error;
    const message = messageOf(error);
    return { kind: 'failed', notice: { code: error.code, severity: 'error', message, hint: error.hint } };
  }
}

/** Syncs before a report. A failure is a warning in that project's notices: what was fetched before is reported. */
export async function syncFirst(
  world: World,
  projects: readonly Tracked[],
  options: RunOptions,
): Promise<readonly Tracked[]> {
  const synced: Tracked[] = [];
  for (const tracked of projects) {
    const outcome = await syncOne(world, tracked, options);
    if (outcome.kind !== 'failed') synced.push(tracked);
    else {
      const { notice } = outcome;
      const warning = { ...notice, severity: 'warning', message: `not synced: ${notice.message}` } as const;
      synced.push({ ...tracked, notices: [...tracked.notices, warning] });
    }
  }
  return synced;
}
