// What a measurement leaves behind for programs and for docs/ACCURACY.md; config/schema/accuracy.schema.json describes it.
import type { BaselineName } from './baselines.js';
import type { Corrected } from './corrections.js';
import type { HidingMode } from './hide.js';
import { isFalseLanding, type Judged } from './judge.js';
import type { Measured } from './measure.js';
import {
  type CalibrationBin,
  calibrationOf,
  type Confusion,
  confusionOf,
  type Score,
  score,
  scoreSlices,
} from './score.js';
import type { TruthRow } from './truth.js';

/** Changes of this number break readers of the JSON. */
export const ACCURACY_SCHEMA_VERSION = 1;

/** Figures of all rows, or of one half. */
export interface Figures {
  readonly all: Score;
  readonly slices: Readonly<Record<string, Score>>;
  readonly confusion: Confusion;
  readonly calibration: readonly CalibrationBin[];
  readonly baselines: Readonly<Partial<Record<BaselineName, Score>>>;
}

/** A row that was judged wrong: enough to look it up. */
export interface Mistake {
  readonly half: TruthRow['half'];
  readonly repository: string;
  readonly patch: string;
  readonly label: string;
  readonly said: string;
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
  readonly slices: readonly string[];
  readonly note: string;
  readonly falseLanding: boolean;
}

/** One run. */
export interface AccuracyRun {
  readonly schemaVersion: typeof ACCURACY_SCHEMA_VERSION;
  readonly tool: { readonly name: 'landfall'; readonly version: string };
  readonly generatedAt: string;
  readonly hide: HidingMode;
  readonly branches: readonly { repository: string; upstream: string; branch: string; half: string; rows: number }[];
  readonly halves: Readonly<Partial<Record<TruthRow['half'], Figures>>>;
  readonly mistakes: readonly Mistake[];
  readonly corrected: readonly Corrected[];
}

/** Sums a measurement up; the halves are kept apart. */
export function accuracyRun(
  measured: Measured,
  corrected: readonly Corrected[],
  version: string,
  now: Date,
): AccuracyRun {
  const halves = [...new Set(measured.judged.map(({ row }) => row.half))].sort();
  return {
    schemaVersion: ACCURACY_SCHEMA_VERSION,
    tool: { name: 'landfall', version },
    generatedAt: now.toISOString(),
    hide: measured.hide,
    branches: branchesOf(measured.judged),
    halves: Object.fromEntries(halves.map((half) => [half, figuresOf(measured, half)])),
    mistakes: measured.judged.filter(({ right }) => !right).map(mistakeOf),
    corrected,
  };
}

function figuresOf(measured: Measured, half: TruthRow['half']): Figures {
  const own = (judged: readonly Judged[]) => judged.filter(({ row }) => row.half === half);
  const judged = own(measured.judged);
  const baselines = Object.entries(measured.baselines).map(([name, rows]) => [name, score(own(rows ?? []))] as const);
  return {
    all: score(judged),
    slices: scoreSlices(judged),
    confusion: confusionOf(judged),
    calibration: calibrationOf(judged),
    baselines: Object.fromEntries(baselines),
  };
}

function branchesOf(judged: readonly Judged[]): AccuracyRun['branches'] {
  const counts = new Map<string, number>();
  for (const { row } of judged) {
    const key = [row.repository, row.upstream, row.branch, row.half].join('\t');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, rows]) => {
    const [repository = '', upstream = '', branch = '', half = ''] = key.split('\t');
    return { repository, upstream, branch, half, rows };
  });
}

function mistakeOf(judged: Judged): Mistake {
  const { row, said, missed, wrong } = judged;
  return {
    half: row.half,
    repository: row.repository,
    patch: row.patch,
    label: row.statuses.join('|'),
    said: said.status,
    missed: missed.map((alternatives) => alternatives.join('|')),
    wrong,
    slices: row.slices,
    note: row.note,
    falseLanding: isFalseLanding(judged),
  };
}
