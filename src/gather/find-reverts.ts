// Follows landings to the commits that take them back, and on to whatever brings them back again.
import { type Cover, coverWith, shareOf, type WeighedPatch } from '../match/measure.js';
import type { RevertFacts } from '../model/facts.js';
import type { Match } from '../model/match.js';
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
  const again = later.filter((match) => shareOf(patch, match).share >= context.settings.verdict.landedCited);
  if (again.length === 0) return { cover, reverts };
  const anew = coverWith(patch, later, context.settings.verdict);
  const undone = reverts.map((revert) => ({ ...revert, standing: false }));
  return { cover: anew, reverts: [...undone, ...revertsOf(context, place, anew, gone)] };
}

function revertsOf(context: GatherContext, place: number, cover: Cover, gone: boolean): RevertFacts[] {
  const { history, matcher, settings, reverts: index } = context;
  const inverses = matcher.inversesOf(place);
  const shares = new Map(inverses.map((inverse) => [inverse.commit, inverse.share]));
  const facts: RevertFacts[] = [];
  for (const { match } of cover.members) {
    const landing = history.commits[match.commit];
    if (!landing) continue;
    const said = index.of(match.commit);
    for (const { by, how } of said) {
      const commit = history.commits[by];
      if (!commit) continue;
      const share = shares.get(by) ?? (context.read.has(by) && !context.unread.has(by) ? 0 : null);
      facts.push({
        landing,
        by: commit,
        how,
        share,
        standing: !index.isUndone(by) && (share ?? 1) >= SAID_REVERT_SHARE,
      });
    }
    // Code is also taken away by rewriting it: only a commit that does little else is a revert without saying so. Where the
    // tip shows that nothing was put in its place, the commit that took most of it may do whatever else it likes.
    const silent = inverses.filter(
      ({ commit, share, similarity, bits, exact }) =>
        commit < match.commit &&
        history.commits[commit]?.next === null &&
        (gone
          ? share >= SAID_REVERT_SHARE
          : share >= settings.verdict.inverse &&
            similarity >= settings.verdict.inverseSimilarity &&
            bits >= (exact ? settings.verdict.supportedBits : settings.verdict.landedBits)) &&
        !said.some((revert) => revert.by === commit),
    );
    for (const { commit: by, share, exact } of silent) {
      const commit = history.commits[by];
      const how = exact ? 'inverse' : 'content';
      if (commit) facts.push({ landing, by: commit, how, share, standing: !index.isUndone(by) });
    }
  }
  return facts;
}
