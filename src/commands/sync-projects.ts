// Syncs the mirrors of projects one after the other and says what became of each.
import { LandfallError, messageOf } from '../errors.js';
import type { Notice } from '../model/notice.js';
import type { ProjectReport, Report } from '../model/report.js';
import { type MirrorConfig, mirrorsOf } from '../sync/mirrors-of.js';
import { type SyncOutcome, syncMirror } from '../sync/sync-mirror.js';
import type { Tracked } from '../track.js';
import type { World } from './command.js';
import { type RunOptions, withProgressLine } from './run.js';

/** A mirror, and what became of it. */
export interface Synced {
  readonly mirror: MirrorConfig;
  readonly outcome: SyncOutcome | { readonly kind: 'failed'; readonly notice: Notice };
}

/**
 * Syncs the mirrors of a project; one that several projects of the run share is fetched once. What fails becomes a notice; a run that was
 * stopped, and our own mistakes, are thrown.
 */
export function openSync(world: World, options: RunOptions): (tracked: Tracked) => Promise<readonly Synced[]> {
  const done = new Map<string, Synced>();
  return async ({ project }) => {
    const all: Synced[] = [];
    for (const mirror of mirrorsOf(project)) {
      const key = [mirror.repository, mirror.url, ...mirror.refspecs].join('\0');
      const synced = done.get(key) ?? { mirror, outcome: await syncOne(world, project.name, mirror, options) };
      done.set(key, synced);
      all.push(synced);
    }
    return all;
  };
}

async function syncOne(
  world: World,
  name: string,
  mirror: MirrorConfig,
  options: RunOptions,
): Promise<Synced['outcome']> {
  try {
    return await withProgressLine(world, options, (tell) =>
      syncMirror(mirror, {
        signal: world.signal,
        progress: (stage, done, total) => tell(`${name}: ${stage}`, done, total),
      }),
    );
  } catch (error) {
    if (!(error instanceof LandfallError) || error.kind === 'bug' || world.signal.aborted) throw error;
    const message = messageOf(error);
    return { kind: 'failed', notice: { code: error.code, severity: 'error', message, hint: error.hint } };
  }
}

/** Syncs before a report: calls `make`, and adds a warning to each project for each mirror that could not be fetched. */
export async function syncThen(
  world: World,
  projects: readonly Tracked[],
  options: RunOptions,
  make: () => Promise<Report>,
): Promise<Report> {
  const sync = openSync(world, options);
  const warnings = new Map<string, readonly Notice[]>();
  for (const tracked of projects)
    warnings.set(
      tracked.project.name,
      (await sync(tracked)).flatMap(({ outcome }) => (outcome.kind === 'failed' ? [warning(outcome.notice)] : [])),
    );
  const report = await make();
  return { ...report, projects: report.projects.map((project) => warned(project, warnings.get(project.name) ?? [])) };
}

function warning(notice: Notice): Notice {
  return { ...notice, severity: 'warning', message: `not synced: ${notice.message}` };
}

function warned(project: ProjectReport, warnings: readonly Notice[]): ProjectReport {
  return warnings.length > 0 ? { ...project, notices: [...project.notices, ...warnings] } : project;
}
