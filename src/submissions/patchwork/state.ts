// Patchwork's states in our words. Servers may name their own: an unknown one is told as it is.
import type { Mover, SubmissionState } from '../../model/submission.js';
import { daysSince } from '../words.js';
import type { Entry } from './entry.js';

interface Told {
  readonly state: SubmissionState;
  readonly waitingOn: Mover;
  readonly who: string | null;
  readonly says: string;
}

const STATES: Readonly<Record<string, readonly [SubmissionState, Mover]>> = {
  new: ['waiting', 'them'],
  'under-review': ['waiting', 'them'],
  'needs-ack': ['waiting', 'them'],
  'needs-review-ack': ['waiting', 'them'],
  deferred: ['waiting', 'them'],
  rfc: ['draft', 'them'],
  'changes-requested': ['changes-requested', 'you'],
  accepted: ['queued', 'them'],
  queued: ['queued', 'them'],
  'in-next': ['queued', 'them'],
  'awaiting-upstream': ['queued', 'them'],
  mainlined: ['merged', 'nobody'],
  rejected: ['refused', 'nobody'],
  'not-applicable': ['refused', 'nobody'],
  superseded: ['replaced', 'nobody'],
};

/** What an entry's state means, and who has to move. */
export function patchworkState(
  { state, check }: Pick<Entry, 'state' | 'check'>,
  delegate: string | null,
  sent: string,
  now: Date,
): Told {
  const [meaning, mover] = STATES[state] ?? (['waiting', 'them'] as const);
  const failing = check === 'fail' && meaning === 'waiting';
  if (failing)
    return { state: 'checks-failing', waitingOn: 'you', who: null, says: `its checks fail (Patchwork: ${state})` };
  const waited =
    meaning === 'waiting'
      ? `, sent ${daysSince(sent, now)
          .replace(/^for (.*)/, '$1 ago')
          .replace('yet', 'today')}`
      : '';
  const whose = delegate === null ? '' : `, with ${delegate}`;
  return { state: meaning, waitingOn: mover, who: delegate, says: `Patchwork says ${state}${whose}${waited}` };
}
