// Weighs what commits cover of a patch: in all, per hunk, and with the fewest commits together.
import type { Match } from '../model/match.js';
import type { VerdictSettings } from '../model/settings.js';
import type { HunkSpan, PatchLines } from './patch-lines.js';

/** A patch with the worth of each of its lines, in bits. */
export interface WeighedPatch {
  readonly lines: PatchLines;
  readonly bits: readonly number[];
  readonly total: number;
}

/** Covered share of the patch (0 to 1), the bits that the covered lines carry, and the cover of each hunk. */
export interface Coverage {
  readonly share: number;
  /** Covered share of the lines that the patch adds (1 when it adds none), and how much of the patch these are. */
  readonly addedShare: number;
  readonly addedWeight: number;
  /** Of the lines that it adds the share that was found unedited (1 when it adds none). */
  readonly equalShare: number;
  readonly bits: number;
  readonly hunks: readonly {
    readonly span: HunkSpan;
    readonly share: number;
    readonly addedShare: number;
    readonly bits: number;
  }[];
}

/** Commits that cover the patch together, in the order in which they were taken; `gain` is what each added to the share. */
export interface Cover {
  readonly members: readonly { readonly match: Match; readonly gain: number }[];
  readonly credits: Float32Array;
  readonly coverage: Coverage;
}

/** Fixes the worth of every line, once all diffs were read. A licence is worth nothing, but to a patch that is nothing else. */
export function weigh(lines: PatchLines, bitsOf: (signed: number) => number): WeighedPatch {
  const { keys, licence } = lines;
  const bits = keys.map((key, line) => (licence.has(line) && licence.size < keys.length ? 0 : bitsOf(key)));
  return { lines, bits, total: bits.reduce((sum, value) => sum + value, 0) };
}

/** Share of the patch that one match covers, the bits it rests on, and the share of these found in kin files. */
export function shareOf(patch: WeighedPatch, match: Match): { share: number; bits: number; kin: number } {
  let bits = 0;
  let kin = 0;
  match.lines.forEach((line, place) => {
    const own = (patch.bits[line] ?? 0) * (match.credits[place] ?? 0);
    bits += own;
    if (match.kin[place] === 1) kin += own;
  });
  return { share: patch.total === 0 ? 0 : bits / patch.total, bits, kin: bits === 0 ? 0 : kin / bits };
}

/** What these credits (one a line) cover. A hunk without weighed lines (only blank ones) counts as covered when the rest of the patch is. */
function measure(patch: WeighedPatch, credits: Float32Array): Coverage {
  let covered = 0;
  const added = { bits: 0, covered: 0, equal: 0 };
  const hunks = patch.lines.spans.map((span) => {
    let own = 0;
    let found = 0;
    const before = { ...added };
    for (let line = span.start; line < span.end; line++) {
      own += patch.bits[line] ?? 0;
      found += (patch.bits[line] ?? 0) * (credits[line] ?? 0);
      if ((patch.lines.keys[line] ?? 0) % 2 === 0) continue;
      added.bits += patch.bits[line] ?? 0;
      added.covered += (patch.bits[line] ?? 0) * (credits[line] ?? 0);
      if (credits[line] === 1) added.equal += patch.bits[line] ?? 0;
    }
    covered += found;
    const adds = added.bits - before.bits;
    const addedShare = adds === 0 ? 1 : (added.covered - before.covered) / adds;
    return { span, share: own === 0 ? 1 : found / own, addedShare, bits: found };
  });
  return {
    share: patch.total === 0 ? 0 : covered / patch.total,
    addedShare: added.bits === 0 ? 1 : added.covered / added.bits,
    addedWeight: patch.total === 0 ? 0 : added.bits / patch.total,
    equalShare: added.bits === 0 ? 1 : added.equal / added.bits,
    bits: covered,
    hunks,
  };
}

/** Best match first; of equals the oldest commit: what came later repeats it. */
export function byStanding(patch: WeighedPatch, matches: readonly Match[]): Match[] {
  const rated = matches.map((match) => ({ match, standing: standing(patch, match) }));
  return rated.sort((a, b) => b.standing - a.standing || b.match.commit - a.match.commit).map(({ match }) => match);
}

/** How good a match is by itself: what it covers, and a little for being nothing else besides. */
function standing(patch: WeighedPatch, match: Match): number {
  const sure = match.exact === 'diff' ? 2 : match.exact === 'lines' ? 1 : 0;
  const { share, kin } = shareOf(patch, match);
  // Similarity decides between commits that cover about the same, then the files: a tenth of the cover at most, but for tree-wide commits.
  return sure + share * (0.75 + 0.2 * match.similarity + 0.05 * kin);
}

/** Greedy set cover (Chvatal 1979): the best match first, then whichever adds most, while it adds enough to be no accident. */
export function coverWith(patch: WeighedPatch, matches: readonly Match[], settings: VerdictSettings): Cover {
  const waiting = byStanding(patch, matches);
  const members: { match: Match; gain: number }[] = [];
  const credits = new Float32Array(patch.lines.keys.length);
  while (members.length < settings.splitCommits) {
    const best = members.length === 0 ? waiting[0] : mostGain(patch, waiting, credits);
    if (!best) break;
    const gain = gainOf(patch, best, credits) / (patch.total || 1);
    if (gain === 0 && best.exact === null) break;
    if (members.length > 0 && !addsToSplit(patch, best, credits, gain, settings)) break;
    members.push({ match: best, gain });
    best.lines.forEach((line, place) => {
      credits[line] = Math.max(credits[line] ?? 0, best.credits[place] ?? 0);
    });
    waiting.splice(waiting.indexOf(best), 1);
    if (best.exact !== null && members.length === 1) break;
  }
  return { members, credits, coverage: measure(patch, credits) };
}

/** Enough more, and not by taking old code away alone: any clean-up does that to some line of a patch. */
function addsToSplit(
  patch: WeighedPatch,
  match: Match,
  credits: Float32Array,
  gain: number,
  settings: VerdictSettings,
): boolean {
  if (gain < settings.splitShare || gain * patch.total < settings.splitBits) return false;
  const adding = patch.lines.keys.some((key) => key % 2 === 1);
  return !adding || gainOf(patch, match, credits, (line) => (patch.lines.keys[line] ?? 0) % 2 === 1) > 0;
}

function mostGain(patch: WeighedPatch, matches: readonly Match[], credits: Float32Array): Match | undefined {
  let best: { match: Match; gain: number } | undefined;
  for (const match of matches) {
    const gain = gainOf(patch, match, credits);
    if (!best || gain > best.gain) best = { match, gain };
  }
  return best?.match;
}

/** Bits that a match adds to what is covered. */
function gainOf(
  patch: WeighedPatch,
  match: Match,
  credits: Float32Array,
  counts: (line: number) => boolean = () => true,
): number {
  let bits = 0;
  match.lines.forEach((line, place) => {
    if (counts(line)) bits += (patch.bits[line] ?? 0) * Math.max(0, (match.credits[place] ?? 0) - (credits[line] ?? 0));
  });
  return bits;
}
