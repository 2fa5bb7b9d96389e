// Adds a point to the history of each project of a report.
import type { HistoryPoint } from '../model/history-point.js';
import type { ProjectReport, Report } from '../model/report.js';
import { appendHistory, nameOfPlace } from '../store/history.js';
import type { Tracked } from '../track.js';
import { lineOf } from '../trend/parse-history.js';
import { pointOf } from '../trend/point-of.js';
import type { World } from './command.js';
import { type HistoryOptions, placeFor } from './history-options.js';

/**
 * Records what a run found, a point for each project with a whole result; the others are told of on standard error.
 * Throws LandfallError when a history cannot be written.
 */
export async function recordReport(
  world: World,
  projects: readonly Tracked[],
  report: Report,
  options: HistoryOptions & { readonly quiet?: boolean | undefined },
): Promise<void> {
  for (const found of report.projects) {
    const tracked = projects.find(({ project }) => project.name === found.name);
    if (!tracked) continue;
    const point = pointIn(report, found);
    if (!point) {
      world.say(`${found.name}: not recorded: a part of it could not be read, and a gap would look like progress`);
      continue;
    }
    const place = placeFor(world, tracked.project, options);
    await appendHistory(place, () => [lineOf(point)]);
    if (!options.quiet) world.say(`${found.name}: recorded in ${nameOfPlace(place)}`);
  }
}

/** The point that the history keeps of a project of an ordinary run, or null when its result is not whole. */
export function pointIn({ tool, generatedAt }: Report, found: ProjectReport): HistoryPoint | null {
  return pointOf(found, { ...FRAME, tool, date: generatedAt });
}

const FRAME: Pick<HistoryPoint, 'source' | 'upstreamAsOf' | 'change' | 'dropped'> = {
  source: 'status',
  upstreamAsOf: 'commit-date',
  change: null,
  dropped: [],
};
