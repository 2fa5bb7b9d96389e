// Commits that stand in for others in a merge: git takes only commits there before 2.45, and finds the base by their parents.
import { writeObject } from './loose-object.js';
import type { Workspace } from './workspace.js';

/** The year 2100, in seconds since 1970. */
const FAR_FUTURE = 4_102_444_800;

/** Writes a commit of that tree into the scratch store, with one parent or none, and returns its id. */
export function writeStandIn(workspace: Workspace, tree: string, parent: string | null): Promise<string> {
  // Newer than all else: git looks for merge bases by date, and would walk all of history before an old stand-in.
  const who = `Landfall <landfall@localhost> ${FAR_FUTURE} +0000`;
  const from = parent === null ? '' : `parent ${parent}\n`;
  const body = `tree ${tree}\n${from}author ${who}\ncommitter ${who}\n\nstand-in\n`;
  return writeObject(workspace, 'commit', Buffer.from(body));
}
