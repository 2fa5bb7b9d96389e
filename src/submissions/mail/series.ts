// Series and their versions: which sending follows which, by b4's `change-id` and by what was sent as an answer to what.
import { plainSubject } from '../../patch/message.js';
import { addToList } from '../add-to-list.js';
import { type IndexedMail, isSamePerson } from './indexed-mail.js';

/** Finds the other versions of patches; made once for an archive. */
export class SeriesChains {
  /** The mail that heads the series (its cover letter, else its first patch), by the id of each of its parts. */
  private readonly heads = new Map<string, IndexedMail>();
  private readonly parts = new Map<IndexedMail, IndexedMail[]>();
  /** For each head one head that all versions of the series share. */
  private readonly chains = new Map<IndexedMail, IndexedMail>();
  private readonly members = new Map<IndexedMail, IndexedMail[]>();

  constructor(
    mails: readonly IndexedMail[],
    private readonly parentOf: (mail: IndexedMail) => IndexedMail | undefined,
  ) {
    const byChangeId = new Map<string, IndexedMail>();
    for (const mail of mails) {
      if (!isPart(mail)) continue;
      const head = this.headOf(mail);
      addToList(this.parts, head, mail);
      const known = mail.chain === undefined ? undefined : byChangeId.get(mail.chain);
      if (known) this.join(known, head);
      else if (mail.chain !== undefined) byChangeId.set(mail.chain, head);
    }
    for (const head of this.parts.keys()) {
      const before = this.sentBefore(head);
      if (before) this.join(this.headOf(before), head);
    }
    for (const head of this.parts.keys()) addToList(this.members, this.chainOf(head), head);
  }

  /** The same patch in other versions of its series. */
  versionsOf(patch: IndexedMail): IndexedMail[] {
    const own = this.headOf(patch);
    const others = this.versions(own).filter((head) => head !== own && versionOf(head) !== versionOf(own));
    if (others.length === 0) return [];
    const siblings = new Set(this.partsOf(own).map(subjectOf));
    return others.flatMap((head) => {
      const parts = this.partsOf(head);
      const same = parts.filter((part) => subjectOf(part) === subjectOf(patch));
      // Tests of one kind are much alike: what has the name of another part is that part.
      return same.length > 0
        ? same
        : closest(
            patch,
            parts.filter((part) => !siblings.has(subjectOf(part))),
          );
    });
  }

  /** The highest version of a patch's series, where that is later than the patch and does not have it. */
  leftOutOf(versions: readonly IndexedMail[]): IndexedMail | null {
    const heads = new Set(versions.map((mail) => this.headOf(mail)));
    const newest = [...heads]
      .flatMap((head) => this.versions(head))
      .reduce<IndexedMail | null>((best, head) => (versionOf(head) > (best ? versionOf(best) : 0) ? head : best), null);
    const reached = Math.max(...versions.map(versionOf));
    return newest && versionOf(newest) > reached && this.partsOf(newest).length > 0 ? newest : null;
  }

  private versions(head: IndexedMail): readonly IndexedMail[] {
    return this.members.get(this.chainOf(head)) ?? [head];
  }

  private partsOf(head: IndexedMail): readonly IndexedMail[] {
    return (this.parts.get(head) ?? []).filter(({ patch }) => patch);
  }

  private headOf(mail: IndexedMail): IndexedMail {
    const passed = new Set<IndexedMail>();
    let head = mail;
    for (;;) {
      const known = this.heads.get(head.id);
      const parent = known ?? this.parentOf(head);
      passed.add(head);
      // Ids that lead round in a circle end where they began.
      if (!parent || passed.has(parent) || (!known && !isSibling(parent, head))) break;
      head = parent;
    }
    for (const { id } of passed) this.heads.set(id, head);
    return head;
  }

  /** The nearest mail above that the same person sent as a patch: its next version was sent as an answer to it. */
  private sentBefore(head: IndexedMail): IndexedMail | null {
    const seen = new Set([head.id]);
    for (let mail = this.parentOf(head); mail && !seen.has(mail.id); mail = this.parentOf(mail)) {
      if (isPart(mail)) return isSamePerson(mail.by, head.by) ? mail : null;
      seen.add(mail.id);
    }
    return null;
  }

  private chainOf(head: IndexedMail): IndexedMail {
    let chain = head;
    for (let next = this.chains.get(chain); next; next = this.chains.get(chain)) chain = next;
    return chain;
  }

  private join(one: IndexedMail, other: IndexedMail): void {
    const [first, second] = [this.chainOf(one), this.chainOf(other)];
    if (first !== second) this.chains.set(second, first);
  }
}

/** A patch or a cover letter. */
function isPart({ patch, series }: IndexedMail): boolean {
  return patch !== undefined || series?.[1] === 0;
}

/** True when `parent` belongs to the same sending. */
function isSibling(parent: IndexedMail, mail: IndexedMail): boolean {
  const [version, part, of = 1] = parent.series ?? [];
  const same = version === mail.series?.[0] && of === (mail.series?.[2] ?? 1) && isSamePerson(parent.by, mail.by);
  return isPart(parent) && same && (of > 1 || part === 0);
}

/** Likeness of two versions under different subjects, from 0 to 1: an estimate from their sketches. */
const ALIKE = 1 / 3;

/** The one of these under another subject that is most like the patch, if any is. */
function closest(patch: IndexedMail, others: readonly IndexedMail[]): IndexedMail[] {
  // A series of one patch has no other that it could be.
  if ([patch, ...others].every(({ series }) => (series?.[2] ?? 1) === 1)) return others.slice(0, 1);
  const ranked = others
    .map((other) => ({ other, alike: likeness(patch, other) }))
    .filter(({ alike }) => alike >= ALIKE);
  return ranked
    .toSorted((a, b) => b.alike - a.alike)
    .slice(0, 1)
    .map(({ other }) => other);
}

/** Share of telling lines in common (Jaccard). */
function likeness(one: IndexedMail, other: IndexedMail): number {
  const [keys, others] = [new Set(one.patch?.sketch), other.patch?.sketch ?? []];
  const common = others.filter((key) => keys.has(key)).length;
  return common === 0 ? 0 : common / (keys.size + others.length - common);
}

function subjectOf({ subject }: IndexedMail): string {
  return plainSubject(subject);
}

function versionOf({ series }: IndexedMail): number {
  return series?.[0] ?? 1;
}
