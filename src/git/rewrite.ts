// Commits made anew on another parent, with all that people wrote in them.
import { gatherGit } from './process.js';
import type { Workspace } from './workspace.js';

/** A commit to be made anew: whose message, author and committer it has, and its tree. */
export interface Rewritten {
  readonly commit: string;
  readonly tree: string;
}

/**
 * Writes the commits into the scratch workspace, the first on `onto`, each on the one before; returns their ids. People,
 * dates, encoding and message stay as they are, so that the same input gives the same ids; signatures do not hold any
 * more and are left out. Throws LandfallError `world` when git cannot read or write one.
 */
export async function rewriteCommits(
  workspace: Workspace,
  onto: string,
  commits: readonly Rewritten[],
): Promise<string[]> {
  const oids: string[] = [];
  for (const { commit, tree } of commits) {
    const original = await gatherGit(['cat-file', 'commit', commit], workspace.run);
    const input = rewrite(original, tree, oids.at(-1) ?? onto);
    const answer = await gatherGit(['hash-object', '-t', 'commit', '-w', '--stdin'], { ...workspace.run, input });
    oids.push(answer.toString('latin1').trim());
  }
  return oids;
}

/** Headers that say how to read the rest of a commit; git writes them behind tree and parents. */
const KEPT = /^(?:author|committer|encoding) /;

function rewrite(original: Buffer, tree: string, parent: string): Buffer {
  const end = original.indexOf('\n\n');
  // Names and messages are bytes of any encoding: Latin-1 keeps them.
  const headers = original.toString('latin1', 0, end).split('\n');
  const kept = headers.filter((header) => KEPT.test(header));
  const head = [`tree ${tree}`, `parent ${parent}`, ...kept].join('\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), original.subarray(end)]);
}
