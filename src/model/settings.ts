// Every threshold and limit of a run. The values, each with its reason, stand once in config/defaults.yaml.

export interface Settings {
  readonly search: SearchSettings;
  readonly match: MatchSettings;
  readonly verdict: VerdictSettings;
  readonly submissions: SubmissionSettings;
  readonly noise: NoiseSettings;
  readonly limits: LimitSettings;
}

/** Which upstream commits are worth reading for a patch. */
export interface SearchSettings {
  /** Commits whose diff is read for one patch, at most. */
  readonly candidates: number;
  /** Commits on its files that are looked through, by size alone, for a patch of which these hold too little. */
  readonly deeper: number;
  /** By how much the size of a file may change otherwise than by the patch: a share of it. */
  readonly sizeSlack: number;
  /** In histories of so many commits at most all of them are looked through by their lines for a patch that still is not explained. */
  readonly everyCommit: number;
  /** Commits that are read for such a patch as they share its rarest lines, at most. */
  readonly byLines: number;
  /** A path or word found in more than this share of upstream commits says nothing. */
  readonly commonShare: number;
  /** Days before the patch within which a landing may be dated. */
  readonly daysBefore: number;
  /** Days after which the chance of a landing has halved. */
  readonly halfLifeDays: number;
  /** A commit on other files is read where chance lets no more than this many share as many words of a subject. */
  readonly strangers: number;
}

/** How lines are weighed and compared. Bits are of information: 10 bits is one chance in about a thousand. */
export interface MatchSettings {
  /** Bits that each letter or digit of an unseen line is worth. */
  readonly bitsPerCharacter: number;
  /** The most an unseen line is worth, in bits. */
  readonly mostBits: number;
  /** How many commits' worth of trust the worth of an unseen line has against counted rarity. */
  readonly priorCommits: number;
  /** A commit is compared with a patch when lines worth this many bits are in both. */
  readonly nominateBits: number;
  /** Lines of a hunk found only in files of another name count from this many bits on. */
  readonly strayBits: number;
  /** Two changed lines are one edited line from this likeness of words on (0 to 1). */
  readonly editedLine: number;
  /** Candidates that are compared hunk by hunk when nothing is settled. */
  readonly compared: number;
  /** They must hold at least this share of the patch in equal lines. */
  readonly comparedShare: number;
}

/** Where a number becomes a verdict. Shares are 0 to 1, by weight of lines. */
export interface VerdictSettings {
  /** Covered at least this much: landed. */
  readonly landed: number;
  /** The same where the subject agrees. */
  readonly landedSupported: number;
  /** The same where the patch itself names the commit. */
  readonly landedCited: number;
  /** The same where nearly every hunk stands where a hunk of the commit stands. */
  readonly landedInPlace: number;
  /** The same where that is a long patch, most of whose lines stand there word for word. */
  readonly landedAtLength: number;
  /** Covered at least this much, but less than that: a person looks. */
  readonly band: number;
  /** Matched lines must carry this many bits for a landing that nothing else supports. */
  readonly landedBits: number;
  /** The same where author or subject agree as well. */
  readonly supportedBits: number;
  /** The same where all of the patch is there, in its own files; what surrounds it counts too. */
  readonly inPlaceBits: number;
  /** A hunk stands where a hunk of the commit stands when so many bits of what surrounds it are equal; more are not counted. */
  readonly placeBits: number;
  /** A hunk counts as landed from this cover on. */
  readonly hunk: number;
  /** Hunks that landed make a patch partial from this share of it on. */
  readonly partialLeast: number;
  /** Uncovered hunks of less than this share of the patch do not make it partial. */
  readonly partialShare: number;
  /** A further commit joins a split when it covers at least this share of the patch ... */
  readonly splitShare: number;
  /** ... and this many bits. */
  readonly splitBits: number;
  /** Commits a split may have. */
  readonly splitCommits: number;
  /** A commit this alike (similarity) is the same change; below it and contained, the patch went in with others. */
  readonly squashSimilarity: number;
  /** Share of the added lines present at the tip for `absorbed`. */
  readonly absorbed: number;
  /** Bits that these lines must carry. */
  readonly absorbedBits: number;
  /** A landing of which the tip would take this share once more is not there, or not at its place. */
  readonly redone: number;
  /** Share of the removed lines gone at the tip for `superseded`. */
  readonly superseded: number;
  /** Bits that these lines must carry. */
  readonly supersededBits: number;
  /** An upstream commit that takes back this share of a landing is its revert. */
  readonly inverse: number;
  /** One that does not say so must do little else: weighted Dice of both from here on. */
  readonly inverseSimilarity: number;
  /** Who takes away what a patch takes away must do no more than so much else: weighted Dice of both, for patches that add nothing. */
  readonly removalSimilarity: number;
  /** Share of the matched lines that must be in files of the same path or name; strangers share boilerplate. */
  readonly kin: number;
  /** In strangers at least this share of the patch is needed. */
  readonly stranger: number;
  /** And this many bits. */
  readonly strangerBits: number;
  /** Days by which a landing may be older than its patch; older ones need the subject, a citation or the whole diff to agree. */
  readonly daysBefore: number;
}

/** When something that was sent is this patch, and what asking may cost. */
export interface SubmissionSettings {
  /** What was sent holds at least this share of the patch: it is the patch ... */
  readonly posted: number;
  /** ... where these lines carry this many bits; */
  readonly postedBits: number;
  /** and this share where the subject is the same. */
  readonly postedNamed: number;
  /** Mails or requests whose diff is read for one patch, at most. */
  readonly candidates: number;
  /** A mail larger than this many bytes is not read. */
  readonly mailBytes: number;
  /** Requests to one source in one run, at most. */
  readonly requests: number;
  /** Seconds one request may take. */
  readonly requestSeconds: number;
  /** Seconds that asking one source may take in all. */
  readonly sourceSeconds: number;
  /** An answer larger than this many bytes is not read. */
  readonly answerBytes: number;
}

export interface NoiseSettings {
  /** Globs over paths: change logs. */
  readonly changelog: readonly string[];
  /** Globs over paths: files a tool writes. */
  readonly generated: readonly string[];
}

export interface LimitSettings {
  /** Git processes at once; 0 means one per core. */
  readonly processes: number;
  /** A downstream diff larger than this many bytes is not read. */
  readonly patchBytes: number;
  /** Upstream diffs larger than this are not read: imports of whole trees. */
  readonly upstreamDiffBytes: number;
  /** Upstream files read at the tip for one patch, at most. */
  readonly tipFiles: number;
  /** Merges of a downstream branch that are checked for content of their own. */
  readonly merges: number;
  /** States of a downstream that one replay reads, at most. */
  readonly states: number;
  /** Days before the base of a patch set in which older contents are looked for. */
  readonly olderDays: number;
}
