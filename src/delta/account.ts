// Adds up a project's delta: in all, what remains, and by status, author, directory and age.
import type { Delta, PatchReport, Tally } from '../model/report.js';
import { landedTogether } from './landed-together.js';
import { STATUSES, type Status } from '../model/status.js';
import { SECONDS_PER_DAY } from '../model/time-units.js';
import { sumOf } from '../model/tally.js';

/** Ages in which a maintainer thinks, in days, youngest first; the last takes all that is older. */
const AGES: readonly (readonly [string, number])[] = [
  ['under 30 days', 30],
  ['30 to 90 days', 90],
  ['90 days to 1 year', 365],
  ['1 to 3 years', 1096],
  ['3 years and over', Number.POSITIVE_INFINITY],
];

/** What the account needs of a patch beside its report. */
export interface Accounted {
  readonly report: PatchReport;
  /** Top directory of each file the patch touches, with the size of what remains there. */
  readonly directories: readonly { readonly name: string; readonly size: Omit<Tally, 'patches'> }[];
}

/** The delta of a project; `now` in seconds since 1970. Noise is counted apart and in no share. */
export function account(patches: readonly Accounted[], now: number): Delta {
  const real = patches.filter(({ report }) => report.status !== 'noise');
  const left = real.filter(({ report }) => isLeft(report));
  const total = sumOf(real.map(({ report }) => one(report.size)));
  const remaining = sumOf(left.map(({ report }) => one(report.remaining)));
  return {
    total,
    remaining,
    remainingShare: total.patches === 0 ? null : remaining.patches / total.patches,
    local: sumOf(real.filter(({ report }) => report.status === 'local').map(({ report }) => one(report.size))),
    noise: sumOf(patches.filter(({ report }) => report.status === 'noise').map(({ report }) => one(report.size))),
    byStatus: Object.fromEntries(STATUSES.map((status) => [status, tallyOf(patches, status)])) as Record<Status, Tally>,
    byAuthor: largestFirst(left.map(({ report }) => [report.author.name, one(report.remaining)])),
    byDirectory: largestFirst(
      left.flatMap(({ directories }) => directories.map(({ name, size }) => [name, one(size)] as const)),
    ),
    together: landedTogether(patches.map(({ report }) => report)),
    byAge: AGES.map(([name, most], place) => {
      const least = AGES[place - 1]?.[1] ?? Number.NEGATIVE_INFINITY;
      const within = left.filter(({ report }) => ageOf(report, now) >= least && ageOf(report, now) < most);
      return { name, tally: sumOf(within.map(({ report }) => one(report.remaining))) };
    }).filter(({ tally }) => tally.patches > 0),
  };
}

/** The delta of a project that could not be read: no figures, and no share. */
export const EMPTY_DELTA: Delta = account([], 0);

function isLeft(report: PatchReport): boolean {
  return report.status !== 'landed' && report.status !== 'absorbed';
}

function tallyOf(patches: readonly Accounted[], status: Status): Tally {
  return sumOf(patches.filter(({ report }) => report.status === status).map(({ report }) => one(report.size)));
}

function one(size: Omit<Tally, 'patches'>): Tally {
  return { patches: 1, ...size };
}

function largestFirst(entries: readonly (readonly [string, Tally])[]): { name: string; tally: Tally }[] {
  const groups = new Map<string, Tally[]>();
  for (const [name, tally] of entries) groups.set(name, [...(groups.get(name) ?? []), tally]);
  const rows = [...groups].map(([name, tallies]) => ({ name, tally: sumOf(tallies) }));
  const lines = (tally: Tally) => tally.insertions + tally.deletions;
  return rows.sort(
    (a, b) => b.tally.patches - a.tally.patches || lines(b.tally) - lines(a.tally) || (a.name < b.name ? -1 : 1),
  );
}

function ageOf(report: PatchReport, now: number): number {
  return (now - Date.parse(report.authorDate) / 1000) / SECONDS_PER_DAY;
}
