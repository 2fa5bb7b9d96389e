// What is aimed at, and what one subject reached of it.
import type { Comparison } from './compare.js';
import { logOf } from './programs.js';

/** One aim on one subject. */
export interface AimReached {
  readonly name: string;
  /** The most that is aimed at. */
  readonly aim: number;
  readonly reached: number;
}

/** Bytes in a megabyte, as the aims of memory count them. */
const MEGABYTE = 1e6;

/** Ratios of times that make a status quick enough for hooks and every CI job: for a history of COMMITS, the log for one of MANY_COMMITS. */
const TIMES = { cold: 1, coldToLog: 1.5, warm: 0.05, many: 0.15, forecastToCold: 1.5 } as const;
const COMMITS = 30_000;
const MANY_COMMITS = 1_000_000;

/** Megabytes at so many upstream commits. */
const MEMORY: readonly (readonly [commits: number, megabytes: number])[] = [
  [100_000, 300],
  [MANY_COMMITS, 1000],
];

/** The aims that a subject can tell something about. */
export function aimsOf(subject: Comparison): AimReached[] {
  const { cherry, cold, warm, onward, forecast, commits } = subject;
  if (commits < COMMITS * NEARLY) return [];
  const log = commits < MANY_COMMITS * NEARLY ? undefined : logOf(subject.others);
  const largest = MEMORY.findLast(([least]) => commits >= least * NEARLY);
  const ratio = (name: string, aim: number, of: { seconds: number }, to: { seconds: number }): AimReached => ({
    name,
    aim,
    reached: of.seconds / to.seconds,
  });
  return [
    ratio('cold / git cherry', TIMES.cold, cold, cherry),
    ratio('warm / git cherry', TIMES.warm, warm, cherry),
    ...(onward ? [ratio('+1,000 commits / git cherry', TIMES.many, onward.many, cherry)] : []),
    ...(log ? [ratio('cold / log of the same fields', TIMES.coldToLog, cold, log)] : []),
    ratio('forecast / cold', TIMES.forecastToCold, forecast, cold),
    ...(largest && cold.peakBytes !== null
      ? [{ name: 'memory of all processes, MB', aim: largest[1], reached: cold.peakBytes / MEGABYTE }]
      : []),
  ];
}

/** A history of 100,000 commits has some merges among them, and those are not read. */
const NEARLY = 0.95;
