// From the report of a run to the line that the history keeps of it.
import { HISTORY_SCHEMA_VERSION, type HistoryPoint, type RecordedPatch } from '../model/history-point.js';
import type { Delta, PatchReport, ProjectReport, Report } from '../model/report.js';
import { STATUSES } from '../model/status.js';

/** What a point says beside the report it is made of. */
export type PointFrame = Pick<HistoryPoint, 'tool' | 'date' | 'source' | 'upstreamAsOf' | 'change' | 'dropped'>;

/** What a point is made of. */
export interface PointParts extends PointFrame, Pick<HistoryPoint, 'project' | 'upstream' | 'downstream'> {
  readonly delta: Delta;
  readonly patches: readonly RecordedPatch[];
}

/** The point of a tracked project, or null when its report cannot stand for the whole state: a gap must not look like progress. */
export function pointOf(report: ProjectReport, frame: PointFrame): HistoryPoint | null {
  if (report.state !== 'tracked' || report.upstream === null) return null;
  if (report.notices.some(({ severity }) => severity === 'error')) return null;
  return makePoint({
    ...frame,
    project: report.name,
    upstream: report.upstream.tip,
    downstream: report.downstream.map(({ branch, tip, base }) => ({ branch, tip, base })),
    delta: report.delta,
    patches: recordPatches(report.patches),
  });
}

/** The point that the history keeps of a project of an ordinary run, or null when its result is not whole. */
export function pointIn(run: Pick<Report, 'tool' | 'generatedAt'>, found: ProjectReport): HistoryPoint | null {
  return pointOf(found, { ...ORDINARY, tool: run.tool, date: run.generatedAt });
}

const ORDINARY: Pick<HistoryPoint, 'source' | 'upstreamAsOf' | 'change' | 'dropped'> = {
  source: 'status',
  upstreamAsOf: 'commit-date',
  change: null,
  dropped: [],
};

/** True when two points say the same of a stack, whatever upstream stood at, when and by which version they were made. */
export function isSameStanding(a: HistoryPoint, b: HistoryPoint): boolean {
  const standing = (point: HistoryPoint) =>
    JSON.stringify({ ...point, tool: null, date: null, upstream: null, downstream: null });
  return standing(a) === standing(b);
}

/** A point, its keys in the order in which they are written. */
export function makePoint(parts: PointParts): HistoryPoint {
  const { delta } = parts;
  const counts = STATUSES.map((status) => [status, delta.byStatus[status].patches] as const);
  return {
    schemaVersion: HISTORY_SCHEMA_VERSION,
    tool: parts.tool,
    project: parts.project,
    date: parts.date,
    source: parts.source,
    upstreamAsOf: parts.upstreamAsOf,
    upstream: parts.upstream,
    downstream: parts.downstream,
    change: parts.change,
    total: delta.total,
    remaining: delta.remaining,
    local: delta.local,
    noise: delta.noise,
    byStatus: Object.fromEntries(counts.filter(([, patches]) => patches > 0)),
    patches: parts.patches,
    dropped: parts.dropped,
  };
}

/** What the history keeps of patches; keys of namesakes are told apart by their order. */
export function recordPatches(patches: readonly PatchReport[]): RecordedPatch[] {
  const seen = new Map<string, number>();
  return patches.map((patch) => {
    const name = keyOf(patch);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return recorded(patch, times === 1 ? name : `${name} #${times}`);
  });
}

/** A rebase keeps subject and author's date of a commit, and an edit mostly does; a file keeps its name. */
function keyOf(patch: PatchReport): string {
  return patch.origin.kind === 'file' ? patch.origin.path : `${patch.subject} @ ${patch.authorDate}`;
}

function recorded(patch: PatchReport, key: string): RecordedPatch {
  const { id, patchId, subject, author, status, landing, remaining } = patch;
  const dates = (landing?.commits ?? []).map(({ date }) => date).sort();
  return {
    id,
    key,
    patchId,
    subject,
    author: author.name,
    status,
    landing:
      dates.length === 0 ? null : { commits: (landing?.commits ?? []).map(({ oid }) => oid), date: dates.at(-1) ?? '' },
    remaining: { hunks: remaining.hunks, insertions: remaining.insertions, deletions: remaining.deletions },
  };
}
