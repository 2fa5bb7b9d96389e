// Several sources about one patch: one submission each for what was sent, the most telling first.
import { isFirm, type Submission, SUBMISSION_STATES } from '../model/submission.js';

/**
 * Joins entries about the same mail (Patchwork's and the archive's), and sorts: what is known by content before hints, the
 * last that was sent first, of equals what is further on its way.
 */
export function joinSubmissions(list: readonly Submission[]): Submission[] {
  const byId = new Map<string, Submission>();
  for (const submission of list) {
    const known = byId.get(submission.id);
    byId.set(submission.id, known ? merged(known, submission) : submission);
  }
  return [...byId.values()].sort(
    (a, b) =>
      Number(isFirm(b)) - Number(isFirm(a)) ||
      (b.sent ?? '').localeCompare(a.sent ?? '') ||
      SUBMISSION_STATES.indexOf(b.state) - SUBMISSION_STATES.indexOf(a.state),
  );
}

/** A server's explicit state is worth more than what was read from a thread, but for its silence. */
function merged(a: Submission, b: Submission): Submission {
  const [thread, entry] = a.source === 'mail' ? [a, b] : [b, a];
  const lead = entry.state === 'waiting' ? thread : entry;
  // The server has the list's mails as well: each is one step.
  const steps = [...thread.events, ...entry.events.filter((event) => event.says !== 'sent')];
  const events = [...new Map(steps.map((event) => [`${event.date} ${event.who} ${event.says}`, event])).values()];
  return {
    ...lead,
    url: entry.url ?? thread.url,
    reviews: thread.reviews.length > 0 ? thread.reviews : entry.reviews,
    share: thread.share ?? entry.share,
    match: thread.match,
    version: Math.max(thread.version, entry.version),
    events: events.sort((one, other) => (one.date ?? '').localeCompare(other.date ?? '')),
  };
}
