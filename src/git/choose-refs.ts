// Which refs a name or glob of the configuration means.
import { globTest, isGlob } from '../patch/glob.js';
import type { Ref } from './repository.js';

/** Where a short branch name is looked for, in this order: as in git, a local branch comes before a remote one. */
const BRANCH_FOLDERS = ['refs/heads/', 'refs/remotes/origin/', 'refs/remotes/'] as const;

/**
 * The refs that a pattern names: a full name (`refs/x/y`) or a glob over full names, else a branch name or a glob over
 * branch names. Of a branch that is there both locally and on a remote, the local one is meant. Empty when none does.
 */
export function chooseRefs(refs: readonly Ref[], pattern: string): Ref[] {
  if (pattern.startsWith('refs/')) return matching(refs, pattern);
  for (const folder of BRANCH_FOLDERS) {
    const found = matching(refs, `${folder}${pattern}`);
    if (found.length > 0) return found;
  }
  return [];
}

function matching(refs: readonly Ref[], pattern: string): Ref[] {
  const exact = refs.filter((ref) => ref.name === pattern);
  if (exact.length > 0 || !isGlob(pattern)) return exact;
  const fits = globTest([pattern]);
  return refs.filter((ref) => fits(ref.name));
}
