// The line of first parents behind a commit: the states that a branch, or a folder on it, has had.
import { decodeText } from '../patch/decode.js';
import { gatherGit, readGit } from './process.js';
import { splitRecords } from './records.js';
import type { Workspace } from './workspace.js';

/** One state; dates in seconds since 1970. */
export interface LineCommit {
  readonly oid: string;
  readonly author: { readonly name: string; readonly email: string; readonly date: number };
  readonly committer: { readonly name: string; readonly date: number };
  readonly message: string;
  /** What it changed below the folders asked for; empty when none were. */
  readonly paths: readonly string[];
}

/** Begins the head of a commit among the NUL-ended paths: no path begins with it that git lists. */
const MARK = '\x01';
const FIELDS = ['%H', '%an', '%ae', '%at', '%cn', '%ct', '%B'];

/**
 * The first parents of `tip` that are not in `exclude`, oldest first; with `folders` only those that changed something
 * below one of them. Throws LandfallError `world` when git cannot walk them.
 */
export async function readFirstParents(
  workspace: Workspace,
  tip: string,
  exclude: readonly string[],
  folders: readonly string[],
): Promise<LineCommit[]> {
  const names = folders.length === 0 ? [] : ['--name-only', '--no-renames'];
  const format = `--format=${MARK}${FIELDS.join('%x00')}`;
  const args = ['log', '-z', '--first-parent', '--no-show-signature', '--no-mailmap', ...names, format, tip];
  const range = [...exclude.map((oid) => `^${oid}`), '--', ...folders.map((folder) => `:(top,literal)${folder}`)];
  const commits: LineCommit[] = [];
  let fields: string[] = [];
  for await (const records of readGit([...args, ...range], workspace.run, splitRecords)) {
    for (const record of records) {
      const text = decodeText(record).replace(/^\n/, '');
      if (text.startsWith(MARK)) {
        commits.push(...commitOf(fields));
        fields = [text.slice(MARK.length)];
      } else {
        fields.push(text);
      }
    }
  }
  return [...commits, ...commitOf(fields)].reverse();
}

function commitOf(fields: readonly string[]): LineCommit[] {
  const [oid, name = '', email = '', written, committer = '', committed, message = '', ...paths] = fields;
  if (oid === undefined) return [];
  return [
    {
      oid,
      author: { name, email, date: Number(written) },
      committer: { name: committer, date: Number(committed) },
      message,
      paths: paths.filter((path) => path !== ''),
    },
  ];
}

/** A state of a branch, no more: committer's date in seconds. */
export interface DatedCommit {
  readonly oid: string;
  readonly date: number;
}

/** All first parents of a commit, itself among them, newest first. Throws LandfallError `world` when git cannot walk them. */
export async function listFirstParents(workspace: Workspace, tip: string): Promise<DatedCommit[]> {
  const listing = await gatherGit(['rev-list', '--first-parent', '--timestamp', tip], workspace.run);
  return listing
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [date, oid = ''] = line.split(' ');
      return { oid, date: Number(date) };
    });
}
