// What a pull request says became of a patch, and what shows it.
import type { History } from '../../model/history.js';
import type { Mover, Review, ReviewKind, SubmissionEvent, SubmissionState } from '../../model/submission.js';
import { daysSince, quoted, shortDay } from '../words.js';
import type { PullRequest } from './pull-request.js';

export interface RequestState {
  readonly state: SubmissionState;
  readonly since: string | null;
  readonly waitingOn: Mover;
  readonly who: string | null;
  readonly says: string;
}

/** How one request was taken, as upstream's history shows it: `push` where somebody pushed its very commits. */
type Method = 'merge' | 'squash' | 'rebase' | 'push' | 'unknown';

/** Words with which people close a request for another one. */
const REPLACED =
  /(?:superseded|replaced|obsoleted|continued)\s+(?:by|in|with)\b.*?(?:#|\/pull\/)(\d+)|\b(?:in favou?r of|moved to)\b.*?(?:#|\/pull\/)(\d+)/i;

/** The state of a request. `history` tells how it was merged, and whether that was taken back. */
export function requestState(request: PullRequest, history: History, now: Date): RequestState {
  if (request.merged !== null) return mergedState(request, history);
  return request.open ? openState(request, now) : closedState(request);
}

function mergedState(request: PullRequest, history: History): RequestState {
  const revert = revertOf(request, history);
  if (revert) {
    const says = `merged on ${shortDay(request.merged)}, and taken out again: ${quoted(revert.subject)}`;
    return {
      state: 'reverted',
      since: new Date(revert.commitDate * 1000).toISOString(),
      waitingOn: 'you',
      who: revert.author.name,
      says,
    };
  }
  const how = methodOf(request, history);
  const says = `merged on ${shortDay(request.merged)}${how === 'unknown' ? '' : ` (${how})`}`;
  return { state: 'merged', since: request.merged, waitingOn: 'nobody', who: null, says };
}

function methodOf({ mergeCommit, headOid, number, commits }: PullRequest, history: History): Method {
  const commit = history.commits[history.byOid.get(mergeCommit ?? '') ?? -1];
  if (!commit) return 'unknown';
  if (commit.oid === headOid) return 'push';
  if (commit.parents.length > 1) return 'merge';
  // GitHub puts the number behind the subject of what it squashes, and behind no other.
  if (commit.subject.endsWith(`(#${number})`)) return 'squash';
  return commits > 1 ? 'rebase' : 'unknown';
}

/** The commit that took it out: it names the merge, or the title and came later, for an earlier try may have been taken out before. */
function revertOf({ mergeCommit, title, number, merged }: PullRequest, history: History) {
  const since = Date.parse(merged ?? '') / 1000;
  const titles = [title, `${title} (#${number})`];
  return history.commits.find(
    ({ facts, commitDate }) =>
      (mergeCommit !== null && facts.reverts.some((oid) => mergeCommit.startsWith(oid))) ||
      (commitDate >= since && titles.includes(facts.revertsSubject ?? '')),
  );
}

function closedState(request: PullRequest): RequestState {
  const last = request.comments.at(-1);
  const other = [...request.comments].reverse().find(({ words }) => REPLACED.test(words));
  const [, one, two] = REPLACED.exec(other?.words ?? '') ?? [];
  const on = `closed unmerged on ${shortDay(request.closed)}`;
  const over = { since: request.closed, waitingOn: 'nobody' as const };
  if (other)
    return {
      ...over,
      state: 'replaced',
      who: other.by,
      says: `${on}, replaced by #${one ?? two}: ${quoted(firstLine(other.words))}`,
    };
  const words = last ? `, ${last.by}: ${quoted(firstLine(last.words))}` : '';
  return { ...over, state: 'refused', who: last?.by ?? null, says: `${on}${words}` };
}

function openState(request: PullRequest, now: Date): RequestState {
  if (request.draft) return { state: 'draft', since: request.updated, waitingOn: 'you', who: null, says: 'a draft' };
  const verdicts = lastVerdicts(request);
  const changes = verdicts.findLast(({ state }) => state === 'CHANGES_REQUESTED');
  if (changes) {
    const words = changes.words.trim() === '' ? '' : `: ${quoted(firstLine(changes.words))}`;
    const says = `changes asked by ${changes.by} on ${shortDay(changes.date)}${words}`;
    return { state: 'changes-requested', since: changes.date, waitingOn: 'you', who: changes.by, says };
  }
  if (request.checks === 'failing')
    return { state: 'checks-failing', since: request.updated, waitingOn: 'you', who: null, says: 'its checks fail' };
  const approval = verdicts.findLast(({ state }) => state === 'APPROVED');
  if (approval) {
    const says = `approved by ${approval.by} on ${shortDay(approval.date)}, not merged yet`;
    return { state: 'approved', since: approval.date, waitingOn: 'them', who: request.asked[0] ?? null, says };
  }
  const talk = [...request.comments, ...request.reviews.filter(({ state }) => state === 'COMMENTED')]
    .filter(({ date, by }) => date !== null && !isBot(by))
    .sort((a, b) => (a.date ?? '').localeCompare(b.date ?? ''));
  const last = talk.at(-1);
  const others = talk.filter(({ by }) => by !== request.author);
  if (last && others.length > 0) {
    const mine = last.by === request.author;
    const who = mine ? (others.at(-1)?.by ?? null) : last.by;
    const says = `${last.by} had the last word on ${shortDay(last.date)}: ${quoted(firstLine(last.words))}`;
    return { state: 'answered', since: last.date, waitingOn: mine ? 'them' : 'you', who, says };
  }
  const who = request.asked.length === 0 ? null : request.asked.join(', ');
  return {
    state: 'waiting',
    since: request.created,
    waitingOn: 'them',
    who,
    says: `no answer ${daysSince(request.created, now)}${who === null ? '' : ` from ${who}`}`,
  };
}

/** Each reviewer's last verdict: who asked for changes and approved later has got them. */
function lastVerdicts({ reviews }: PullRequest) {
  const last = new Map<string, PullRequest['reviews'][number]>();
  for (const review of reviews) {
    if (!['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED'].includes(review.state)) continue;
    last.delete(review.by);
    last.set(review.by, review);
  }
  return [...last.values()];
}

const KINDS: Readonly<Record<string, ReviewKind>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes',
  COMMENTED: 'comment',
};

/** The reviews of a request, dismissed and pending ones left out. */
export function reviewsOf({ reviews }: PullRequest): Review[] {
  return reviews.flatMap(({ by, state, date, words }) => {
    const kind = KINDS[state];
    return kind === undefined ? [] : [{ by, kind, date, says: firstLine(words) }];
  });
}

/** Its time line, oldest first. */
export function eventsOf(request: PullRequest): SubmissionEvent[] {
  const { url } = request;
  const events: SubmissionEvent[] = [
    { date: request.created, who: request.author, says: 'opened', url },
    ...reviewsOf(request).map(({ by, kind, date, says }) => ({
      date,
      who: by,
      says: says === '' ? kind : `${kind}: ${quoted(says)}`,
      url,
    })),
    ...request.comments.map(({ by, date, words }) => ({ date, who: by, says: quoted(firstLine(words)), url })),
  ];
  if (request.merged !== null) events.push({ date: request.merged, who: request.repository, says: 'merged', url });
  else if (request.closed !== null)
    events.push({ date: request.closed, who: request.repository, says: 'closed unmerged', url });
  return events.sort((a, b) => (a.date ?? '').localeCompare(b.date ?? ''));
}

/** Words that are shown. */
const MOST_WORDS = 160;

function firstLine(words: string): string {
  return (words.split('\n').find((line) => line.trim() !== '' && !line.startsWith('>')) ?? '')
    .trim()
    .slice(0, MOST_WORDS);
}

function isBot(login: string): boolean {
  return login.endsWith('[bot]');
}
