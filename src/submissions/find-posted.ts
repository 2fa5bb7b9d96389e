// Which mails carry which patch: candidates by ids, digests, sketches and subjects, then the matcher that commits are judged by.
import { Matcher } from '../match/matcher.js';
import { shareOf, weigh } from '../match/measure.js';
import { layOut, type PatchLines } from '../match/patch-lines.js';
import { sketchDiff } from '../match/sketch-diff.js';
import type { Match } from '../model/match.js';
import type { SubmissionMatch, SubmissionQuestion, Wanted } from '../model/submission.js';
import { plainSubject } from '../patch/message.js';
import { kinshipOf } from '../search/kinship.js';
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

/** One that is a patch of the stack, and how that is known. */
export interface Posted {
  readonly sent: Sent;
  readonly match: SubmissionMatch;
  readonly share: number | null;
}

/** Lines of a sketch that must be in a patch before the diff is read: two are no accident, half of a short one is enough. */
const COMMON_LINES = 2;

/** Finds what was sent of each wanted patch; `read` hands over the diffs of those that may be it. */
export async function findPosted(
  question: SubmissionQuestion,
  sent: readonly Sent[],
  read: (wanted: readonly Sent[], take: (sent: Sent, diff: Buffer) => void) => Promise<void>,
): Promise<Map<number, Posted[]>> {
  const { wanted, settings } = question;
  const layouts = wanted.map(({ patch }) => layOut(patch, question.ignored));
  const candidates = candidatesOf(wanted, layouts, sent, settings.submissions.candidates);
  const kinship = kinshipOf(question.history);
  const matcher = new Matcher(layouts, settings.match, question.ignored, () => false, kinship.between);
  const places = new Map(sent.map((each, place) => [each, place]));
  const asked = [...new Set(candidates.flatMap((list) => [...list.keys()]))];
  await read(asked, (each, diff) => matcher.offer(places.get(each) ?? -1, sketchDiff(diff)));
  return new Map(
    wanted.map(({ place, patch }, at) => {
      const weighed = weigh(layouts[at] as PatchLines, (key) => matcher.bitsOf(key));
      const matches = new Map(matcher.matchesOf(at).map((match) => [match.commit, match]));
      const posted = [...(candidates[at] ?? new Map<Sent, Hint>())].flatMap(([each, hint]) => {
        const match = matches.get(places.get(each) ?? -1);
        const found = match ? shareOf(weighed, match) : { share: 0, bits: 0, kin: 0 };
        const how = judge(
          hint,
          match,
          found,
          plainSubject(patch.subject) === plainSubject(each.subject),
          each.holdsMore ?? false,
          settings,
        );
        return how === null ? [] : [{ sent: each, match: how, share: match ? found.share : null }];
      });
      return [place, posted] as const;
    }),
  );
}

type Hint = { named: boolean; score: number };

function judge(
  hint: Hint,
  match: Match | undefined,
  { share, bits, kin }: { share: number; bits: number; kin: number },
  sameSubject: boolean,
  holdsMore: boolean,
  { submissions: settings, verdict }: SubmissionQuestion['settings'],
): SubmissionMatch | null {
  if (match?.exact === 'diff') return 'diff';
  // The same lines in another file are another patch of the same kind: of 479 patches of LTP two were taken for such a sibling.
  const elsewhere = !sameSubject && kin < verdict.kin;
  if (match?.exact && !elsewhere) return match.exact;
  if (hint.named) return 'named';
  if (sameSubject && share >= settings.postedNamed) return 'content';
  // What was sent as one patch and holds much else is not this patch.
  const close = holdsMore || (match !== undefined && match.similarity >= settings.posted / 2);
  const alike = share >= settings.posted && close && !elsewhere;
  if (alike && bits >= settings.postedBits) return 'content';
  return sameSubject ? 'subject' : null;
}

/** For each patch the best candidates: those it names, then by what the sketches have in common, then by subject. */
function candidatesOf(
  wanted: readonly Wanted[],
  layouts: readonly PatchLines[],
  sent: readonly Sent[],
  most: number,
): Map<Sent, Hint>[] {
  const bySubject = new Places(wanted.map(({ patch }) => [plainSubject(patch.subject)]));
  const byName = new Places(wanted.map(namesOf));
  const byDigest = new Places(layouts.map(({ digest }) => [digest.diff, digest.lines]));
  const byKey = new Places(layouts.map(({ keys }) => [...new Set(keys)]));
  const indexOf = new Map(wanted.map(({ place }, at) => [place, at]));
  const found = wanted.map(() => new Map<Sent, Hint>());
  for (const each of sent) {
    const hints = new Map<number, Hint>();
    const raise = (places: readonly number[], score: number, named = false) => {
      for (const place of places) {
        const hint = hints.get(place) ?? { named: false, score: 0 };
        hints.set(place, { named: hint.named || named, score: hint.score + score });
      }
    };
    for (const name of each.names) raise(byName.of(name), SCORES.named, true);
    for (const digest of [each.diff, each.lines]) if (digest) raise(byDigest.of(digest), SCORES.digest);
    const sketch = each.sketch ?? [];
    const common = new Map<number, number>();
    for (const key of sketch) for (const place of byKey.of(key)) common.set(place, (common.get(place) ?? 0) + 1);
    for (const [place, count] of common)
      if (count >= Math.min(COMMON_LINES, sketch.length)) raise([place], count / sketch.length);
    raise(bySubject.of(plainSubject(each.subject)), SCORES.subject);
    const { leads = [] } = each;
    if (leads === 'any') raise([...wanted.keys()], 0);
    else
      raise(
        leads.flatMap((place) => indexOf.get(place) ?? []),
        SCORES.named,
        true,
      );
    for (const [at, hint] of hints) found[at]?.set(each, hint);
  }
  return found.map((hints) => {
    const sorted = [...hints].sort(([, a], [, b]) => b.score - a.score);
    // Those that have to be compared with every patch are read once for all of them.
    return new Map(sorted.filter(([{ leads }], rank) => leads === 'any' || rank < most));
  });
}

/** How candidates are ordered: a whole sketch in common counts 1. */
const SCORES = { named: 8, digest: 4, subject: 2 } as const;

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
