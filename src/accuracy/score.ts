// Figures over judged rows: links, statuses, false landings, calibration; for all of them and slice by slice.
import type { Status } from '../model/status.js';
import { isFalseLanding, type Judged, neverLanded } from './judge.js';

/** Links between patches and upstream commits. Shares are 0 to 1, or null where nothing could be counted. */
export interface Links {
  readonly found: number;
  readonly missed: number;
  readonly wrong: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

export interface Score {
  readonly rows: number;
  readonly links: Links;
  /** Rows whose status is right. */
  readonly statusRight: number;
  /** Rows that never landed; those of them called landed or absorbed, and those called ambiguous. */
  readonly neverLanded: number;
  readonly falseLandings: number;
  readonly asked: number;
}

/** Of the verdicts with about this confidence: how many there are, their mean confidence, and the share that is right. */
export interface CalibrationBin {
  readonly from: number;
  readonly rows: number;
  readonly confidence: number;
  readonly right: number;
}

/** Label to verdict to count. */
export type Confusion = Readonly<Partial<Record<Status, Partial<Record<Status, number>>>>>;

/** Scores rows. */
export function score(judged: readonly Judged[]): Score {
  const never = judged.filter(({ row }) => neverLanded(row));
  return {
    rows: judged.length,
    links: linksOf(judged),
    statusRight: judged.filter(({ statusRight }) => statusRight).length,
    neverLanded: never.length,
    falseLandings: judged.filter(isFalseLanding).length,
    asked: never.filter(({ said }) => said.status === 'ambiguous').length,
  };
}

/** Scores by slice, in the order of their names. */
export function scoreSlices(judged: readonly Judged[]): Record<string, Score> {
  const names = [...new Set(judged.flatMap(({ row }) => row.slices))].sort();
  return Object.fromEntries(names.map((name) => [name, score(judged.filter(({ row }) => row.slices.includes(name)))]));
}

/** How often each label got each verdict. */
export function confusionOf(judged: readonly Judged[]): Confusion {
  const counts: Partial<Record<Status, Partial<Record<Status, number>>>> = {};
  for (const { row, said } of judged) {
    const label = row.statuses[0] ?? 'pending';
    const line = counts[label] ?? {};
    line[said.status] = (line[said.status] ?? 0) + 1;
    counts[label] = line;
  }
  return counts;
}

const BINS = 10;

/** Confidence against truth, tenth by tenth; `ambiguous` claims nothing and is left out. */
export function calibrationOf(judged: readonly Judged[]): CalibrationBin[] {
  const claims = judged.filter(({ said }) => said.status !== 'ambiguous' && said.confidence !== null);
  const binOf = ({ said }: Judged) => Math.min(BINS - 1, Math.floor((said.confidence ?? 0) * BINS));
  return Array.from({ length: BINS }, (_, place) => {
    const rows = claims.filter((claim) => binOf(claim) === place);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
    return {
      from: place / BINS,
      rows: rows.length,
      confidence: mean(rows.map(({ said }) => said.confidence ?? 0)),
      right: mean(rows.map(({ right }) => (right ? 1 : 0))),
    };
  }).filter(({ rows }) => rows > 0);
}

function linksOf(judged: readonly Judged[]): Links {
  const sum = (count: (row: Judged) => number) => judged.reduce((total, row) => total + count(row), 0);
  const found = sum((row) => row.found);
  const missed = sum((row) => row.missed.length);
  const wrong = sum((row) => row.wrong.length);
  const precision = found + wrong === 0 ? null : found / (found + wrong);
  const recall = found + missed === 0 ? null : found / (found + missed);
  const f1 = recall === null || 2 * found + wrong + missed === 0 ? null : (2 * found) / (2 * found + wrong + missed);
  return { found, missed, wrong, precision, recall, f1 };
}

/** Precision, recall and F1 as they are shown: where no link is expected, the wrong ones tell by their number only. */
export function linkShares({ precision, recall, f1 }: Links): readonly [string, string, string] {
  return [share(recall === null ? null : precision), share(recall), share(f1)];
}

/** A share in percent with one digit; a dash where there is none. */
export function share(value: number | null): string {
  return value === null ? '-' : `${(value * 100).toFixed(1)}%`;
}
