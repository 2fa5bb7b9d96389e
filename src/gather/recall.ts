// Whether a run can go on from the evidence of an earlier one, or has to begin at the ground.
import { listCommits } from '../git/commits.js';
import { LandfallError } from '../errors.js';
import type { Workspace } from '../git/workspace.js';
import type { History } from '../model/history.js';
import type { KeptEvidence } from '../model/kept.js';
import { plainSubject } from '../patch/message.js';
import { RevertIndex } from '../search/reverts.js';
import type { OpenedUpstream } from '../upstream/open.js';
import { continuesReleases } from '../upstream/releases.js';
import { resolver } from './read-candidates.js';

/**
 * The evidence of an earlier run as `read` gives it, should upstream be what that was gathered from with commits added: not where its branch
 * was rewritten or a tag moved, and not with next refs, which come and go.
 */
export async function recall(
  workspace: Workspace,
  upstream: OpenedUpstream,
  read: () => Promise<KeptEvidence | null>,
): Promise<KeptEvidence | null> {
  if (upstream.next.length > 0 || workspace.cut.length > 0) return null;
  const kept = await read();
  if (!kept || !continuesReleases(kept, upstream.tags)) return null;
  try {
    return (await listCommits(workspace, [kept.tip], [upstream.tip])).length === 0 ? kept : null;
  } catch (error) {
    // What was rewritten goes away with time.
    if (error instanceof LandfallError && error.kind === 'world') return null;
    throw error;
  }
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
