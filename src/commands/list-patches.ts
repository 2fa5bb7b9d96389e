// Chooses which patches a report lists, and in which order. Its figures stay those of all patches.
import type { PatchReport, ProjectReport, Report } from '../model/report.js';
import { ACTIONS, STATUSES, type Status } from '../model/status.js';

/** Ways to order patches; `stack` is the order in which the branches hold them. */
export const ORDERS = ['stack', 'age', 'size', 'status', 'subject', 'author'] as const;
/** One of ORDERS. */
export type Order = (typeof ORDERS)[number];

type Compare = (one: PatchReport, other: PatchReport) => number;

const COMPARE: Readonly<Record<Order, Compare>> = {
  stack: () => 0,
  age: (one, other) => compareText(one.authorDate, other.authorDate),
  size: (one, other) => linesOf(other) - linesOf(one),
  status: (one, other) =>
    STATUSES.indexOf(one.status) - STATUSES.indexOf(other.status) ||
    ACTIONS.indexOf(one.action.kind) - ACTIONS.indexOf(other.action.kind),
  subject: (one, other) => compareText(one.subject.toLowerCase(), other.subject.toLowerCase()),
  author: (one, other) => compareText(one.author.name.toLowerCase(), other.author.name.toLowerCase()),
};

/** The report with its patches in that order and, when `only` names statuses, without the others: a notice then says so. */
export function listPatches(report: Report, only: readonly Status[], order: Order): Report {
  return { ...report, projects: report.projects.map((project) => listed(project, only, order)) };
}

function listed(project: ProjectReport, only: readonly Status[], order: Order): ProjectReport {
  const patches = project.patches.toSorted(COMPARE[order]);
  if (only.length === 0 || project.state === 'no-data') return { ...project, patches };
  const chosen = patches.filter((patch) => only.includes(patch.status));
  const message = `only ${only.join(', ')}: ${chosen.length} of ${patches.length} patches are listed; the figures count all`;
  const notice = { code: 'list.only', severity: 'info', message, hint: null } as const;
  return { ...project, patches: chosen, notices: [...project.notices, notice] };
}

function linesOf({ size }: PatchReport): number {
  return size.insertions + size.deletions;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
