// How the sources put dates and quotations into sentences.
import { MILLISECONDS_PER_DAY } from '../model/time-units.js';

/** The day of an ISO date; `an unknown day` where there is none. */
export function shortDay(date: string | null): string {
  return date?.slice(0, 'YYYY-MM-DD'.length) ?? 'an unknown day';
}

/** `for 47 days`, counted in whole days; `yet` on the first. */
export function daysSince(date: string | null, now: Date): string {
  const days = date === null ? 0 : Math.floor((now.getTime() - Date.parse(date)) / MILLISECONDS_PER_DAY);
  if (days < 1) return 'yet';
  return `for ${days} ${days === 1 ? 'day' : 'days'}`;
}

/** Words as they were written, in quotation marks. */
export function quoted(words: string): string {
  return `“${words.replace(/\s+/g, ' ').trim()}”`;
}
