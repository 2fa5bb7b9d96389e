// Which mails carry which patch: candidates by ids, digests, sketches and subjects, then the matcher that commits are judged by.
import { Matcher } from '../match/matcher.js';
import { shareOf, weigh } from '../match/measure.js';
import { layOut, type PatchLines } from '../match/patch-lines.js';
import { sketchDiff } from '../match/sketch-diff.js';
import type { Match } from '../model/match.js';
import type { SubmissionMatch, SubmissionQuestion } from '../model/submission.js';
import { plainSubject } from '../patch/message.js';
import { kinshipOf } from '../search/kinship.js';
import { candidatesOf, type Hint, type Sent } from './candidates.js';

/** One that is a patch of the stack, and how that is known. */
export interface Posted {
  readonly sent: Sent;
  readonly match: SubmissionMatch;
  readonly share: number | null;
}

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
        const sameSubject = plainSubject(patch.subject) === plainSubject(each.subject);
        const how = judge({ hint, match, ...found, sameSubject, holdsMore: each.holdsMore ?? false }, settings);
        return how === null ? [] : [{ sent: each, match: how, share: match ? found.share : null }];
      });
      return [place, posted] as const;
    }),
  );
}

/** What is known of something sent and a patch of the stack. */
interface Compared {
  readonly hint: Hint;
  readonly match: Match | undefined;
  /** As shareOf has them. */
  readonly share: number;
  readonly bits: number;
  readonly kin: number;
  readonly sameSubject: boolean;
  readonly holdsMore: boolean;
}

function judge(
  { hint, match, share, bits, kin, sameSubject, holdsMore }: Compared,
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
