// git's own patch-ids, for annotations and reports: `git diff-tree | git patch-id --stable`, both streaming.
import { patchArguments } from './diffs.js';
import { streamGit } from './process.js';
import { splitRecords } from './records.js';
import type { Workspace } from './workspace.js';

/** The stable patch-id of each commit that has one (empty, binary and unreadable ones have none). */
export async function readPatchIds(
  workspace: Workspace,
  oids: readonly string[],
  processes: number,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const length = Math.ceil(oids.length / processes);
  const slices = Array.from({ length: processes }, (_, index) => oids.slice(index * length, (index + 1) * length));
  await Promise.all(slices.filter((slice) => slice.length > 0).map((slice) => readSlice(workspace, slice, ids)));
  return ids;
}

async function readSlice(workspace: Workspace, oids: readonly string[], ids: Map<string, string>): Promise<void> {
  const diffs = streamGit(['diff-tree', '--stdin', ...patchArguments(false)], {
    ...workspace.run,
    input: `${oids.join('\n')}\n`,
  });
  const lines = splitRecords(streamGit(['patch-id', '--stable'], { ...workspace.run, input: diffs }), 10);
  for (;;) {
    const step = await lines.next();
    if (step.done) return;
    for (const line of step.value) {
      const [patchId = '', oid = ''] = line.toString('latin1').split(' ');
      ids.set(oid, patchId);
    }
  }
}
