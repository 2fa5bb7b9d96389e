// Where the weight of a fleet lies: the heaviest projects, the most carried upstreams, who has to move.
import type { Carried, UpstreamCarried } from '../model/fleet.js';
import type { ProjectReport } from '../model/report.js';
import type { ActionKind } from '../model/status.js';

/** Rows of each list: what a person reads at once. */
export const LISTED = 20;

/** Projects by patches to carry, most first; those that carry nothing are left out. */
export function heaviestProjects(reports: readonly ProjectReport[]): Carried[] {
  return heaviest(reports.map((report) => carriedOf(report.name, [report])).filter(({ patches }) => patches > 0));
}

/** Upstreams by patches to carry, most first. */
export function mostCarried(reports: readonly ProjectReport[]): UpstreamCarried[] {
  const byUpstream = new Map<string, ProjectReport[]>();
  for (const report of reports) {
    const url = report.upstream?.url;
    if (url) byUpstream.set(url, [...(byUpstream.get(url) ?? []), report]);
  }
  return heaviest(
    [...byUpstream].map(([url, own]) => ({
      ...carriedOf(url, own),
      projects: own.length,
      drop: countOf(own, ['drop-now', 'drop-at-release']),
      ours: countOf(own, ['look', 'send']),
      theirs: countOf(own, ['wait']),
    })),
  );
}

function carriedOf(name: string, reports: readonly ProjectReport[]): Carried {
  const sum = (of: (report: ProjectReport) => number) => reports.reduce((all, report) => all + of(report), 0);
  return {
    name,
    patches: sum(({ delta }) => delta.remaining.patches),
    lines: sum(({ delta }) => delta.remaining.insertions + delta.remaining.deletions),
  };
}

function countOf(reports: readonly ProjectReport[], kinds: readonly ActionKind[]): number {
  return reports.flatMap(({ patches }) => patches).filter(({ action }) => kinds.includes(action.kind)).length;
}

function heaviest<T extends Carried>(rows: readonly T[]): T[] {
  return rows
    .toSorted((a, b) => b.patches - a.patches || b.lines - a.lines || (a.name < b.name ? -1 : 1))
    .slice(0, LISTED);
}
