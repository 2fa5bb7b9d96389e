// Which files commits moved, contents edited or not: git's own pairing, which reads contents.
import { decodeText } from '../patch/decode.js';
import { streamGit } from './process.js';
import { splitRecords } from './records.js';
import type { Workspace } from './workspace.js';

/** Files without an equal that a commit may add and delete before git gives up pairing them: the work grows with the square. */
const MOST_PAIRED = 1000;

/** Old and new path of each file that one of the commits moved. Commits that cannot be read move nothing. */
export async function readRenames(workspace: Workspace, oids: readonly string[]): Promise<[string, string][]> {
  const renames: [string, string][] = [];
  if (oids.length === 0) return renames;
  const args = ['diff-tree', '--stdin', '-r', '-z', '--raw', '-M', `-l${MOST_PAIRED}`, '--diff-filter=R'];
  let names: string[] | null = null;
  for await (const records of splitRecords(streamGit(args, { ...workspace.run, input: `${oids.join('\n')}\n` }))) {
    for (const record of records) {
      if (names) {
        names.push(decodeText(record));
        const [from, to] = names;
        if (from === undefined || to === undefined) continue;
        renames.push([from, to]);
        names = null;
      } else if (record[0] === COLON) names = [];
    }
  }
  return renames;
}

const COLON = 58;
