// A recorded state that a delta is held against: from the JSON of an earlier report, or from the history.
import { z } from 'zod';
import type { HistoryPoint } from '../model/history-point.js';
import type { PatchReport, Tally } from '../model/report.js';

/** How a project stood when it was recorded. */
export interface Baseline {
  /** ISO 8601 in UTC. */
  readonly recordedAt: string;
  readonly patches: number;
  /** Added and removed. */
  readonly lines: number;
  /** What names the patches it had: see `keysOf`. */
  readonly known: ReadonlySet<string>;
}

/** Recorded states by project. */
export type Baselines = ReadonlyMap<string, Baseline>;

/** What names a patch in two states: its id, its patch-id after a rebase, subject and date after an edit. */
export function keysOf(patch: Pick<PatchReport, 'id' | 'patchId' | 'subject' | 'authorDate'>): readonly string[] {
  return [patch.id, ...(patch.patchId === null ? [] : [patch.patchId]), `${patch.subject} @ ${patch.authorDate}`];
}

/** Added and removed lines together. */
export function linesOf({ insertions, deletions }: Pick<Tally, 'insertions' | 'deletions'>): number {
  return insertions + deletions;
}

/**
 * The baselines in the JSON of an earlier report, or null when it is none. A project that had no whole result then has
 * none: its figures were too small.
 */
export function baselinesOfReport(json: unknown): Baselines | null {
  const parsed = recordedReport.safeParse(json);
  if (!parsed.success) return null;
  const { generatedAt, projects } = parsed.data;
  const whole = projects.filter(
    ({ state, notices }) => state === 'tracked' && !notices.some(({ severity }) => severity === 'error'),
  );
  return new Map(
    whole.map(({ name, delta, patches }) => [
      name,
      {
        recordedAt: generatedAt,
        patches: delta.remaining.patches,
        lines: linesOf(delta.remaining),
        known: new Set(patches.flatMap(keysOf)),
      },
    ]),
  );
}

/** The newest state of each project in a history. What a replay found with today's upstream is no state of its day. */
export function baselinesOfHistory(points: readonly HistoryPoint[]): Baselines {
  const newest = points
    .filter(({ upstreamAsOf }) => upstreamAsOf === 'commit-date')
    .toSorted((one, other) => Date.parse(one.date) - Date.parse(other.date));
  return new Map(newest.map((point) => [point.project, baselineOfPoint(point)]));
}

function baselineOfPoint({ date, remaining, patches }: HistoryPoint): Baseline {
  const known = patches.flatMap(({ id, patchId, key }) => [id, ...(patchId === null ? [] : [patchId]), key]);
  return { recordedAt: date, patches: remaining.patches, lines: linesOf(remaining), known: new Set(known) };
}

const amount = z.int().min(0);

/** No more of a report than is needed: those of earlier versions lack what came later. */
const recordedReport = z.object({
  schemaVersion: z.literal(1),
  generatedAt: z.string(),
  projects: z.array(
    z.object({
      name: z.string(),
      state: z.string(),
      delta: z.object({ remaining: z.object({ patches: amount, insertions: amount, deletions: amount }) }),
      patches: z.array(
        z.object({ id: z.string(), patchId: z.string().nullable(), subject: z.string(), authorDate: z.string() }),
      ),
      notices: z.array(z.object({ severity: z.string() })),
    }),
  ),
});
