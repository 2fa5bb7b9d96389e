// What one tree changes of another, file by file, with the lines of each; no renames.
import { decodeText } from '../patch/decode.js';
import { RENAME_LIMIT } from './diffs.js';
import { gatherGit, readGit } from './process.js';
import { splitRecords } from './records.js';
import type { Workspace } from './workspace.js';

/** A file that differs; of one that comes or goes, the other side is null. Binary files have no lines. */
export interface ChangedFile {
  readonly oldPath: string | null;
  readonly newPath: string | null;
  readonly oldMode: string;
  readonly newMode: string;
  readonly oldBlob: string;
  readonly newBlob: string;
  readonly insertions: number;
  readonly deletions: number;
}

const ARGS = ['-r', '-z', '--raw', '--no-abbrev', '--no-renames', '--no-ext-diff', '--no-textconv'];

/** The files by which two trees differ, without their lines where these are not `counted`. Throws LandfallError `world` when git cannot compare them. */
export async function readTreeChange(
  workspace: Workspace,
  from: string,
  to: string,
  counted = true,
): Promise<ChangedFile[]> {
  const args = ['diff-tree', ...ARGS, ...(counted ? ['--numstat'] : []), from, to];
  const files = new Map<string, ChangedFile>();
  let header: string | null = null;
  for await (const records of readGit(args, workspace.run, splitRecords)) {
    for (const record of records) {
      const text = decodeText(record);
      if (header !== null) {
        files.set(text, changeOf(header, text));
        header = null;
      } else if (text.startsWith(':')) header = text;
      else count(files, text);
    }
  }
  return [...files.values()];
}

/** Does the change from one tree to another move files, edited or not? Throws LandfallError `world` when git cannot tell. */
export async function movesFiles(workspace: Workspace, from: string, to: string): Promise<boolean> {
  const args = ['diff-tree', '-r', '--raw', '-M', `-l${RENAME_LIMIT}`, '--diff-filter=R', from, to];
  return (await gatherGit(args, workspace.run)).length > 0;
}

function changeOf(header: string, path: string): ChangedFile {
  const [oldMode = '', newMode = '', oldBlob = '', newBlob = '', status] = header.slice(1).split(' ');
  return {
    oldPath: status === 'A' ? null : path,
    newPath: status === 'D' ? null : path,
    oldMode,
    newMode,
    oldBlob,
    newBlob,
    insertions: 0,
    deletions: 0,
  };
}

/** `<insertions>\t<deletions>\t<path>`, dashes for binary files. */
function count(files: Map<string, ChangedFile>, text: string): void {
  const [, insertions, deletions, path = ''] = /^([\d-]+)\t([\d-]+)\t([^]*)$/.exec(text) ?? [];
  const file = files.get(path);
  if (file) files.set(path, { ...file, insertions: Number(insertions) || 0, deletions: Number(deletions) || 0 });
}
