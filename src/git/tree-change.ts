// What one tree changes of another, file by file; no renames.
import { decodeRecords } from '../patch/decode.js';
import { changeOf, type RawChange } from './changes.js';
import { RENAME_LIMIT } from './diffs.js';
import { gatherGit, readGit } from './process.js';
import { splitTexts } from './records.js';
import type { Workspace } from './workspace.js';

/** The lines of a change; binary files have none. */
interface LineCount {
  readonly insertions: number;
  readonly deletions: number;
}

/** A file that differs, with its lines; of one that comes or goes, the other side is null. */
export interface ChangedFile extends Omit<RawChange, 'path' | 'status'>, LineCount {
  readonly oldPath: string | null;
  readonly newPath: string | null;
}

/** Makes git tell which files one tree has otherwise than another. */
export const TREE_CHANGES = ['diff-tree', '-r', '-z', '--raw', '--no-abbrev', '--no-renames'] as const;
/** Makes it tell of how many lines. */
const COUNTED = ['--numstat', '--no-ext-diff', '--no-textconv'];

/** What one tree has changed of another; `filter` are the letters of the changes that are wanted. Throws LandfallError `world` when git cannot read one. */
export async function readTreeChanges(
  workspace: Workspace,
  from: string,
  to: string,
  filter: string,
): Promise<RawChange[]> {
  return parseTreeChanges(await gatherGit([...TREE_CHANGES, `--diff-filter=${filter}`, from, to], workspace.run));
}

/** The changes that git told of two trees: a header and a path for each. */
export function parseTreeChanges(told: Buffer): RawChange[] {
  const fields = decodeRecords(told);
  const headers = fields.filter((_, place) => place % 2 === 0);
  return headers.slice(0, -1).map((header, place) => changeOf(header, fields[2 * place + 1] ?? ''));
}

/** The same with the lines of each. Throws LandfallError `world` when git cannot compare the trees. */
export async function countTreeChanges(workspace: Workspace, from: string, to: string): Promise<ChangedFile[]> {
  const files = new Map<string, ChangedFile>();
  let header: string | null = null;
  for await (const records of readGit([...TREE_CHANGES, ...COUNTED, from, to], workspace.run, splitTexts)) {
    for (const record of records) {
      if (header !== null) {
        files.set(record, uncounted(changeOf(header, record)));
        header = null;
      } else if (record.startsWith(':')) header = record;
      else {
        const { path, ...lines } = linesOf(record);
        const file = files.get(path);
        if (file) files.set(path, { ...file, ...lines });
      }
    }
  }
  return [...files.values()];
}

/** Files and lines by which two trees differ below some paths; binary files count as files only. Throws LandfallError `world` when git cannot compare them. */
export async function countDifference(
  workspace: Workspace,
  from: string,
  to: string,
  paths: readonly string[],
): Promise<LineCount & { readonly files: number }> {
  const args = ['diff-tree', '-r', '-z', '--no-renames', ...COUNTED, from, to];
  const below = ['--', ...paths.map((path) => `:(top,literal)${path}`)];
  const total = { files: 0, insertions: 0, deletions: 0 };
  for await (const records of readGit([...args, ...below], workspace.run, splitTexts)) {
    for (const { insertions, deletions } of records.map(linesOf)) {
      total.files += 1;
      total.insertions += insertions;
      total.deletions += deletions;
    }
  }
  return total;
}

/** The files that the change from one tree to another moves, edited or not: by where to, from where. Throws LandfallError `world` when git cannot tell. */
export async function movedFiles(workspace: Workspace, from: string, to: string): Promise<Map<string, string>> {
  const args = ['diff-tree', '-r', '-z', '--raw', '-M', `-l${RENAME_LIMIT}`, '--diff-filter=R', from, to];
  const fields = decodeRecords(await gatherGit(args, workspace.run));
  // A header, the old path and the new one.
  return new Map(fields.flatMap((to, at) => (at % 3 === 2 ? [[to, fields[at - 1] ?? ''] as const] : [])));
}

function uncounted({ path, status, ...sides }: RawChange): ChangedFile {
  return {
    oldPath: status === 'A' ? null : path,
    newPath: status === 'D' ? null : path,
    ...sides,
    insertions: 0,
    deletions: 0,
  };
}

/** `<insertions>\t<deletions>\t<path>`, dashes for binary files. */
function linesOf(record: string): LineCount & { readonly path: string } {
  const [, insertions, deletions, path = ''] = /^([\d-]+)\t([\d-]+)\t([^]*)$/.exec(record) ?? [];
  return { path, insertions: Number(insertions) || 0, deletions: Number(deletions) || 0 };
}
