// How old kept answers are, and what a server was not asked.
import type { Notice } from '../model/notice.js';
import type { Asker } from './http/asker.js';
import type { Desk } from './source.js';
import { shortDay } from './words.js';

/** Notices about answers that were kept, or that are not there. `kind` begins their codes. */
export function freshness(name: string, kind: string, desk: Desk, { tally, isSpent }: Asker): Notice[] {
  if (!desk.online) {
    const never = tally.oldest === null;
    const message = never ? `${name} was never asked` : `answers of ${name} are of ${shortDay(tally.oldest)}`;
    if (!never && tally.unasked === 0)
      return [{ code: `${kind}.kept`, severity: 'info', message, hint: 'landfall sync asks again' }];
    const more = never || tally.unasked === 0 ? '' : `; ${tally.unasked} questions were not asked then`;
    return [{ code: `${kind}.not-asked`, severity: 'info', message: `${message}${more}`, hint: 'landfall sync asks' }];
  }
  if (!isSpent() || tally.unasked === 0) return [];
  const message = `${name}: ${tally.unasked} questions were left out, as ${tally.sent} requests were sent or the time was up`;
  const hint = 'run landfall sync again: what is known already costs little; or raise settings.submissions';
  return [{ code: `${kind}.spent`, severity: 'warning', message, hint }];
}
