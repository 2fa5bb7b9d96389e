// The shape of the defaults file and of `settings:` in a project file; the values stand in config/defaults.yaml.
import { z } from 'zod';
import type { Settings } from '../model/settings.js';
import { glob } from './text-schema.js';

const share = z.number().min(0).max(1);
const bits = z.number().min(0);
const count = z.int().min(0);
const atLeastOne = z.int().min(1);
const globs = z.array(glob);

const search = z.strictObject({
  candidates: atLeastOne.describe('Upstream commits whose diff is read for one patch, at most.'),
  deeper: count.describe(
    'Commits on its files that are looked through, by size, for a patch of which these hold too little.',
  ),
  sizeSlack: share.describe('By how much the size of a file may change otherwise than by the patch: a share of it.'),
  everyCommit: count.describe(
    'In histories of so many commits at most all are looked through by their lines for a patch that is not explained.',
  ),
  byLines: count.describe('Commits that are read for such a patch as they share its rarest lines, at most.'),
  commonShare: share.describe('A path or word found in more than this share of upstream commits says nothing.'),
  daysBefore: z.number().min(0).describe('Days before the patch within which a landing may be dated.'),
  halfLifeDays: z.number().positive().describe('Days after which the chance of a landing has halved.'),
  strangers: z
    .number()
    .min(1)
    .describe('Commits on other files are read where chance lets no more than this share as many words of a subject.'),
});

const match = z.strictObject({
  bitsPerCharacter: bits.describe('Bits that each letter or digit of an unseen line is worth.'),
  mostBits: bits.describe('The most an unseen line is worth, in bits.'),
  priorCommits: z.number().min(0).describe("Trust in an unseen line's worth against counted rarity, in commits."),
  nominateBits: bits.describe('A commit is compared with a patch when lines worth this many bits are in both.'),
  strayBits: bits.describe('Lines of a hunk found only in files of another name count from this many bits on.'),
  editedLine: share.describe('Two changed lines are one edited line from this likeness of words on.'),
  compared: atLeastOne.describe('Candidates that are compared hunk by hunk when nothing is settled.'),
  comparedShare: share.describe('They must hold at least this share of the patch in equal lines.'),
});

const verdict = z.strictObject({
  landed: share.describe('Landed from this cover on (share of the patch, by weight of its lines).'),
  landedSupported: share.describe('The same where the subject agrees or the patch itself names the commit.'),
  landedCited: share.describe('The same where the patch itself names the commit.'),
  landedInPlace: share.describe('The same where nearly every hunk stands where a hunk of the commit stands.'),
  landedAtLength: share.describe('The same where that is a long patch, most of whose lines stand there word for word.'),
  band: share.describe('From this cover on, but below `landedSupported`, a person looks.'),
  landedBits: bits.describe('Bits that matched lines must carry for a landing that nothing else supports.'),
  supportedBits: bits.describe('The same where author or subject agree as well.'),
  inPlaceBits: bits.describe(
    'The same where all of the patch is there, in its own files; what surrounds it counts too.',
  ),
  placeBits: bits.describe('Bits of equal surroundings by which a hunk stands where a hunk of the commit stands.'),
  hunk: share.describe('A hunk counts as landed from this cover on.'),
  partialLeast: share.describe('Hunks that landed make a patch partial from this share of it on.'),
  partialShare: share.describe('Uncovered hunks of less than this share of the patch do not make it partial.'),
  splitShare: share.describe('A further commit joins a split when it covers at least this share of the patch ...'),
  splitBits: bits.describe('... and this many bits.'),
  splitCommits: atLeastOne.describe('Commits a split may have.'),
  squashSimilarity: share.describe('A commit this alike is the same change; below it and contained, a squash.'),
  absorbed: share.describe('Share of the added lines present at the upstream tip for `absorbed`.'),
  absorbedBits: bits.describe('Bits that these added lines must carry.'),
  redone: share.describe(
    'A landing of which the tip would take this share once more is not there, or not at its place.',
  ),
  superseded: share.describe('Share of the removed lines gone at the upstream tip for `superseded`.'),
  supersededBits: bits.describe('Bits that these removed lines must carry.'),
  inverse: share.describe('An upstream commit that takes back this share of a landing is its revert.'),
  inverseSimilarity: share.describe(
    'One that does not say so must do little else: weighted Dice of both from here on.',
  ),
  removalSimilarity: share.describe(
    'A commit that takes away what a patch that adds nothing takes away is its landing from this weighted Dice on.',
  ),
  kin: share.describe('Share of the matched lines that must be in files of the same path or name.'),
  stranger: share.describe('In strangers at least this share of the patch is needed.'),
  strangerBits: bits.describe('And this many bits.'),
  daysBefore: z
    .number()
    .min(0)
    .describe('Days by which a landing may be older than its patch without subject, citation or whole diff agreeing.'),
});

const submissions = z.strictObject({
  posted: share.describe('What was sent is the patch from this share of it on ...'),
  postedBits: bits.describe('... where these lines carry this many bits;'),
  postedNamed: share.describe('and from this share on where the subject is the same.'),
  candidates: atLeastOne.describe('Mails or requests whose diff is read for one patch, at most.'),
  mailBytes: atLeastOne.describe('A mail larger than this many bytes is not read.'),
  requests: atLeastOne.describe('Requests to one source in one run, at most.'),
  requestSeconds: z.number().positive().describe('Seconds one request may take.'),
  sourceSeconds: z.number().positive().describe('Seconds that asking one source may take in all.'),
  answerBytes: atLeastOne.describe('An answer larger than this many bytes is not read.'),
});

const noise = z.strictObject({
  changelog: globs.describe('Globs over paths: change logs.'),
  generated: globs.describe('Globs over paths: files a tool writes.'),
});

const limits = z.strictObject({
  processes: count.describe('Git processes at once; 0 means one per core.'),
  patchBytes: atLeastOne.describe('A downstream diff larger than this many bytes is not read.'),
  upstreamDiffBytes: atLeastOne.describe('Upstream diffs of more bytes are not read: imports of whole trees.'),
  tipFiles: count.describe('Upstream files read at the tip for one patch, at most.'),
  merges: count.describe('Merges of a downstream branch that are checked for content of their own.'),
  states: count.describe('States of a downstream that one replay reads.'),
  olderDays: count.describe('Days before the base in which older contents are looked for that patches may bring back.'),
});

/** Settings as written: any part may be left out. */
export const writtenSettings = z.strictObject({
  search: search.partial().optional().describe('Which upstream commits are worth reading for a patch.'),
  match: match.partial().optional().describe('How lines are weighed and compared.'),
  verdict: verdict.partial().optional().describe('Where a number becomes a verdict. Shares are 0 to 1.'),
  submissions: submissions
    .partial()
    .optional()
    .describe('What was sent: when it is the patch, and what asking may cost.'),
  noise: noise.partial().optional().describe('Files whose changes are no real delta.'),
  limits: limits.partial().optional().describe('What a run may use.'),
});
export type WrittenSettings = z.infer<typeof writtenSettings>;

/** Settings with nothing left out, and thresholds in their right order. */
export const completeSettings = z
  .strictObject({ search, match, verdict, submissions, noise, limits })
  .refine((all) => all.verdict.landedSupported <= all.verdict.landed, {
    path: ['verdict', 'landedSupported'],
    error: 'expected at most verdict.landed: support never asks for more',
  })
  .refine((all) => all.verdict.band <= all.verdict.landedSupported, {
    path: ['verdict', 'band'],
    error: 'expected at most verdict.landedSupported: the band for a person lies below it',
  })
  .refine((all) => all.verdict.supportedBits <= all.verdict.landedBits, {
    path: ['verdict', 'supportedBits'],
    error: 'expected at most verdict.landedBits: support never asks for more',
  }) satisfies z.ZodType<Settings>;
