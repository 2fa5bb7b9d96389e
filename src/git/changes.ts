// Which files each commit changed, blob ids included, without reading any content; in as many processes as there are cores.
import { decodeText } from '../patch/decode.js';
import { lackingTrees } from './missing.js';
import { streamGit } from './process.js';
import { splitRecords } from './records.js';
import { readInSlices, type SliceReader } from './slices.js';
import type { Workspace } from './workspace.js';

/** One file of a raw tree diff; `status` is git's letter (A, D, M, T). */
export interface RawChange {
  readonly oldMode: string;
  readonly newMode: string;
  readonly oldBlob: string;
  readonly newBlob: string;
  readonly status: string;
  readonly path: string;
}

/**
 * Calls `take` once for each commit that could be read, in no fixed order across slices; leave merges out.
 * Returns the ids that could not be read (missing trees).
 */
export async function readChanges(
  workspace: Workspace,
  oids: readonly string[],
  processes: number,
  take: (oid: string, changes: readonly RawChange[]) => void,
): Promise<string[]> {
  const lacking = workspace.partial ? await lackingTrees(workspace, oids) : new Set<string>();
  const rest = lacking.size === 0 ? oids : oids.filter((oid) => !lacking.has(oid));
  const failed = await readInSlices(rest, processes, (slice) => readSlice(workspace, slice, take));
  return [...lacking, ...failed];
}

async function* readSlice(
  workspace: Workspace,
  oids: readonly string[],
  take: (oid: string, changes: readonly RawChange[]) => void,
): SliceReader {
  const args = ['diff-tree', '--stdin', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', '--root', '--always'];
  const records = splitRecords(streamGit(args, { ...workspace.run, input: `${oids.join('\n')}\n` }));
  let current: string | null = null;
  let changes: RawChange[] = [];
  let header: string[] | null = null;
  for (;;) {
    const step = await records.next();
    if (step.done) {
      if (current !== null && step.value.code === 0) {
        take(current, changes);
        yield current;
      }
      return step.value;
    }
    for (const record of step.value) {
      if (header) {
        const [oldMode = '', newMode = '', oldBlob = '', newBlob = '', status = ''] = header;
        changes.push({ oldMode: oldMode.slice(1), newMode, oldBlob, newBlob, status, path: decodeText(record) });
        header = null;
      } else if (record[0] === 58) {
        header = record.toString('latin1').split(' ');
      } else {
        if (current !== null) {
          take(current, changes);
          yield current;
        }
        current = record.toString('latin1');
        changes = [];
      }
    }
  }
}
