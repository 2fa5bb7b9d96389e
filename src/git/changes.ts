// Commits with the files each changed, blob ids included, without reading any content; in as many processes as there are cores.
import { COMMIT_FORMAT, COMMIT_RECORDS, commitOf, type CommitRecord } from './commits.js';
import { lackingTrees } from './missing.js';
import { streamGit } from './process.js';
import { splitTexts } from './records.js';
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

/** Called with a commit and what it changes: nothing for merges. */
export type TakeChanges = (commit: CommitRecord, changes: readonly RawChange[]) => void;

/**
 * Calls `take` once for each commit that could be read, in no fixed order across slices.
 * Returns the ids that could not be read (missing trees).
 */
export async function readChanges(
  workspace: Workspace,
  oids: readonly string[],
  processes: number,
  take: TakeChanges,
): Promise<string[]> {
  const lacking = workspace.partial ? await lackingTrees(workspace, oids) : new Set<string>();
  const rest = lacking.size === 0 ? oids : oids.filter((oid) => !lacking.has(oid));
  const failed = await readInSlices(rest, { processes, worth: WORTH_A_PROCESS }, (slice) =>
    readSlice(workspace, slice, take),
  );
  return [...lacking, ...failed];
}

/** Fewer commits than this are not worth a second process: git compares their trees in the milliseconds that starting one takes. */
const WORTH_A_PROCESS = 200;

const DIFF_TREE = ['diff-tree', '--stdin', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', '--root', '--always'];

async function* readSlice(workspace: Workspace, oids: readonly string[], take: TakeChanges): SliceReader {
  const input = `${oids.join('\n')}\n`;
  const records = splitTexts(streamGit([...DIFF_TREE, ...COMMIT_FORMAT], { ...workspace.run, input }));
  let fields: string[] = [];
  let changes: RawChange[] = [];
  let header: string | null = null;
  const taken = () => {
    const commit = commitOf(fields);
    take(commit, changes);
    [fields, changes] = [[], []];
    return commit.oid;
  };
  for (;;) {
    const step = await records.next();
    if (step.done) {
      if (fields.length === COMMIT_RECORDS && step.value.code === 0) yield taken();
      return step.value;
    }
    for (const record of step.value) {
      if (header) {
        changes.push(changeOf(header, record));
        header = null;
      } else if (fields.length < COMMIT_RECORDS) fields.push(record);
      else if (isRaw(record)) header = record;
      else {
        yield taken();
        fields.push(record);
      }
    }
  }
}

/** Files begin with a colon, the first of a commit with a line end before it; the next commit begins with its id. */
function isRaw(record: string): boolean {
  return record.startsWith(':') || record.startsWith('\n:');
}

/** The change of a file from git's header of it. Cut by place, not at blanks: `:100644 100644 <old> <new> M`, ids as long as the repository's hash makes them. */
export function changeOf(header: string, path: string): RawChange {
  const modes = header.indexOf(':') + 1;
  const blobs = modes + 2 * (MODE + 1);
  const digits = (header.length - blobs - ' M'.length - 1) / 2;
  return {
    oldMode: header.slice(modes, modes + MODE),
    newMode: header.slice(modes + MODE + 1, blobs - 1),
    oldBlob: header.slice(blobs, blobs + digits),
    newBlob: header.slice(blobs + digits + 1, blobs + 2 * digits + 1),
    status: header.slice(-1),
    path,
  };
}

/** Digits of a file mode. */
const MODE = 6;
