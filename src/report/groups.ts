// Groups patches by what the reader should do, in the order in which it is done.
import type { Action, DownstreamRead, LandingCommit, PatchReport, ProjectReport } from '../model/report.js';
import { ACTIONS } from '../model/status.js';
import { type Mover, MOVERS } from '../model/submission.js';

export interface Group {
  readonly action: Pick<Action, 'kind' | 'release'>;
  /** Who has to move, for patches that were sent; null for all others. */
  readonly mover: Mover | null;
  readonly patches: readonly PatchReport[];
}

/** One group for each action, release and mover that occurs: actions in ACTIONS order, releases as versions sort, unreleased last. */
export function groupPatches(patches: readonly PatchReport[]): readonly Group[] {
  return ACTIONS.flatMap((kind) => {
    const members = patches.filter((patch) => patch.action.kind === kind);
    const release = (patch: PatchReport) => (kind === 'drop-at-release' ? patch.action.release : null);
    return releaseOrder(members.map(release)).flatMap((each) =>
      byMover(
        kind,
        each,
        members.filter((patch) => release(patch) === each),
      ),
    );
  });
}

function byMover(kind: Action['kind'], release: string | null, members: readonly PatchReport[]): Group[] {
  return [...MOVERS, null].flatMap((mover) => {
    const patches = members.filter((patch) => moverOf(patch) === mover);
    return patches.length === 0 ? [] : [{ action: { kind, release }, mover, patches }];
  });
}

/** Who has to move where a patch was sent; of one that is merely declared to be, upstream has. */
function moverOf({ status, submission }: Pick<PatchReport, 'status' | 'submission'>): Mover | null {
  if (status === 'rejected') return 'nobody';
  if (status === 'queued') return 'them';
  return status === 'submitted' ? (submission?.waitingOn ?? 'them') : null;
}

/** Each release once, `v2.9` before `v2.10`, null last. */
function releaseOrder(releases: readonly (string | null)[]): readonly (string | null)[] {
  const named = [...new Set(releases)].filter((release) => release !== null);
  const sorted: (string | null)[] = named.toSorted(new Intl.Collator('en', { numeric: true }).compare);
  return releases.includes(null) ? [...sorted, null] : sorted;
}

/** How many landed patches each release was the first to hold. */
export function releaseCounts(project: ProjectReport): readonly { release: string | null; patches: number }[] {
  const held = project.patches.filter((patch) => patch.landing !== null && patch.status === 'landed');
  const releases = held.map((patch) => patch.landing?.release ?? null);
  return releaseOrder(releases).map((release) => ({
    release,
    patches: releases.filter((other) => other === release).length,
  }));
}

/** Branches of which a reader wants the names when there are too many: those that carry most. */
export function largestBranches(branches: readonly DownstreamRead[], most: number): readonly DownstreamRead[] {
  return branches.toSorted((one, other) => other.patches - one.patches).slice(0, most);
}

/** The commits of a landing, the one that covers most first. */
export function byCoverage(commits: readonly LandingCommit[]): readonly LandingCommit[] {
  return commits.toSorted((one, other) => other.coverage - one.coverage);
}
