// Makes one measurement of several.
import type { Measured } from './run-measured.js';

/** The middle value; of an even number, the mean of the middle two. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? NaN;
  return (low + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

/** Median times; the highest of the peaks. */
export function summarise(runs: readonly Measured[]): Measured {
  return inOne(runs, median);
}

/** Summed times; the highest of the peaks. */
export function together(parts: readonly Measured[]): Measured {
  return inOne(parts, (values) => values.reduce((sum, value) => sum + value, 0));
}

function inOne(all: readonly Measured[], timeOf: (times: readonly number[]) => number): Measured {
  const known = (field: Exclude<keyof Measured, 'seconds'>) => all.flatMap((each) => each[field] ?? []);
  const highest = (values: readonly number[]) => (values.length === 0 ? null : Math.max(...values));
  const cpu = known('cpuSeconds');
  return {
    seconds: timeOf(all.map(({ seconds }) => seconds)),
    cpuSeconds: cpu.length === 0 ? null : timeOf(cpu),
    ownPeakBytes: highest(known('ownPeakBytes')),
    peakBytes: highest(known('peakBytes')),
  };
}
