// Patch mails of commits, as `git format-patch` writes them, with no setting of the user's.
import { gatherGit } from './process.js';
import type { Workspace } from './workspace.js';

/** Ids of commits that stand in for others mean nothing to a reader: zeros take their place. */
const FLAGS = ['--zero-commit', '--no-signature', '--no-renames', '--quiet'];

/** Writes `onto..tip` as numbered files into a folder that is there; each says what it applies to. */
export async function formatSeries(workspace: Workspace, onto: string, tip: string, folder: string): Promise<void> {
  const args = ['format-patch', ...FLAGS, `--base=${onto}`, `--output-directory=${folder}`, `${onto}..${tip}`];
  await gatherGit(args, workspace.run);
}

/** Writes one commit as a file into a folder that is there, numbered `number`. */
export async function formatOne(workspace: Workspace, commit: string, number: number, folder: string): Promise<void> {
  const args = ['format-patch', ...FLAGS, '-1', `--start-number=${number}`, `--output-directory=${folder}`, commit];
  await gatherGit(args, workspace.run);
}
