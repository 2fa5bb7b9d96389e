// How old things are, and which is the oldest.
import type { PatchReport } from '../../model/report.js';
import { MILLISECONDS_PER_DAY } from '../../model/time-units.js';
import { counted } from '../figures.js';
import { isCarried } from './next-step.js';

const MONTH = 30.44;
const YEAR = 365.25;

/** Age in words, as exact as one would say it: `12 days`, `5 months`, `9 years`. Times in ISO 8601. */
export function ageWords(from: string, to: string): string {
  const days = Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / MILLISECONDS_PER_DAY));
  if (Number.isNaN(days)) return 'of unknown age';
  if (days < 2 * MONTH) return counted(days, 'day');
  return days < 2 * YEAR ? counted(Math.floor(days / MONTH), 'month') : counted(Math.floor(days / YEAR), 'year');
}

/** The oldest patch that has to be carried, or null when none has. */
export function oldest(patches: readonly PatchReport[]): PatchReport | null {
  const carried = patches.filter(isCarried);
  return carried.toSorted((one, other) => Date.parse(one.authorDate) - Date.parse(other.authorDate))[0] ?? null;
}
