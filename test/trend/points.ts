// Builders of history points that need no git: a stack is told by the subjects of its patches.
import type { HistoryPoint, RecordedPatch } from '../../src/model/history-point.js';
import type { Status } from '../../src/model/status.js';
import { oid } from '../report/fixtures.js';

/** A patch of five lines in one hunk; of statuses that need no carrying nothing remains. */
export function carried(subject: string, given: Partial<RecordedPatch> = {}): RecordedPatch {
  const status = given.status ?? 'pending';
  const left = !['landed', 'absorbed', 'noise'].includes(status);
  return {
    id: oid(subject).slice(0, 12),
    key: `${subject} @ 2020-01-01T00:00:00.000Z`,
    patchId: oid(`patch-id of ${subject}`),
    subject,
    author: 'Ada Example',
    status,
    landing: null,
    remaining: left ? { hunks: 1, insertions: 4, deletions: 1 } : { hunks: 0, insertions: 0, deletions: 0 },
    ...given,
  };
}

/** The same patch, landed upstream on a day. */
export function landed(subject: string, on: string): RecordedPatch {
  return carried(subject, {
    status: 'landed',
    landing: { commits: [oid(`landing of ${subject}`)], date: `${on}T00:00:00.000Z` },
  });
}

/** The state of a stack on a day, `2020-01-31`. */
export function point(on: string, patches: readonly RecordedPatch[], given: Partial<HistoryPoint> = {}): HistoryPoint {
  const real = patches.filter(({ status }) => status !== 'noise');
  const date = `${on}T00:00:00.000Z`;
  return {
    schemaVersion: 1,
    tool: { name: 'landfall', version: '0.1.0' },
    project: 'demo',
    date,
    source: 'status',
    upstreamAsOf: 'commit-date',
    upstream: { oid: oid(`upstream of ${on}`), date },
    downstream: [{ branch: 'refs/heads/local', tip: oid(`tip of ${on}`), base: null }],
    change: null,
    total: tally(real, real.length),
    remaining: tally(real, real.filter(({ remaining }) => remaining.hunks > 0).length),
    local: tally([], 0),
    noise: tally([], patches.length - real.length),
    byStatus: counts(patches),
    patches,
    dropped: [],
    ...given,
  };
}

function tally(patches: readonly RecordedPatch[], count: number) {
  const sum = (key: 'hunks' | 'insertions' | 'deletions') =>
    patches.reduce((all, { remaining }) => all + remaining[key], 0);
  return { patches: count, hunks: sum('hunks'), insertions: sum('insertions'), deletions: sum('deletions'), files: 0 };
}

function counts(patches: readonly RecordedPatch[]): Partial<Record<Status, number>> {
  const all: Partial<Record<Status, number>> = {};
  for (const { status } of patches) all[status] = (all[status] ?? 0) + 1;
  return all;
}
