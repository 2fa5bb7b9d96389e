// Aims are held against the figures of a run, slices added up.
import { expect, test } from 'vitest';
import { aimsOf } from '../../src/accuracy/aims.js';
import type { Figures } from '../../src/accuracy/run-json.js';
import type { Score } from '../../src/accuracy/score.js';

function scoreOf(found: number, missed: number, given: Partial<Score> = {}): Score {
  const links = { found, missed, wrong: 0, precision: null, recall: null, f1: null };
  return { rows: found + missed, links, statusRight: found, neverLanded: 0, falseLandings: 0, asked: 0, ...given };
}

function figuresOf(given: Partial<Figures>): Figures {
  return { all: scoreOf(0, 0), slices: {}, confusion: {}, calibration: [], baselines: {}, ...given };
}

const metOf = (figures: Figures, name: RegExp) => aimsOf(figures).find((aim) => name.test(aim.name))?.met;

test('slices are added up', () => {
  const slices = { split: scoreOf(10, 2), squashed: scoreOf(80, 0), partial: scoreOf(9, 1) };
  expect(metOf(figuresOf({ slices }), /^split/)).toBe(true);
  expect(metOf(figuresOf({ slices: { ...slices, squashed: scoreOf(8, 2) } }), /^split/)).toBe(false);
});

test('one false landing among a thousand is too many', () => {
  const among = (neverLanded: number) => figuresOf({ all: scoreOf(0, 0, { neverLanded, falseLandings: 1 }) });
  expect(metOf(among(1000), /false landings/)).toBe(false);
  expect(metOf(among(2000), /false landings/)).toBe(true);
});

test('a tenth of few rows is not looked at, and what no row tells is neither met nor missed', () => {
  const bins = (rows: number) => figuresOf({ calibration: [{ from: 0.9, rows, confidence: 0.98, right: 0.9 }] });
  expect(metOf(bins(49), /calibration/)).toBeNull();
  expect(metOf(bins(50), /calibration/)).toBe(false);
});
