// All projects of a report as one: what the summary tables, the headline and the badge for all say.
import type { ProjectReport, Tally } from '../model/report.js';
import { sumOf } from '../model/tally.js';

export interface Overall {
  readonly total: Tally;
  readonly remaining: Tally;
  /** Projects of which nothing is known; their figures are not in the sums. */
  readonly noData: number;
  /** True when a part of what should have been read is missing, so that the sums are too small. */
  readonly incomplete: boolean;
}

/** The sums over the projects that have data. */
export function overall(projects: readonly ProjectReport[]): Overall {
  const tracked = projects.filter((project) => project.state === 'tracked');
  return {
    total: sumOf(tracked.map(({ delta }) => delta.total)),
    remaining: sumOf(tracked.map(({ delta }) => delta.remaining)),
    noData: projects.length - tracked.length,
    incomplete: projects.some(isIncomplete),
  };
}

/** A notice of severity `error` means that a part of the project has no result. */
function isIncomplete(project: ProjectReport): boolean {
  return project.state === 'no-data' || project.notices.some((notice) => notice.severity === 'error');
}
