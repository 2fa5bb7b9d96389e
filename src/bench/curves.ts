// The curves of cost against size, from what was measured.
import type { Comparison } from './compare.js';
import { costCurve, type Series } from './curve.js';
import type { Measured } from './measure/run-measured.js';
import { alongCommits, alongPatches } from './sizes.js';

/** A picture of the page; `file` is relative to it. */
export interface Curve {
  readonly file: string;
  readonly title: string;
  readonly svg: string;
}

/** Time and memory against upstream commits, time against patches. Those with a single size are left out. */
export function curvesOf(subjects: readonly Comparison[]): Curve[] {
  const byCommits = alongCommits(subjects);
  const commits = (subject: Comparison) => subject.size?.commits ?? 0;
  const patches = (subject: Comparison) => subject.size?.patches ?? 0;
  return [
    curve('time-by-commits', 'upstream commits', 'processor seconds', timesOf(byCommits, commits)),
    curve('time-by-patches', 'patches', 'processor seconds', timesOf(alongPatches(subjects), patches)),
    curve('memory-by-commits', 'upstream commits', 'MiB, all processes', memoryOf(byCommits, commits)),
  ].flatMap((drawn) => drawn ?? []);
}

type Along = (subject: Comparison) => number;

function curve(name: string, across: string, up: string, series: readonly Series[]): Curve | null {
  const sizes = new Set(series.flatMap(({ points }) => points.map(([size]) => size)));
  if (sizes.size < 2) return null;
  return { file: `performance/${name}.svg`, title: `${up} by ${across}`, svg: costCurve(series, { across, up }) };
}

function timesOf(subjects: readonly Comparison[], along: Along): Series[] {
  const series = (name: string, of: (subject: Comparison) => Measured | undefined) =>
    seriesOf(name, subjects, along, (subject) => of(subject)?.cpuSeconds);
  return [
    series('git cherry', ({ cherry }) => cherry),
    series('cold', ({ cold }) => cold),
    series('+1,000 commits', ({ onward }) => onward?.many),
    series('warm', ({ warm }) => warm),
  ];
}

function memoryOf(subjects: readonly Comparison[], along: Along): Series[] {
  const mebibytes = (bytes: number | null) => (bytes === null ? null : bytes / 2 ** 20);
  return [
    seriesOf('git cherry', subjects, along, ({ cherry }) => mebibytes(cherry.peakBytes)),
    seriesOf('cold', subjects, along, ({ cold }) => mebibytes(cold.peakBytes)),
  ];
}

function seriesOf(
  name: string,
  subjects: readonly Comparison[],
  along: Along,
  value: (subject: Comparison) => number | null | undefined,
): Series {
  const points = subjects.flatMap((subject): [number, number][] => {
    const found = value(subject);
    return found ? [[along(subject), found]] : [];
  });
  return { name, points: points.sort(([a], [b]) => a - b) };
}
