// From what later commits say to what followed each patch: what mends a mending counts as well.
import type { FollowKind, FollowUp, PatchFixes } from '../model/fixes.js';
import type { UpstreamCommit } from '../model/history.js';
import type { PatchReport } from '../model/report.js';
import { isoDate } from '../patch/iso-date.js';
import { isOfPart } from './citing-lines.js';

/** That one upstream commit speaks of another: places in the history. */
export interface Mention {
  readonly by: number;
  readonly of: number;
  readonly kind: FollowKind;
  readonly line: string;
}

/** A patch and the upstream commits that it was taken from, or landed as. */
export interface TakenPatch {
  readonly report: PatchReport;
  readonly taken: readonly number[];
  /** Is this upstream commit in the history of every branch that carries the patch? */
  readonly inBase: (place: number) => boolean;
}

/** What followed: only patches that something was said about. */
export function followUps(
  patches: readonly TakenPatch[],
  mentions: readonly Mention[],
  commits: readonly UpstreamCommit[],
  releaseOf: (place: number) => string | null,
): PatchFixes[] {
  const about = grouped(mentions);
  const carriers = new Map(patches.flatMap(({ report, taken }) => taken.map((place) => [place, report.id] as const)));
  return patches.flatMap(({ report, taken, inBase }) => {
    const found = chase(taken, about).filter(({ by }) => !taken.includes(by));
    if (found.length === 0) return [];
    const list = found.map(({ by, of, kind, line }): FollowUp => {
      const commit = commits[by] as UpstreamCommit;
      const carriedBy = carriers.get(by) ?? null;
      return {
        oid: commit.oid,
        subject: commit.subject,
        author: commit.author.name,
        date: isoDate(commit.commitDate),
        release: releaseOf(by),
        kind,
        of: commits[of]?.oid ?? '',
        says: line,
        held: inBase(by) ? 'in-base' : carriedBy === null ? 'missing' : 'carried',
        carriedBy,
      };
    });
    const { id, subject, status } = report;
    return [{ id, subject, status, taken: taken.flatMap((place) => commits[place]?.oid ?? []), followUps: list }];
  });
}

/** Mentions of the commits, and of whatever mends or reverts them, oldest first. */
function chase(taken: readonly number[], about: ReadonlyMap<number, readonly Mention[]>): Mention[] {
  const seen = new Set(taken);
  const found: Mention[] = [];
  const waiting = [...taken];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    for (const mention of about.get(place) ?? []) {
      // A revert or a mending that was reverted took nothing back: what was taken stands as it did.
      if (mention.kind !== 'cites' && isUndone(mention.by, about)) continue;
      // Children come before parents: what speaks of a commit is newer.
      if (seen.has(mention.by) || mention.by >= place) continue;
      // Who only names a mending that the downstream does not have, builds on what it does not have.
      if (mention.kind === 'cites' && !taken.includes(place)) continue;
      seen.add(mention.by);
      found.push(mention);
      if (mention.kind !== 'cites') waiting.push(mention.by);
    }
  }
  return found.sort((a, b) => b.by - a.by);
}

/** Was a commit taken back as a whole by a later one, which itself stands? */
function isUndone(place: number, about: ReadonlyMap<number, readonly Mention[]>): boolean {
  return (about.get(place) ?? []).some(
    ({ by, kind, line }) => kind === 'reverts' && by < place && !isOfPart(line) && !isUndone(by, about),
  );
}

function grouped(mentions: readonly Mention[]): Map<number, Mention[]> {
  const groups = new Map<number, Mention[]>();
  for (const mention of mentions) groups.set(mention.of, [...(groups.get(mention.of) ?? []), mention]);
  return groups;
}
