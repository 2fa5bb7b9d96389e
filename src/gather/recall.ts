// Whether a run can go on from the evidence of an earlier one, or has to begin at the ground.
import { type DatedCommits, listCommits, listDated } from '../git/commits.js';
import { LandfallError } from '../errors.js';
import type { ChosenBranches } from '../downstream/choose-branches.js';
import type { Workspace } from '../git/workspace.js';
import type { History } from '../model/history.js';
import type { KeptEvidence } from '../model/kept.js';
import type { LimitSettings } from '../model/settings.js';
import { plainSubject } from '../patch/message.js';
import { kinshipOf } from '../search/kinship.js';
import { RevertIndex } from '../search/reverts.js';
import type { OpenedUpstream } from '../upstream/open.js';
import { continuesReleases } from '../upstream/releases.js';
import { resolver } from './read-candidates.js';
import { type WalkedStack, walkStack } from './walk-stack.js';

/** Evidence to go on from, and the upstream commits that have come since, children before parents. */
export interface Recalled {
  readonly kept: KeptEvidence;
  readonly news: DatedCommits;
}

/**
 * The evidence of an earlier run as `read` gives it, should upstream be what that was gathered from with commits added: not where its branch
 * was rewritten or a tag moved, and not with next refs, which come and go.
 */
export async function recall(
  workspace: Workspace,
  upstream: OpenedUpstream,
  read: () => Promise<KeptEvidence | null>,
): Promise<Recalled | null> {
  if (upstream.next.length > 0 || workspace.cut.length > 0) return null;
  const kept = await read();
  if (!kept || !continuesReleases(kept, upstream.tags)) return null;
  try {
    const [lost, news] = await Promise.all([
      listCommits(workspace, [kept.tip], [upstream.tip]),
      listDated(workspace, [upstream.tip], [kept.tip]),
    ]);
    return lost.length === 0 ? { kept, news } : null;
  } catch (error) {
    // What was rewritten goes away with time.
    if (error instanceof LandfallError && error.kind === 'world') return null;
    throw error;
  }
}

/**
 * Walks the stack of evidence from its bases, without going through upstream's history; null where it is another stack now, or
 * has become upstream's in part. `nameOf` names a stack.
 */
export async function walkAgain(
  workspace: Workspace,
  upstream: OpenedUpstream,
  chosen: ChosenBranches,
  limits: LimitSettings,
  { kept, news }: Recalled,
  nameOf: (walked: WalkedStack) => string,
): Promise<WalkedStack | null> {
  const walked = await walkStack(workspace, upstream, chosen, limits, kept.bases);
  const fresh = new Set([...news.oids, ...(await releasedSince(workspace, upstream, kept))]);
  return nameOf(walked) === kept.stack && !walked.commits.some(({ oid }) => fresh.has(oid)) ? walked : null;
}

/** Commits that only releases hold which came behind those that evidence knows: they are upstream's as well. */
async function releasedSince(
  workspace: Workspace,
  { tip, tags }: OpenedUpstream,
  kept: KeptEvidence,
): Promise<string[]> {
  const since = tags.slice(kept.tags.length).map(({ commit }) => commit);
  return listCommits(workspace, since, [tip, ...kept.tags.map(([, commit]) => commit)]);
}

/**
 * Is every patch for which nothing was searched still settled by the commits of its name? Where one of these was taken
 * back since, all of upstream has to be searched for it.
 */
export function isStillSettled(history: History, { matching, searched }: KeptEvidence): boolean {
  const subjects = history.commits.map((commit) => plainSubject(commit.subject));
  const reverts = RevertIndex.of(history, subjects, resolver({ history }));
  return matching.matches.every((matches, place) => {
    const exact = matches.filter((match) => match.exact !== null);
    return (
      searched.has(place) ||
      exact.length === 0 ||
      exact.some(({ commit }) => reverts.of(history.news + commit).length === 0)
    );
  });
}

/**
 * Was all searched that bears on the files of the stack? Where a file has come to bear one of their names, it had another
 * one until then, and what was done to it under that was nobody's concern.
 */
export function isPastSearched(history: History, { occurrences }: KeptEvidence): boolean {
  const kinship = kinshipOf(history);
  const begun = new Set(history.renames.map(([, to]) => to));
  return [...occurrences.paths.keys()].every((path) =>
    kinship.paths(path).every((name) => occurrences.paths.has(name) || begun.has(name)),
  );
}
