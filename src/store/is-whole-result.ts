// Whether a result may be kept, and until when: as long as refs stay, or only until objects come that were missing.
import type { OpenedProject } from '../gather/open-project.js';
import type { ProjectReport } from '../model/report.js';

/** True where the same refs will always give the same result: nothing was missing, and no clone is partial. */
export function isWholeResult(opened: OpenedProject, report: ProjectReport): boolean {
  return isReadThrough(opened, report) && !report.notices.some(({ code }) => code === UPSTREAM);
}

const UPSTREAM = 'upstream.unreadable';

/** The same, but diffs of single upstream commits may be missing: who keeps evidence tries those again. */
export function isReadThrough(opened: OpenedProject, report: ProjectReport): boolean {
  if (!isGoodOfItsObjects(report) || repositoriesOf(opened).some(({ partial }) => partial)) return false;
  return !report.notices.some(({ code }) => code.endsWith('.unreadable') && code !== UPSTREAM);
}

/** True where the same refs will give the same result until an object comes: all that may be amiss is that some are missing. */
export function isGoodOfItsObjects(report: ProjectReport): boolean {
  return report.state === 'tracked' && !report.notices.some(({ severity }) => severity === 'error');
}

/** All that a project reads. */
export function repositoriesOf({ upstream, downstream }: OpenedProject): OpenedProject['downstream']['repositories'] {
  return [...(upstream ? [upstream.repository] : []), ...downstream.repositories];
}
