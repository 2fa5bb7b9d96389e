// What is left of a stack, as a series to send: rebased in memory where it applies, as it is where it does not.
import { type Rebuilt, rebuild } from './apply.js';
import { formatOne, formatSeries } from '../git/format-patch.js';
import type { PlanStep } from '../model/plan.js';
import type { Status } from '../model/status.js';
import type { Planned } from './plan.js';

/** Where patches go that do not apply, below the folder of the series. */
export const UNFIT_FOLDER = 'does-not-apply';

/** Writes the patches of these statuses, of all branches of the plan, each once, into folders that `folderFor` makes ('' for the series itself). */
export async function exportSeries(
  planned: Planned,
  statuses: readonly Status[],
  folderFor: (name: string) => Promise<string>,
): Promise<Rebuilt> {
  const { workspace } = planned.investigation;
  const { onto, branches } = planned.plan;
  const steps = new Map<string, PlanStep>();
  for (const step of branches.flatMap((branch) => branch.steps)) {
    if (step.status !== null && statuses.includes(step.status)) steps.set(step.commit, step);
  }
  const rebuilt = await rebuild(planned, [...steps.values()]);
  if (rebuilt.steps.length > 0) await formatSeries(workspace, onto.oid, rebuilt.tip, await folderFor(''));
  const unfit = rebuilt.stuck.filter(({ step }) => step.parent !== null);
  for (const [place, { step }] of unfit.entries())
    await formatOne(workspace, step.commit, place + 1, await folderFor(UNFIT_FOLDER));
  return rebuilt;
}
