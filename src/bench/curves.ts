// The curves of cost against size, from what was measured.
import type { Comparison } from './compare.js';
import { costCurve, type Series } from './curve.js';
import type { Measured } from './measure/run-measured.js';
import { logOf } from './programs.js';
import { alongCommits, alongPatches } from './sizes.js';

/** A picture of the page; `file` is relative to it. */
export interface Curve {
  readonly file: string;
  readonly title: string;
  readonly svg: string;
}

/** Time, memory, cache and diffs read, against upstream commits and against patches. Those with a single size are left out. */
export function curvesOf(subjects: readonly Comparison[]): Curve[] {
  const sides: readonly Side[] = [
    { name: 'commits', across: 'upstream commits', subjects: alongCommits(subjects), along: commitsOf },
    { name: 'patches', across: 'patches', subjects: alongPatches(subjects), along: patchesOf },
  ];
  return KINDS.flatMap(({ name, up, lines }) =>
    sides.flatMap((side) => curve(`${name}-by-${side.name}`, side.across, up, seriesAlong(side, lines)) ?? []),
  );
}

/** Subjects of which one size grows. */
interface Side {
  readonly name: string;
  readonly across: string;
  readonly subjects: readonly Comparison[];
  readonly along: (subject: Comparison) => number;
}

const commitsOf = ({ size }: Comparison) => size?.commits ?? 0;
const patchesOf = ({ size }: Comparison) => size?.patches ?? 0;

/** A cost of a subject; nothing where it was not measured. */
type Cost = (subject: Comparison) => number | null | undefined;

/** A picture: what it is of, what its height counts, and its lines. */
interface Kind {
  readonly name: string;
  readonly up: string;
  readonly lines: Readonly<Record<string, Cost>>;
}

const time =
  (of: (subject: Comparison) => Measured | undefined): Cost =>
  (subject) =>
    of(subject)?.cpuSeconds;
const memory =
  (of: (subject: Comparison) => number | null | undefined): Cost =>
  (subject) =>
    mebibytes(of(subject));
const log = ({ others }: Comparison) => logOf(others);

const KINDS: readonly Kind[] = [
  {
    name: 'time',
    up: 'processor seconds',
    lines: {
      'git cherry': time(({ cherry }) => cherry),
      'git log': time(log),
      cold: time(({ cold }) => cold),
      '+1,000 commits': time(({ onward }) => onward?.many),
      warm: time(({ warm }) => warm),
    },
  },
  {
    name: 'memory',
    up: 'MiB at the peak',
    lines: {
      'git cherry': memory(({ cherry }) => cherry.peakBytes),
      'git log': memory((subject) => log(subject)?.peakBytes),
      'cold, all': memory(({ cold }) => cold.peakBytes),
      'cold, own': memory(({ cold }) => cold.ownPeakBytes),
    },
  },
  { name: 'cache', up: 'MiB of cache', lines: { cache: memory(({ cacheBytes }) => cacheBytes) } },
  { name: 'diffs', up: 'diffs read', lines: { diffs: ({ diffs }) => diffs } },
];

function mebibytes(bytes: number | null | undefined): number | null {
  return bytes === null || bytes === undefined ? null : bytes / 2 ** 20;
}

function curve(name: string, across: string, up: string, series: readonly Series[]): Curve | null {
  const sizes = new Set(series.flatMap(({ points }) => points.map(([size]) => size)));
  if (sizes.size < 2) return null;
  return { file: `performance/${name}.svg`, title: `${up} by ${across}`, svg: costCurve(series, { across, up }) };
}

function seriesAlong({ subjects, along }: Side, lines: Kind['lines']): Series[] {
  return Object.entries(lines).map(([name, cost]) => {
    const points = subjects.flatMap((subject): [number, number][] => {
      const found = cost(subject);
      return found ? [[along(subject), found]] : [];
    });
    return { name, points: points.sort(([a], [b]) => a - b) };
  });
}
