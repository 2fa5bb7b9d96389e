// Syncs projects one after the other and says what became of each.
import { LandfallError, messageOf } from '../errors.js';
import type { Notice } from '../model/notice.js';
import type { ProjectReport, Report } from '../model/report.js';
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

/** Syncs before a report: calls `make`, and adds a warning to each project that could not be fetched. */
export async function syncThen(
  world: World,
  projects: readonly Tracked[],
  options: RunOptions,
  make: () => Promise<Report>,
): Promise<Report> {
  const warnings = new Map<string, Notice>();
  for (const tracked of projects) {
    const outcome = await syncOne(world, tracked, options);
    if (outcome.kind !== 'failed') continue;
    const message = `not synced: ${outcome.notice.message}`;
    warnings.set(tracked.project.name, { ...outcome.notice, severity: 'warning', message });
  }
  const report = await make();
  return { ...report, projects: report.projects.map((project) => warned(project, warnings.get(project.name))) };
}

function warned(project: ProjectReport, warning: Notice | undefined): ProjectReport {
  return warning ? { ...project, notices: [...project.notices, warning] } : project;
}
