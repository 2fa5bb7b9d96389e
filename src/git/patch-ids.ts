// git's own patch-ids, for annotations and reports: `git diff-tree | git patch-id --stable`, both streaming.
import { patchArguments } from './diffs.js';
import { streamGit } from './process.js';
import { splitRecords } from './records.js';
import type { Workspace } from './workspace.js';

/** The stable patch-id of each commit that has one (empty, binary and unreadable ones have none). */
export async function readPatchIds(workspace: Workspace, oids: readonly string[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  if (oids.length === 0) return ids;
  const diffs = streamGit(['diff-tree', '--stdin', ...patchArguments(false)], { ...workspace.run, input: `${oids.join('\n')}\n` });
  const lines = splitRecords(streamGit(['patch-id', '--stable'], { ...workspace.run, input: diffs }), 10);
  for (;;) {
    const step = await lines.next();
    if (step.done) return ids;
    for (const line of step.value) {
      const [patchId = '', oid = ''] = line.toString('latin1').split(' ');
      ids.set(oid, patchId);
    }
  }
}
