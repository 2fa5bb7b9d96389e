// What a job hands on to the steps behind it.
import type { GateResult } from '../model/gate-result.js';
import type { Report } from '../model/report.js';
import { landedPercent } from '../report/figures.js';
import { overall } from '../report/overall.js';

/**
 * The lines for `$GITHUB_OUTPUT`. Figures are empty where a project has no data: a sum that lacks one is no sum.
 * Values are numbers and words of closed lists, so that none of them can begin another line.
 */
export function outputLines(report: Report, gate: GateResult | null): string {
  const all = overall(report.projects);
  const known = all.noData === 0 && !all.incomplete && report.projects.length > 0;
  const values = {
    outcome: gate?.outcome ?? (known ? 'pass' : 'fail'),
    patches: known ? all.remaining.patches : '',
    lines: known ? all.remaining.insertions + all.remaining.deletions : '',
    'landed-percent': known ? (landedPercent(all) ?? '') : '',
  };
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
