// One feature in many patches that landed as few commits, and one patch that landed as many: which belong together.
import type { LandedTogether, PatchReport } from '../model/report.js';
import { plainSubject } from '../patch/message.js';

/**
 * Groups of patches and commits that share each other, of more than one patch or commit, in the order of the stack. Two
 * versions of one patch, on two branches, are one patch: they bear one subject.
 */
export function landedTogether(patches: readonly PatchReport[]): LandedTogether[] {
  const groups: { patches: PatchReport[]; commits: Map<string, string> }[] = [];
  for (const patch of patches) {
    const commits = new Map((patch.landing?.commits ?? []).map(({ oid, subject }) => [oid, subject]));
    if (commits.size === 0) continue;
    const joined = groups.filter((group) => [...commits.keys()].some((oid) => group.commits.has(oid)));
    const [first] = joined;
    if (!first) {
      groups.push({ patches: [patch], commits });
      continue;
    }
    first.patches.push(patch);
    for (const [oid, subject] of commits) first.commits.set(oid, subject);
    for (const other of joined.slice(1)) {
      first.patches.unshift(...other.patches);
      for (const [oid, subject] of other.commits) first.commits.set(oid, subject);
      groups.splice(groups.indexOf(other), 1);
    }
  }
  return groups
    .filter((group) => group.commits.size > 1 || subjectsOf(group.patches).size > 1)
    .map((group) => ({
      patches: patches.filter((patch) => group.patches.includes(patch)).map(({ id }) => id),
      commits: [...group.commits].map(([oid, subject]) => ({ oid, subject })),
    }));
}

function subjectsOf(patches: readonly PatchReport[]): Set<string> {
  return new Set(patches.map(({ subject }) => plainSubject(subject)));
}
