// What is aimed at with only the diff to speak, set beside what a run reached.
import type { Figures } from './run-json.js';
import { type Score, share } from './score.js';

/** Fewer rows than this in a tenth of confidence tell nothing of it. */
const LEAST_ROWS = 50;

/** One aim: what was reached, how it is written, and whether it was met; null where no row tells. */
export interface Aim {
  readonly name: string;
  readonly aim: string;
  readonly reached: string;
  readonly met: boolean | null;
}

/** The aims, in the order in which they matter to a person who drops patches. */
export function aimsOf(figures: Figures): Aim[] {
  const of = (...names: readonly string[]) => names.flatMap((name) => figures.slices[name] ?? []);
  const { neverLanded, falseLandings } = figures.all;
  const never = figures.slices['never landed'];
  return [
    atMost('never landed: false landings', neverLanded === 0 ? null : falseLandings / neverLanded, 0.0005),
    atMost('never landed: a person is asked', never ? never.asked / never.rows : null, 0.02),
    atLeast('backports on stable branches: F1', f1Of(of('real')), 0.99),
    atLeast('topic branches, before review: F1', f1Of(of('topic')), 0.98),
    atLeast('retitled: recall', recallOf(of('retitled')), 0.97),
    atLeast('split, squashed, partial: F1', f1Of(of('split', 'squashed', 'partial')), 0.95),
    atLeast('reverted, landed anew: status', statusOf(of('reverted', 're-landed')), 0.98),
    atMost('calibration: error in a tenth of 50 rows or more', calibrationError(figures), 0.03),
  ];
}

function atLeast(name: string, reached: number | null, aim: number): Aim {
  return {
    name,
    aim: `at least ${share(aim)}`,
    reached: share(reached),
    met: reached === null ? null : reached >= aim,
  };
}

function atMost(name: string, reached: number | null, aim: number): Aim {
  const fine = aim < 0.001 ? `${(aim * 100).toFixed(2)}%` : share(aim);
  return { name, aim: `at most ${fine}`, reached: share(reached), met: reached === null ? null : reached <= aim };
}

function linksOf(scores: readonly Score[]) {
  const sum = (count: (score: Score) => number) => scores.reduce((total, score) => total + count(score), 0);
  return {
    found: sum(({ links }) => links.found),
    missed: sum(({ links }) => links.missed),
    wrong: sum(({ links }) => links.wrong),
  };
}

function f1Of(scores: readonly Score[]): number | null {
  const { found, missed, wrong } = linksOf(scores);
  return found + missed + wrong === 0 ? null : (2 * found) / (2 * found + missed + wrong);
}

function recallOf(scores: readonly Score[]): number | null {
  const { found, missed } = linksOf(scores);
  return found + missed === 0 ? null : found / (found + missed);
}

function statusOf(scores: readonly Score[]): number | null {
  const rows = scores.reduce((sum, score) => sum + score.rows, 0);
  return rows === 0 ? null : scores.reduce((sum, score) => sum + score.statusRight, 0) / rows;
}

function calibrationError({ calibration }: Figures): number | null {
  const told = calibration.filter(({ rows }) => rows >= LEAST_ROWS);
  return told.length === 0 ? null : Math.max(...told.map(({ confidence, right }) => Math.abs(confidence - right)));
}
