// Numbers, shares, ids and dates as every output writes them.
import type { Delta, Tally } from '../model/report.js';
import { ID_DIGITS } from '../model/short-id.js';

export { percent } from '../model/percent.js';

/** A whole number with thousands apart: `1,240`. */
export function figure(value: number): string {
  // Loading what the platform knows of languages takes longer than all other formatting together.
  return String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/gu, ',');
}

/** A number and its noun: `1 patch`, `1,240 patches`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${figure(value)} ${value === 1 ? one : many}`;
}

/** The noun for patches, which counts most often. */
export function patches(value: number): string {
  return counted(value, 'patch', 'patches');
}

/** Added and removed lines: `+1,240 −310`, with the caller's minus sign. */
export function lineCounts(tally: Pick<Tally, 'insertions' | 'deletions'>, minus: string): string {
  return `+${figure(tally.insertions)} ${minus}${figure(tally.deletions)}`;
}

/**
 * Whole percent of the patches (noise left out) that need no more carrying, or null when there are none.
 * Rounded down, so that 100 is said only when nothing remains.
 */
export function landedPercent(delta: Pick<Delta, 'total' | 'remaining'>): number | null {
  const { total, remaining } = delta;
  return total.patches === 0 ? null : Math.floor(((total.patches - remaining.patches) * 100) / total.patches);
}

/** Room that is taken: `12.3 MiB`. */
export function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

/** Information, exact only where it is little: `4.2 bits`, `310 bits`. */
export function bitsWords(bits: number): string {
  return `${bits < 10 ? bits.toFixed(1) : figure(bits)} bits`;
}

/** The day of an ISO 8601 time. */
export function day(time: string): string {
  return first(time, 10);
}

/** The minute of an ISO 8601 time, which is in UTC. */
export function minute(time: string): string {
  return `${first(time, 16).replace('T', ' ')} UTC`;
}

/** The first digits of an object id: a report from elsewhere may have any text there. */
export function shortId(oid: string): string {
  return first(oid, ID_DIGITS);
}

/** A ref without the prefix that every branch has. */
export function shortRef(ref: string): string {
  return ref.replace(/^refs\/(heads|remotes)\//, '');
}

/** By code points: half a pair of surrogates would be a broken character. */
function first(text: string, most: number): string {
  return Array.from(text.slice(0, most * 2))
    .slice(0, most)
    .join('');
}
