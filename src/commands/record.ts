// Adds a point to the history of each project of a report.
import type { Report } from '../model/report.js';
import type { Tracked } from '../track.js';
import { lineOf } from '../trend/parse-history.js';
import { pointIn } from '../trend/point-of.js';
import type { World } from './command.js';
import { type HistoryOptions, withHistories } from './history-options.js';
import type { StoreOptions } from './store-option.js';

/**
 * Records what a run found, a point for each project with a whole result; the others are told of on standard error.
 * Throws LandfallError when a history cannot be written.
 */
export async function recordReport(
  world: World,
  projects: readonly Tracked[],
  report: Report,
  options: HistoryOptions & StoreOptions & { readonly quiet?: boolean | undefined },
): Promise<void> {
  await withHistories(world, options, async (historyOf) => {
    for (const found of report.projects) {
      const tracked = projects.find(({ project }) => project.name === found.name);
      if (!tracked) continue;
      const point = pointIn(report, found);
      if (!point) {
        world.say(`${found.name}: not recorded: a part of it could not be read, and a gap would look like progress`);
        continue;
      }
      const history = await historyOf(tracked.project);
      await history.append(() => [lineOf(point)]);
      if (!options.quiet) world.say(`${found.name}: recorded in ${history.name}`);
    }
  });
}
