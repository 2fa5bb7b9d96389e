// Builders of reports that need no git: each fills in what a test does not care about.
import type {
  Delta,
  Landing,
  LandingCommit,
  PatchReport,
  ProjectReport,
  Report,
  Tally,
} from '../../src/model/report.js';
import { STATUSES, type ActionKind, type Status } from '../../src/model/status.js';
import { sumOf } from '../../src/model/tally.js';

/** An object id that is the same for the same word. */
export function oid(word: string): string {
  let state = 2166136261;
  let digits = '';
  for (let round = 0; digits.length < 40; round += 1) {
    for (const character of `${word}${round}`) state = Math.imul(state ^ character.charCodeAt(0), 16777619) >>> 0;
    digits += state.toString(16).padStart(8, '0');
  }
  return digits.slice(0, 40);
}

/** What the rule of each status says. */
const SAYS: Readonly<Record<PatchReport['status'], string>> = {
  landed: 'the same diff, context included',
  absorbed: 'applied to the upstream tip it changes nothing',
  partial: '2 of 3 hunks landed, 1 left over',
  reverted: 'taken out again by 0123456789ab (Revert "it")',
  superseded: 'the old code it changes is gone upstream',
  queued: '100% of it is in next, not yet in the default branch',
  submitted: 'declared: https://lists.example.org/1',
  rejected: 'declared: refused',
  pending: 'nothing like it was found upstream',
  local: 'declared: our own branding',
  noise: 'it changes white space only',
  ambiguous: '52% of it is in 0123456789ab: a person must decide',
};

export function patch(subject: string, given: Partial<PatchReport> = {}): PatchReport {
  const status = given.status ?? 'pending';
  const size = given.size ?? { hunks: 3, insertions: 24, deletions: 6, files: 2 };
  const carried = !['landed', 'absorbed', 'noise'].includes(status);
  return {
    id: oid(subject).slice(0, 12),
    origin: { kind: 'commit', oid: oid(subject) },
    patchId: oid(`patch-id of ${subject}`),
    branches: ['refs/heads/main'],
    directories: ['gdb'],
    subject,
    author: { name: 'Ada Example', email: 'ada@example.org' },
    authorDate: '2021-03-04T05:06:07Z',
    status,
    says: SAYS[status],
    action: { kind: ACTION_OF[status], release: null, says: 'Send it upstream.' },
    landing: null,
    noise: null,
    declared: null,
    submission: null,
    findings: [],
    coverage: carried ? 0 : 1,
    confidence: 0.9,
    size,
    remaining: carried ? size : { hunks: 0, insertions: 0, deletions: 0, files: 0 },
    uncovered: [],
    evidence: [],
    candidates: [],
    ...given,
  };
}

export function commit(subject: string, given: Partial<LandingCommit> = {}): LandingCommit {
  return {
    oid: oid(`upstream ${subject}`),
    subject,
    date: '2021-04-05T06:07:08Z',
    release: null,
    coverage: 1,
    ...given,
  };
}

export function landing(commits: readonly LandingCommit[], given: Partial<Landing> = {}): Landing {
  return { form: 'identical', shape: 'one', commits, inBase: false, release: commits[0]?.release ?? null, ...given };
}

export function project(
  name: string,
  patches: readonly PatchReport[],
  given: Partial<ProjectReport> = {},
): ProjectReport {
  return {
    name,
    title: name,
    state: 'tracked',
    upstream: {
      url: `https://github.com/example/${name}.git`,
      branch: 'refs/heads/master',
      tip: { oid: oid(`tip of ${name}`), date: '2026-11-20T10:00:00Z' },
      next: [],
      commits: 30112,
      diffs: 1203,
      releases: [],
      absorbs: { patches: 0, hunks: 0, insertions: 0, deletions: 0, files: 0 },
    },
    downstream: [
      {
        repository: `/srv/${name}`,
        kind: 'branch',
        branch: 'refs/heads/main',
        tip: oid(`main of ${name}`),
        base: oid(`base of ${name}`),
        patches: patches.length,
        merges: 0,
        net: { files: 7, insertions: 310, deletions: 24, conflicts: 0 },
      },
    ],
    delta: account(patches),
    patches,
    notices: [],
    ...given,
  };
}

export function report(projects: readonly ProjectReport[]): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'landfall', version: '0.1.0' },
    generatedAt: '2026-11-23T14:05:00.000Z',
    projects,
  };
}

/** The delta of patches, counted in the plainest way. */
function account(patches: readonly PatchReport[]): Delta {
  const sizes = (some: readonly PatchReport[]) => sumOf(some.map((each) => ({ patches: 1, ...each.size })));
  const rest = (some: readonly PatchReport[]) => sumOf(some.map((each) => ({ patches: 1, ...each.remaining })));
  const real = patches.filter((each) => each.status !== 'noise');
  const open = real.filter((each) => each.remaining.hunks > 0);
  const byStatus = STATUSES.map((status) => [status, sizes(patches.filter((each) => each.status === status))]);
  return {
    total: sizes(real),
    remaining: rest(open),
    remainingShare: real.length === 0 ? null : open.length / real.length,
    local: sizes(real.filter((each) => each.status === 'local')),
    noise: sizes(patches.filter((each) => each.status === 'noise')),
    byStatus: Object.fromEntries(byStatus) as Record<Status, Tally>,
    byAuthor: named(open, (each) => each.author.name),
    byDirectory: open.length === 0 ? [] : [{ name: 'gdb/', tally: rest(open) }],
    together: [],
    byAge:
      open.length === 0
        ? []
        : [
            { name: 'under a year', tally: sumOf([]) },
            { name: 'over 5 years', tally: rest(open) },
          ],
  };
}

function named(patches: readonly PatchReport[], nameOf: (patch: PatchReport) => string) {
  const names = [...new Set(patches.map(nameOf))];
  return names.map((name) => ({
    name,
    tally: sumOf(patches.filter((each) => nameOf(each) === name).map((each) => ({ patches: 1, ...each.remaining }))),
  }));
}

const ACTION_OF: Readonly<Record<Status, ActionKind>> = {
  landed: 'drop-now',
  absorbed: 'drop-now',
  partial: 'look',
  reverted: 'look',
  superseded: 'look',
  queued: 'wait',
  submitted: 'wait',
  rejected: 'keep',
  pending: 'send',
  local: 'keep',
  noise: 'drop-now',
  ambiguous: 'look',
};
