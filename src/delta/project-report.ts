// Puts what was found about a project together into its report.
import { nameOfRepository, type Project } from '../model/config.js';
import type { History } from '../model/history.js';
import type { Notice } from '../model/notice.js';
import type { Patch } from '../model/patch.js';
import type { NetDelta, PatchReport, ProjectReport, UpstreamRead } from '../model/report.js';
import type { Stack } from '../model/stack.js';
import { isoDate } from '../patch/iso-date.js';
import { annotationName, annotationNames } from '../model/annotation.js';
import { absorbedByReleases, absorbedByTip } from './absorbed.js';
import { account } from './account.js';
import { directoriesOf } from './directories.js';

export interface ReportParts {
  readonly project: Project;
  readonly upstream: { readonly tip: string; readonly next: readonly { readonly ref: string; readonly oid: string }[] };
  /** Seconds since 1970. */
  readonly tipDate: number;
  readonly stack: Stack;
  readonly gathered: {
    readonly context: {
      readonly history: History;
      readonly read: ReadonlySet<number>;
      readonly readBefore: number;
      readonly unread: ReadonlySet<number>;
      readonly large: ReadonlySet<number>;
    };
  };
  /** In the order of the stack. */
  readonly patches: readonly PatchReport[];
  /** In the order of the stack's branches. */
  readonly net: readonly (NetDelta | null)[];
  readonly notices: readonly Notice[];
  readonly now: Date;
}

/** How many ids of unreadable commits a notice names. */
const NAMED = 3;
const NAME_DIGITS = 12;

/** The report of one project; see model/report.ts. */
export function projectReport(parts: ReportParts): ProjectReport {
  const { project, upstream, stack, gathered, patches } = parts;
  const { history, read, readBefore } = gathered.context;
  const named = new Map(project.downstream.map((entry) => [entry.repository, nameOfRepository(entry)]));
  const nameOf = (path: string) => named.get(path) ?? path;
  const accounted = patches.map((report, place) => ({
    report,
    directories: directoriesOf(stack.patches[place] as Patch, report),
  }));
  return {
    name: project.name,
    title: project.title,
    state: 'tracked',
    upstream: {
      url: project.upstream.url,
      branch: project.upstream.branch,
      tip: { oid: upstream.tip, date: isoDate(parts.tipDate) },
      next: upstream.next,
      commits: history.commits.length + history.leftOut,
      diffs: read.size + readBefore,
      releases: releasesOf(patches, history),
      absorbs: absorbedByTip(patches),
    },
    downstream: stack.branches.map((branch, place) => ({
      repository: nameOf(branch.repository),
      kind: branch.kind,
      branch: branch.ref,
      tip: branch.state,
      base: branch.base,
      patches: branch.patches.length,
      merges: branch.merges.length,
      net: parts.net[place] ?? null,
    })),
    delta: account(accounted, parts.now.getTime() / 1000),
    patches,
    notices: [...parts.notices, ...readingNotices(parts), ...annotationNotices(project, stack)],
  };
}

/** The releases that landings of these patches are in, with their dates, and what each absorbs. */
function releasesOf(patches: readonly PatchReport[], history: History): UpstreamRead['releases'] {
  const held = new Set(patches.map(({ landing }) => landing?.release ?? null));
  const names = history.releaseOrder.filter((name) => held.has(name) && history.releaseDates.has(name));
  const absorbed = absorbedByReleases(patches, names);
  return names.flatMap((name, place) => {
    const [date, absorbs] = [history.releaseDates.get(name), absorbed[place]];
    return date === undefined || !absorbs ? [] : [{ name, date: isoDate(date), absorbs }];
  });
}

function readingNotices({ gathered }: ReportParts): Notice[] {
  const { history, unread, large } = gathered.context;
  const missing = [...new Set([...history.unreadable, ...unread])].filter((place) => !large.has(place));
  return [
    ...lostNotice(missing, history, {
      code: 'upstream.unreadable',
      why: 'could not be read (missing objects)',
      hint: 'fetch the missing objects (git fetch --refetch)',
    }),
    ...lostNotice([...large].sort(newestFirst), history, {
      code: 'upstream.too-large',
      why: 'are larger than limits.upstreamDiffBytes and were not read',
      hint: 'raise the limit if one of them may hold a patch',
    }),
  ];
}

function lostNotice(
  places: readonly number[],
  history: History,
  { code, why, hint }: { readonly code: string; readonly why: string; readonly hint: string },
): Notice[] {
  if (places.length === 0) return [];
  const names = places
    .slice(0, NAMED)
    .map((place) => history.commits[place]?.oid.slice(0, NAME_DIGITS) ?? 'unknown')
    .join(', ');
  const message = `${places.length} upstream commits ${why}, ${names} among them: their evidence is lost`;
  return [{ code, severity: 'warning', message, hint }];
}

function newestFirst(a: number, b: number): number {
  return a - b;
}

/** An annotation that names no patch is a decision about something that is gone: it may be left over, or misspelt. */
function annotationNotices(project: Project, stack: Stack): Notice[] {
  const unused = project.annotations.filter(
    (annotation) => !stack.patches.some((patch) => annotationNames(annotation, patch)),
  );
  return unused.map((annotation) => ({
    code: 'annotation.unused',
    severity: 'warning',
    message: `the annotation for ${annotationName(annotation)} names no patch of the stack`,
    hint: `remove it from ${project.file}, or correct it`,
  }));
}
