// Whether a result may be kept: only one that the same refs will always give.
import type { OpenedProject } from '../gather/open-project.js';
import type { ProjectReport } from '../model/report.js';

/**
 * False when something could not be read, and in partial clones: a fetch may bring the missing objects without moving
 * any ref, and then the next run must look again.
 */
export function isWholeResult(opened: OpenedProject, report: ProjectReport): boolean {
  return isReadThrough(opened, report) && !report.notices.some(({ code }) => code === UPSTREAM);
}

const UPSTREAM = 'upstream.unreadable';

/** The same, but diffs of single upstream commits may be missing: who keeps evidence tries those again. */
export function isReadThrough({ upstream, downstream }: OpenedProject, report: ProjectReport): boolean {
  const repositories = [...(upstream ? [upstream.repository] : []), ...downstream.repositories];
  if (report.state !== 'tracked' || repositories.some((repository) => repository.partial)) return false;
  return !report.notices.some(
    ({ severity, code }) => severity === 'error' || (code.endsWith('.unreadable') && code !== UPSTREAM),
  );
}
