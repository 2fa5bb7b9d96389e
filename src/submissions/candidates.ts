// Which of all that was sent may be a patch of the stack, before any diff is read: by ids, digests, sketches, subjects and leads.
import type { PatchLines } from '../match/patch-lines.js';
import type { Wanted } from '../model/submission.js';
import { plainSubject } from '../patch/message.js';
import { addToList } from './add-to-list.js';

/** Something that was sent, as far as it is known before its diff is read. */
export interface Sent {
  /** Names it among all that were sent. */
  readonly key: string;
  readonly subject: string;
  /** Ids by which a patch may name it: Message-Ids, URLs; in lower case. */
  readonly names: readonly string[];
  /** Digests and sketch of its diff where they are known already. */
  readonly diff?: string;
  readonly lines?: string;
  readonly sketch?: readonly number[];
  /** True when it may hold several patches, as a branch does. */
  readonly holdsMore?: boolean;
  /** Patches that its diff is compared with whatever else is known: by place, or all of them. */
  readonly leads?: readonly number[] | 'any';
}

/** Why something may be a patch: whether one of the two names the other, and how near it comes to the front. */
export interface Hint {
  readonly named: boolean;
  readonly score: number;
}

/** Lines of a sketch that must be in a patch before the diff is read: two are no accident, half of a short one is enough. */
const COMMON_LINES = 2;

/** How candidates are ordered: a whole sketch in common counts 1. */
const SCORES = { named: 8, digest: 4, subject: 2 } as const;

/** For each patch the best candidates: those it names, then by what the sketches have in common, then by subject. */
export function candidatesOf(
  wanted: readonly Wanted[],
  layouts: readonly PatchLines[],
  sent: readonly Sent[],
  most: number,
): Map<Sent, Hint>[] {
  const register = registerOf(wanted, layouts);
  const found = wanted.map(() => new Map<Sent, Hint>());
  for (const each of sent) for (const [at, hint] of hintsFor(each, register)) found[at]?.set(each, hint);
  return found.map((hints) => {
    const sorted = [...hints].sort(([, a], [, b]) => b.score - a.score);
    // Those that have to be compared with every patch are read once for all of them.
    return new Map(sorted.filter(([{ leads }], rank) => leads === 'any' || rank < most));
  });
}

/** The wanted patches, by all that something sent may have in common with them. */
type Register = ReturnType<typeof registerOf>;

function registerOf(wanted: readonly Wanted[], layouts: readonly PatchLines[]) {
  return {
    all: [...wanted.keys()],
    bySubject: new Places(wanted.map(({ patch }) => [plainSubject(patch.subject)])),
    byName: new Places(wanted.map(namesOf)),
    byDigest: new Places(layouts.map(({ digest }) => [digest.diff, digest.lines])),
    byKey: new Places(layouts.map(({ keys }) => [...new Set(keys)])),
    byLead: new Places(wanted.map(({ place }) => [place])),
  };
}

/** By the place of a wanted patch, what speaks for this being it. */
function hintsFor(sent: Sent, register: Register): Map<number, Hint> {
  const hints = new Map<number, Hint>();
  const raise = (places: readonly number[], score: number, named = false) => {
    for (const place of places) {
      const hint = hints.get(place) ?? { named: false, score: 0 };
      hints.set(place, { named: hint.named || named, score: hint.score + score });
    }
  };
  const { names, diff, lines, sketch = [], subject, leads = [] } = sent;
  for (const name of names) raise(register.byName.of(name), SCORES.named, true);
  for (const digest of [diff, lines]) if (digest) raise(register.byDigest.of(digest), SCORES.digest);
  for (const [place, share] of shares(sketch, register.byKey)) raise([place], share);
  raise(register.bySubject.of(plainSubject(subject)), SCORES.subject);
  if (leads === 'any') raise(register.all, 0);
  else for (const lead of leads) raise(register.byLead.of(lead), SCORES.named, true);
  return hints;
}

/** By place, the share of a sketch that is in the patch; those with too little of it are left out. */
function shares(sketch: readonly number[], byKey: Places<number>): (readonly [number, number])[] {
  const common = new Map<number, number>();
  for (const key of sketch) for (const place of byKey.of(key)) common.set(place, (common.get(place) ?? 0) + 1);
  return [...common]
    .filter(([, count]) => count >= Math.min(COMMON_LINES, sketch.length))
    .map(([place, count]) => [place, count / sketch.length]);
}

function namesOf({ patch, urls }: Wanted): string[] {
  const ids = patch.facts.keys.map((key) => key.slice(key.indexOf(':') + 1));
  return [...ids, ...urls.flatMap((url) => [url, decoded(url.replace(/\/+$/, '').split('/').at(-1) ?? '')])].map(
    (name) => name.toLowerCase(),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** Which places have a word. */
class Places<K extends string | number> {
  private readonly lists = new Map<K, number[]>();

  constructor(words: readonly (readonly K[])[]) {
    words.forEach((list, place) => {
      for (const word of new Set(list)) if (word !== '') addToList(this.lists, word, place);
    });
  }

  of(word: K): readonly number[] {
    return this.lists.get(word) ?? [];
  }
}
