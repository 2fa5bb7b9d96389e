// Which commits of a partial clone lack what their diff is made of: asked in bulk, since git ends at each missing object.
import { gatherGit } from './process.js';
import type { Workspace } from './workspace.js';

/** What a commit changes, as far as contents have to be there for its diff. */
export interface NeededBlobs {
  readonly oid: string;
  readonly blobs: readonly string[];
}

/** Of these commits, those whose own tree or whose first parent's is missing. */
export async function lackingTrees(workspace: Workspace, commits: readonly string[]): Promise<Set<string>> {
  const asked = commits.flatMap((oid) => [`${oid}^{tree}`, `${oid}^1`, `${oid}^1^{tree}`]);
  const there = await present(workspace, asked);
  return new Set(
    commits.filter((_, place) => {
      const [own, parent, before] = there.slice(place * 3, place * 3 + 3);
      return !own || (parent && !before);
    }),
  );
}

/** Of these commits, those of whose contents some are missing. */
export async function lackingBlobs(workspace: Workspace, needed: readonly NeededBlobs[]): Promise<Set<string>> {
  const blobs = [...new Set(needed.flatMap((commit) => commit.blobs))];
  const there = await present(workspace, blobs);
  const missing = new Set(blobs.filter((_, place) => !there[place]));
  return new Set(needed.filter((commit) => commit.blobs.some((blob) => missing.has(blob))).map(({ oid }) => oid));
}

async function present(workspace: Workspace, names: readonly string[]): Promise<boolean[]> {
  if (names.length === 0) return [];
  const input = names.map((name) => `${name}\n`).join('');
  const answer = await gatherGit(['cat-file', '--batch-check=there', '--buffer'], { ...workspace.run, input });
  return answer
    .toString('latin1')
    .split('\n')
    .map((line) => line === 'there');
}
