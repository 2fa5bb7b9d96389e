// The files of a commit as a tree to read from, and who touched them last.
import { decodeText } from '../patch/decode.js';
import { SYMLINK } from '../patch/modes.js';
import { listTree } from './objects.js';
import { streamGit } from './process.js';
import { splitRecords } from './records.js';
import type { Workspace } from './workspace.js';

/** Files to read, wherever they are: in a folder, or in a commit. */
export interface FileTree {
  /** Paths of the regular files below `folder` ('' for all), from the root of the tree, sorted by their bytes. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** Contents of those of the paths that are there and no larger than the tree's bound. */
  readonly read: (paths: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>;
}

/** The files of a commit below `folder`, whose contents `read` gives by blob id. Throws LandfallError `world` when its tree cannot be read. */
export async function treeOfCommit(
  workspace: Workspace,
  commit: string,
  folder: string,
  read: (oids: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>,
): Promise<FileTree> {
  const files = await listTree(workspace, commit, folder);
  const byPath = new Map(files.filter((file) => file.mode !== SYMLINK).map((file) => [file.path, file.oid]));
  const paths = [...byPath.keys()].sort();
  return {
    list: (below) => Promise.resolve(paths.filter((path) => isBelow(path, below))),
    read: async (wanted) => {
      const contents = new Map<string, Buffer>();
      const byOid = await read([...new Set(wanted.flatMap((path) => byPath.get(path) ?? []))]);
      for (const path of wanted) {
        const content = byOid.get(byPath.get(path) ?? '');
        if (content) contents.set(path, content);
      }
      return contents;
    },
  };
}

/** Is the path the folder itself or below it? */
export function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** A person and a time. */
export interface Touch {
  readonly name: string;
  readonly email: string;
  /** Author's date in seconds since 1970. */
  readonly date: number;
}

/** For each of the paths, the newest commit that changed it; reading ends when all are found. */
export async function lastTouches(
  workspace: Workspace,
  commit: string,
  folder: string,
  paths: readonly string[],
): Promise<Map<string, Touch>> {
  const open = new Set(paths);
  const found = new Map<string, Touch>();
  if (open.size === 0) return found;
  const args = ['log', '-z', '--no-renames', '--no-show-signature', '--name-only', `--format=${MARK}%an%x01%ae%x01%at`];
  const limit = folder === '' ? [] : [`:(top,literal)${folder}`];
  const log = streamGit([...args, commit, '--', ...limit], workspace.run);
  const records = splitRecords(log);
  let touch: Touch | null = null;
  for (;;) {
    const step = await records.next();
    // What git could not walk (a shallow clone's end) is a date not known.
    if (step.done) return found;
    for (const record of step.value) {
      const text = decodeText(record).replace(/^\n/, '');
      if (text.startsWith(MARK)) {
        const [name = '', email = '', date] = text.slice(1).split('\x01');
        touch = { name, email, date: Number(date) };
      } else if (touch && open.delete(text)) found.set(text, touch);
    }
    if (open.size > 0) continue;
    await log.return({ code: 0, stderr: '' });
    return found;
  }
}

const MARK = '\x02';
