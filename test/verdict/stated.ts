// Facts that tests of verdicts begin with, and the verdict on them under the packaged settings.
import type { Facts } from '../../src/model/facts.js';
import { decide } from '../../src/verdict/decide.js';
import { commitOf, coverOf, factsOf, holdsOf, hunkOf, tipOf, verdictSettings } from './facts.js';

export const settings = await verdictSettings();

export const LANDING = commitOf('landing');
export const LANDED = coverOf([holdsOf(LANDING)]);
export const HALF = coverOf([holdsOf(LANDING, { containment: 0.5, bits: 50 })], {
  hunks: [hunkOf(1), hunkOf(0, { line: 60 })],
});
export const ABSORBED = tipOf({ addedShare: 1, removedShare: 1, reapplied: 'empty' });

/** The verdict on these facts. */
export function verdict(given: Partial<Facts>) {
  return decide(factsOf(given), settings).report;
}
