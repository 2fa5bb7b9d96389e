// Follows landings to the commits that take them back, and on to whatever brings them back again.
import { type Cover, coverWith, shareOf, type WeighedPatch } from '../match/measure.js';
import type { RevertFacts } from '../model/facts.js';
import type { UpstreamCommit } from '../model/history.js';
import type { Inverse, Match } from '../model/match.js';
import type { VerdictSettings } from '../model/settings.js';
import type { GatherContext } from './context.js';
import { readInto } from './read-into.js';

/** A cover with what became of it; `cover` is the landing that stands, or the one that was taken back. */
export interface Fate {
  readonly cover: Cover;
  readonly reverts: readonly RevertFacts[];
}

/** A commit that says it reverts a landing, but takes back less of the patch than this, reverts something else in it. */
const SAID_REVERT_SHARE = 0.5;

/** Reads the diffs of all commits that say they revert one of the covers' members, so that their content can be checked. */
export async function readReverts(context: GatherContext, covers: readonly Cover[]): Promise<void> {
  const members = covers.flatMap((cover) => cover.members.map((member) => member.match.commit));
  await readInto(
    context,
    members.flatMap((place) => context.reverts.of(place).map((revert) => revert.by)),
    'reading reverts',
  );
}

/** What became of a patch's landing; `gone` tells that the tip is as if there had been none. When it was taken back and a later commit holds it again, that one is the landing. */
export function fateOf(
  context: GatherContext,
  place: number,
  patch: WeighedPatch,
  matches: readonly Match[],
  cover: Cover,
  gone: boolean,
): Fate {
  const reverts = revertsOf(context, place, cover, gone);
  const standing = reverts.filter((revert) => revert.standing);
  if (standing.length === 0) return { cover, reverts };
  const last = Math.min(...standing.map((revert) => revert.by.index));
  const later = matches.filter((match) => match.commit < last);
  if (!later.some((match) => holdsAgain(patch, match, context.settings.verdict))) return { cover, reverts };
  const anew = coverWith(patch, later, context.settings.verdict);
  const undone = reverts.map((revert) => ({ ...revert, standing: false }));
  return { cover: anew, reverts: [...undone, ...revertsOf(context, place, anew, gone)] };
}

/** Most of the patch, in a change that is little else or by more than a line or two that many commits have. */
function holdsAgain(patch: WeighedPatch, match: Match, settings: VerdictSettings): boolean {
  const { share, bits } = shareOf(patch, match);
  const alike = match.exact !== null || match.similarity >= settings.squashSimilarity;
  return share >= settings.landedCited && (alike || bits >= settings.landedBits);
}

function revertsOf(context: GatherContext, place: number, cover: Cover, gone: boolean): RevertFacts[] {
  const inverses = context.matcher.inversesOf(place);
  return cover.members.flatMap(({ match }) => {
    const landing = context.history.commits[match.commit];
    return landing
      ? [...saidReverts(context, landing, inverses), ...silentReverts(context, landing, inverses, gone)]
      : [];
  });
}

/** Commits that say they take the landing back, whatever they take back of this patch. */
function saidReverts(context: GatherContext, landing: UpstreamCommit, inverses: readonly Inverse[]): RevertFacts[] {
  const { history, reverts: index } = context;
  return index.of(landing.index).flatMap(({ by, how }) => {
    const commit = history.commits[by];
    if (!commit) return [];
    const found = inverses.find((inverse) => inverse.commit === by);
    const share = found?.share ?? (context.read.has(by) && !context.unread.has(by) ? 0 : null);
    return [{ landing, by: commit, how, share, standing: !index.isUndone(by) && (share ?? 1) >= SAID_REVERT_SHARE }];
  });
}

/**
 * Later commits that do not say it. Code is also taken away by rewriting it: only a commit that does little else is a
 * revert. Where the tip shows that nothing was put in its place, the commit that took most of it may do whatever else it likes.
 */
function silentReverts(
  { history, settings, reverts: index }: GatherContext,
  landing: UpstreamCommit,
  inverses: readonly Inverse[],
  gone: boolean,
): RevertFacts[] {
  const { inverse, inverseSimilarity, supportedBits, landedBits } = settings.verdict;
  const said = index.of(landing.index);
  const takesBack = ({ share, similarity, bits, exact }: Inverse) =>
    gone
      ? share >= SAID_REVERT_SHARE
      : share >= inverse && similarity >= inverseSimilarity && bits >= (exact ? supportedBits : landedBits);
  return inverses.flatMap((found) => {
    const by = history.commits[found.commit];
    if (!by || by.next !== null || by.index >= landing.index || !takesBack(found)) return [];
    if (said.some((revert) => revert.by === by.index)) return [];
    const how = found.exact ? 'inverse' : 'content';
    return [{ landing, by, how, share: found.share, standing: !index.isUndone(by.index) }];
  });
}
