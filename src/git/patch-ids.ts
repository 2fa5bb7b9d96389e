// git's own patch-ids, for annotations and reports: `git diff-tree | git patch-id --stable`, one diff at a time.
import { type DiffOptions, readReadable, readSlice } from './diffs.js';
import { type GitExit, gitFailed, streamGit } from './process.js';
import { splitLines } from './records.js';
import type { SliceReader } from './slices.js';
import type { Workspace } from './workspace.js';

/**
 * The stable patch-id of each commit that has one (empty and unreadable ones have none). Of a diff that git breaks off
 * nothing gets to `patch-id`: it would make a wrong id of the half. `read` holds whole diffs that are at hand already.
 */
export async function readPatchIds(
  workspace: Workspace,
  oids: readonly string[],
  processes: number,
  read: ReadonlyMap<string, Buffer> = new Map(),
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const options: DiffOptions = { processes, mostBytes: Number.POSITIVE_INFINITY, renames: false };
  const [plain, others] = [[] as [string, Buffer][], [] as string[]];
  for (const oid of oids) {
    const diff = read.get(oid);
    if (diff && !isPaired(diff)) plain.push([oid, diff]);
    else others.push(oid);
  }
  await Promise.all([
    plain.length > 0 && hashRead(workspace, plain, ids),
    readReadable(workspace, others, options, (slice) => hashSlice(workspace, slice, options, ids)),
  ]);
  return ids;
}

/** Are files paired in it that git's patch-id takes for deleted and added ones? Lines of contents begin otherwise. */
function isPaired(diff: Buffer): boolean {
  return diff.includes('\nrename from ');
}

async function hashRead(
  workspace: Workspace,
  diffs: readonly (readonly [oid: string, diff: Buffer])[],
  ids: Map<string, string>,
): Promise<void> {
  async function* input(): AsyncGenerator<Buffer> {
    for (const [oid, diff] of diffs) {
      yield Buffer.from(`${oid}\n`);
      yield diff;
    }
  }
  const hashed = await takeIds(workspace, input(), ids);
  if (hashed.code !== 0) throw gitFailed(['patch-id'], hashed);
}

async function* hashSlice(
  workspace: Workspace,
  oids: readonly string[],
  options: DiffOptions,
  ids: Map<string, string>,
): SliceReader {
  const done: string[] = [];
  let exit: GitExit | undefined;
  async function* wholeDiffs(): AsyncGenerator<Buffer> {
    let whole: Buffer = Buffer.alloc(0);
    const diffs = readSlice(workspace, oids, options, (_, diff) => {
      whole = diff ?? whole;
    });
    for (;;) {
      const step = await diffs.next();
      if (step.done) {
        exit = step.value;
        return;
      }
      done.push(step.value);
      yield Buffer.from(`${step.value}\n`);
      yield whole;
    }
  }
  const hashed = await takeIds(workspace, wholeDiffs(), ids);
  if (hashed.code !== 0 || exit === undefined) throw gitFailed(['patch-id'], hashed);
  yield* done;
  return exit;
}

async function takeIds(workspace: Workspace, input: AsyncIterable<Buffer>, ids: Map<string, string>): Promise<GitExit> {
  const lines = splitLines(streamGit(['patch-id', '--stable'], { ...workspace.run, input }));
  for (;;) {
    const step = await lines.next();
    if (step.done) return step.value;
    for (const line of step.value) {
      const [patchId = '', oid = ''] = line.toString('latin1').split(' ');
      ids.set(oid, patchId);
    }
  }
}
