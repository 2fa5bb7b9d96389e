// What a thread says became of a patch, and the words in it that say so.
import type { Mover, Review, ReviewKind, SubmissionEvent, SubmissionState } from '../../model/submission.js';
import { isoDate } from '../../patch/iso-date.js';
import { daysSince, quoted, shortDay } from '../words.js';
import { type IndexedMail, isSamePerson } from './indexed-mail.js';
import type { Said, SaidKind } from './said.js';
import type { PatchThread } from './threads.js';

/** The state of a thread. */
export interface ThreadState {
  readonly state: SubmissionState;
  readonly since: string | null;
  readonly waitingOn: Mover;
  readonly who: string | null;
  readonly says: string;
  readonly reviews: readonly Review[];
  readonly events: readonly SubmissionEvent[];
}

/** One thing that one mail says. */
interface Spoken extends Said {
  readonly mail: IndexedMail;
  readonly own: boolean;
  readonly name: string;
}

/** Reads a thread. `list` is who is waited for while nobody has answered; `link` gives the address of a mail. */
export function threadState(
  thread: PatchThread,
  list: string | null,
  link: (id: string) => string | null,
  now: Date,
): ThreadState {
  const spoken = thread.answers.flatMap(({ mail }) => spokenIn(mail, thread.patch));
  const concluded = conclude(thread, spoken, list, now);
  const { leftOutOf } = thread;
  const without = leftOutOf && !isSettled(concluded.state) ? `; ${withoutIt(leftOutOf)}` : '';
  return {
    ...concluded,
    says: `${concluded.says}${without}`,
    reviews: spoken.flatMap((each) => {
      const kind = REVIEWS[each.kind];
      return kind === undefined || each.own ? [] : [{ by: each.name, kind, date: dateOf(each.mail), says: each.words }];
    }),
    events: eventsOf(thread, spoken, link),
  };
}

/** Nothing that is sent later changes it. */
function isSettled(state: SubmissionState): boolean {
  return state === 'queued' || state === 'refused';
}

function withoutIt({ series }: IndexedMail): string {
  return `version ${series?.[0]} of the series came without it`;
}

const REVIEWS: Readonly<Partial<Record<SaidKind, ReviewKind>>> = {
  reviewed: 'reviewed',
  acked: 'acked',
  tested: 'tested',
  approved: 'approved',
  changes: 'changes',
  refused: 'refused',
};

function spokenIn(mail: IndexedMail, patch: IndexedMail): Spoken[] {
  const own = isSamePerson(mail.by, patch.by);
  // Who gives a tag has no more than details to ask for; an author who answers asks nobody for changes.
  const tagged = (mail.said ?? []).some((said) =>
    ['reviewed', 'acked', 'approved', 'applied', 'queued'].includes(said.kind),
  );
  return (mail.said ?? [])
    .filter((said) => !(said.kind === 'changes' && (tagged || own)))
    .map((said) => ({ ...said, mail, own, name: said.by ?? nameOf(mail) }));
}

/** The rules, in order: what somebody did comes before what somebody said, and what is open before what is agreed. */
function conclude(thread: PatchThread, spoken: readonly Spoken[], list: string | null, now: Date) {
  const { patch, answers } = thread;
  const last = (kinds: readonly SaidKind[], own?: boolean) =>
    spoken.findLast((each) => kinds.includes(each.kind) && (own === undefined || each.own === own));
  const withdrawn = last(['withdrawn'], true);
  if (withdrawn) return told('refused', 'nobody', withdrawn, 'withdrawn');
  const taken = last(['applied', 'queued', 'dropped']);
  if (taken && taken.kind !== 'dropped') return told('queued', 'them', taken, taken.kind);
  const refused = open(spoken, ['refused']);
  if (refused) return told('refused', 'nobody', refused, 'refused');
  const changes = open(spoken, ['changes']) ?? (taken?.kind === 'dropped' ? taken : undefined);
  if (changes) return told('changes-requested', 'you', changes, 'changes asked');
  const agreed = last(['reviewed', 'acked', 'approved'], false);
  if (agreed) return told('approved', 'them', agreed, agreed.kind);
  const others = answers.filter(({ mail }) => !isSamePerson(mail.by, patch.by));
  const lastWord = answers.at(-1)?.mail;
  if (others.length > 0 && lastWord) {
    const mine = isSamePerson(lastWord.by, patch.by);
    const says = `${nameOf(lastWord)} had the last word on ${shortDay(dateOf(lastWord))}`;
    const who = mine ? nameOf(others.at(-1)?.mail ?? lastWord) : nameOf(lastWord);
    return {
      state: 'answered' as const,
      since: dateOf(lastWord),
      waitingOn: mine ? ('them' as const) : ('you' as const),
      who,
      says,
    };
  }
  const sent = dateOf(patch);
  const state = patch.draft ? ('draft' as const) : ('waiting' as const);
  return {
    state,
    since: sent,
    waitingOn: 'them' as const,
    who: list,
    says: `no answer ${daysSince(sent, now)}${list === null ? '' : ` on ${list}`}`,
  };
}

/** The last of these that nobody took back: who asked for changes and gave a tag later has got them. */
function open(spoken: readonly Spoken[], kinds: readonly SaidKind[]): Spoken | undefined {
  const content = (each: Spoken) =>
    spoken.some(
      (later) =>
        ['reviewed', 'acked', 'approved'].includes(later.kind) &&
        later.mail.by.email === each.mail.by.email &&
        (later.mail.date ?? 0) > (each.mail.date ?? 0),
    );
  return spoken.findLast((each) => kinds.includes(each.kind) && !each.own && !content(each));
}

function told(state: SubmissionState, waitingOn: Mover, by: Spoken, what: string) {
  const since = dateOf(by.mail);
  return {
    state,
    since,
    waitingOn,
    who: by.name,
    says: `${what} by ${by.name} on ${shortDay(since)}: ${quoted(by.words)}`,
  };
}

function eventsOf(
  thread: PatchThread,
  spoken: readonly Spoken[],
  link: (id: string) => string | null,
): SubmissionEvent[] {
  const sent = thread.versions.map((mail) => ({
    mail,
    says: `sent version ${mail.series?.[0] ?? 1}${(mail.series?.[2] ?? 1) > 1 ? `, part ${mail.series?.[1]} of ${mail.series?.[2]}` : ''}`,
  }));
  const later = thread.leftOutOf ? [{ mail: thread.leftOutOf, says: withoutIt(thread.leftOutOf) }] : [];
  const said = thread.answers.map(({ mail, whole }) => {
    const words = spoken.filter((each) => each.mail === mail).map((each) => quoted(each.words));
    const what = words.length > 0 ? words.join(', ') : 'answered';
    return { mail, says: whole ? `to the series: ${what}` : what };
  });
  return [...sent, ...said, ...later]
    .sort((a, b) => (a.mail.date ?? 0) - (b.mail.date ?? 0))
    .map(({ mail, says }) => ({ date: dateOf(mail), who: nameOf(mail), says, url: link(mail.id) }));
}

function nameOf({ by }: IndexedMail): string {
  return by.name || by.email || 'somebody';
}

function dateOf({ date }: IndexedMail): string | null {
  return date === null ? null : isoDate(date);
}
