// Rules about the delta as a whole: budgets, and the ratchet.
import type { PatchReport, ProjectReport } from '../model/report.js';
import { SETTLED } from '../model/status.js';
import { day, figure, patches as patchCount, percent } from '../report/figures.js';
import { keysOf, linesOf } from './baseline.js';
import { type Answer, type Asked, type Rule, violation } from './rule.js';

/** A budget of patches. */
export const patchBudget: Rule = (asked, level, most) => {
  const measured = asked.report.delta.remaining.patches;
  const words = `${patchCount(measured)} to carry; at most ${figure(most)}`;
  return budget(asked, level, measured, most, measured - excused(asked).length, words);
};

/** A budget of added and removed lines. */
export const lineBudget: Rule = (asked, level, most) => {
  const measured = linesOf(asked.report.delta.remaining);
  const forgiven = excused(asked).reduce((sum, patch) => sum + linesOf(patch.remaining), 0);
  const words = `${figure(measured)} lines to carry; at most ${figure(most)}`;
  return budget(asked, level, measured, most, measured - forgiven, words);
};

/** A budget as a share of all patches. */
export const shareBudget: Rule = (asked, level, most) => {
  const { total, remainingShare } = asked.report.delta;
  const measured = remainingShare ?? 0;
  const forgiven = total.patches === 0 ? 0 : excused(asked).length / total.patches;
  const words = `${percent(measured)} of the patches to carry; at most ${percent(most)}`;
  return budget(asked, level, measured, most, measured - forgiven, words);
};

/** Neither more patches nor more lines than the baseline has. */
export const ratchet: Rule = (asked, level) => {
  const { report, baseline } = asked;
  if (!baseline) {
    const fix = 'record the state first, and name it with --baseline or --baseline-ref';
    const says = 'no baseline knows this project: nothing to hold the delta against';
    return { outcome: level, measured: null, says, fix, violations: [] };
  }
  const { patches, ...size } = report.delta.remaining;
  const lines = linesOf(size);
  const words = `${patchCount(patches)} and ${figure(lines)} lines to carry`;
  const then = `${figure(baseline.patches)} and ${figure(baseline.lines)} on ${day(baseline.recordedAt)}`;
  const grown = patches > baseline.patches || lines > baseline.lines;
  const added = grown ? addedTo(asked) : [];
  const forgiven = added.filter((patch) => asked.excuseOf(patch) !== null);
  const forgivenLines = forgiven.reduce((sum, patch) => sum + linesOf(patch.remaining), 0);
  const holds = patches - forgiven.length <= baseline.patches && lines - forgivenLines <= baseline.lines;
  return {
    outcome: grown ? (holds ? 'warn' : level) : 'pass',
    measured: patches,
    says: `${words}; ${then}`,
    fix: grown ? 'keep the delta as it was: send or drop as much as was added' : null,
    violations: added.map((patch) => violation(asked, level, patch, `new: ${patch.status}`, patch.action.says)),
  };
};

function addedTo({ report, baseline }: Asked): readonly PatchReport[] {
  return remaining(report).filter((patch) => !keysOf(patch).some((key) => baseline?.known.has(key)));
}

function excused({ report, excuseOf }: Asked): readonly PatchReport[] {
  return remaining(report).filter((patch) => excuseOf(patch) !== null);
}

function remaining({ patches }: ProjectReport): readonly PatchReport[] {
  return patches.filter(({ status }) => !SETTLED.has(status));
}

/** A measure against its limit; `forgiven` is what is left of the measure without the patches that are excused. */
function budget(
  asked: Asked,
  level: Exclude<Answer['outcome'], 'pass'>,
  measured: number,
  most: number,
  forgiven: number,
  says: string,
): Answer {
  const over = measured > most;
  return {
    outcome: over ? (forgiven <= most ? 'warn' : level) : 'pass',
    measured,
    says,
    fix: over ? waysOut(asked.report) : null,
    violations: [],
  };
}

/** What would make the delta smaller, from the actions of its patches. */
function waysOut(report: ProjectReport): string {
  const count = (kind: PatchReport['action']['kind']) =>
    remaining(report).filter(({ action }) => action.kind === kind).length;
  const ways = [
    [count('send'), 'to send'],
    [count('look'), 'to look at'],
    [count('wait'), 'waiting upstream'],
  ] as const;
  const open = ways.filter(([patches]) => patches > 0).map(([patches, what]) => `${figure(patches)} ${what}`);
  return open.length === 0 ? 'all that remains is meant to be kept: raise the limit' : `there are ${open.join(', ')}`;
}
