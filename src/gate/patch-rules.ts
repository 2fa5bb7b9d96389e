// Rules about single patches: each names the patches at fault.
import type { GateViolation } from '../model/gate-result.js';
import type { PatchReport } from '../model/report.js';
import { counted, patches as patchCount } from '../report/figures.js';
import { keysOf } from './baseline.js';
import { type Answer, daysSince, type Rule, violation, worst } from './rule.js';

/** No landed patch is carried for more than so many days after the release that holds it. */
export const carriedTooLong: Rule = (asked, level, most) => {
  const dates = new Map(asked.report.upstream?.releases.map(({ name, date }) => [name, date]));
  const found = asked.report.patches.flatMap((patch) => {
    const release = patch.status === 'landed' ? (patch.landing?.release ?? null) : null;
    if (release === null) return [];
    const date = dates.get(release);
    const days = date === undefined ? null : daysSince(date, asked.now);
    if (days !== null && days <= most) return [];
    const age = days === null ? 'whose date is not known' : `for ${counted(days, 'day')}`;
    return [violation(asked, level, patch, `landed; in ${release} ${age}`, `drop it: move to ${release}`)];
  });
  return answer(found, `still carried more than ${counted(most, 'day')} after the release that holds them`);
};

/** No pending patch is older than so many days. */
export const unsentTooLong: Rule = (asked, level, most) => {
  const found = asked.report.patches.flatMap((patch) => {
    const days = daysSince(patch.authorDate, asked.now);
    if (patch.status !== 'pending' || days <= most) return [];
    return [violation(asked, level, patch, `${counted(days, 'day')} old and not sent`, SEND)];
  });
  return answer(found, `older than ${counted(most, 'day')} and not sent`);
};

/** What people declared holds against what the repositories show. */
export const contradicted: Rule = (asked, level) => {
  const found = asked.report.patches.flatMap((patch) => {
    const finding = patch.findings.find(({ code }) => CONTRADICTIONS.has(code));
    if (!finding) return [];
    return [violation(asked, level, patch, finding.says, 'correct the declaration, or drop the patch')];
  });
  return answer(found, 'declared one thing and shown to be another');
};

/** Every pending patch says why it is not upstream; those that the baseline knows are old sins. */
export const undeclared: Rule = (asked, level) => {
  const { report, baseline } = asked;
  const isOld = (patch: PatchReport) => keysOf(patch).some((key) => baseline?.known.has(key));
  const found = report.patches
    .filter((patch) => patch.status === 'pending' && (patch.declared?.reason ?? null) === null && !isOld(patch))
    .map((patch) => violation(asked, level, patch, 'pending, and nothing says why', DECLARE));
  return answer(found, `pending without a declared reason${baseline ? ', and new since the baseline' : ''}`);
};

/** Findings that say that a declared status does not hold. */
const CONTRADICTIONS: ReadonlySet<string> = new Set(['declared-differs']);

const SEND = 'send it, or declare it local';
const DECLARE = 'send it, or say why not: `Upstream-Status: Pending [reason]` in its message, or an annotation';

function answer(violations: readonly GateViolation[], what: string): Answer {
  const subjects = violations.length === 0 ? 'no patch is' : `${patchCount(violations.length)}`;
  return {
    outcome: worst(violations.map(({ outcome }) => outcome)),
    measured: violations.length,
    says: `${subjects} ${what}`,
    fix: null,
    violations,
  };
}
