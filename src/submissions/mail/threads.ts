// Threads of an archive: which mail answers which, which versions of a patch there are.
import { plainSubject } from '../../patch/message.js';
import { addToList } from '../add-to-list.js';
import type { IndexedMail } from './indexed-mail.js';
import { SeriesChains } from './series.js';

/** What was sent as one patch, and all that was said about it. */
export interface PatchThread {
  /** The newest version that was sent. */
  readonly patch: IndexedMail;
  /** All versions, oldest first, the newest among them. */
  readonly versions: readonly IndexedMail[];
  /** The head of a later version of the series that came without this patch, or null. */
  readonly leftOutOf: IndexedMail | null;
  /** Answers to the newest version, oldest first. `whole`: given to the cover letter, so to the whole series. */
  readonly answers: readonly { readonly mail: IndexedMail; readonly whole: boolean }[];
}

/** Nobody sends a patch more often: who has so many mails of one subject sends something else. */
const MOST_SENT = 32;

/** Looks up threads; made once for an archive. */
export class Threads {
  private readonly byId: ReadonlyMap<string, IndexedMail>;
  private readonly children = new Map<string, IndexedMail[]>();
  private readonly bySubject = new Map<string, IndexedMail[]>();
  private readonly chains: SeriesChains;

  constructor(mails: readonly IndexedMail[]) {
    this.byId = new Map(mails.map((mail) => [mail.id, mail]));
    for (const mail of mails) {
      const parent = this.parentOf(mail);
      if (parent) addToList(this.children, parent.id, mail);
      if (mail.patch) addToList(this.bySubject, plainSubject(mail.subject), mail);
    }
    this.chains = new SeriesChains(mails, (mail) => this.parentOf(mail));
  }

  mail(id: string): IndexedMail | undefined {
    return this.byId.get(id);
  }

  /** Patches that were sent under a subject, carry prefixes and punctuation aside. */
  patchesNamed(subject: string): readonly IndexedMail[] {
    const plain = plainSubject(subject);
    return plain === '' ? [] : (this.bySubject.get(plain) ?? []);
  }

  /** The thread of a patch in its newest version; `own` are the versions that are known by their content. */
  threadOf(own: readonly IndexedMail[]): PatchThread {
    const authors = new Set(own.map((mail) => mail.by.email));
    const named = own.flatMap((mail) => this.patchesNamed(mail.subject)).filter(({ by }) => authors.has(by.email));
    const chained = [...own, ...named].slice(-MOST_SENT).flatMap((mail) => this.chains.versionsOf(mail));
    const versions = [...new Set([...own, ...named, ...chained])].sort(byVersion);
    const patch = versions.at(-1);
    if (!patch) throw new Error('a thread begins with a patch');
    const cover = this.coverOf(patch);
    const whole = cover ? this.below(cover) : [];
    const answers = [
      ...this.below(patch).map((mail) => ({ mail, whole: false })),
      ...whole.map((mail) => ({ mail, whole: true })),
    ];
    const leftOutOf = this.chains.leftOutOf(versions);
    return { patch, versions, leftOutOf, answers: answers.sort((a, b) => (a.mail.date ?? 0) - (b.mail.date ?? 0)) };
  }

  /** The cover letter of the series a patch belongs to. */
  private coverOf(patch: IndexedMail): IndexedMail | null {
    const parent = this.parentOf(patch);
    const isCover = parent?.series?.[1] === 0 && parent.series[0] === patch.series?.[0];
    return isCover ? parent : null;
  }

  /** All answers below a mail; patches below it (other parts, later versions) and what answers them are another matter. */
  private below(mail: IndexedMail): IndexedMail[] {
    const found: IndexedMail[] = [];
    const seen = new Set([mail.id]);
    for (let waiting = [mail]; waiting.length > 0; ) {
      const next = waiting.flatMap(({ id }) => this.children.get(id) ?? []);
      waiting = next.filter((child) => !child.patch && child.series?.[1] !== 0 && !seen.has(child.id));
      for (const child of waiting) seen.add(child.id);
      found.push(...waiting);
    }
    return found;
  }

  /** The nearest mail above that the archive has. */
  private parentOf(mail: IndexedMail): IndexedMail | undefined {
    const id = mail.above.find((above) => above !== mail.id && this.byId.has(above));
    return id === undefined ? undefined : this.byId.get(id);
  }
}

function byVersion(a: IndexedMail, b: IndexedMail): number {
  // Dates decide: a resend has no number, and a mail without a date cannot be shown to be newer.
  return (a.date ?? 0) - (b.date ?? 0) || (a.series?.[0] ?? 1) - (b.series?.[0] ?? 1);
}
