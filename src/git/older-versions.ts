// Contents that files had before a commit, newest first.
import { decodeText } from '../patch/decode.js';
import { streamGit } from './process.js';
import { splitRecords } from './records.js';
import type { Workspace } from './workspace.js';

/** For each of the paths, the blobs it had before changes made after `since` (seconds since 1970) and not after `commit`. What git cannot walk has none. */
export async function readOlderVersions(
  workspace: Workspace,
  commit: string,
  since: number,
  paths: readonly string[],
): Promise<Map<string, string[]>> {
  const versions = new Map<string, string[]>();
  if (paths.length === 0) return versions;
  const args = [
    'log',
    '-z',
    '--raw',
    '--no-abbrev',
    '--no-renames',
    '--no-show-signature',
    '--format=',
    `--since=${since}`,
  ];
  const limit = paths.map((path) => `:(top,literal)${path}`);
  let blob: string | null = null;
  for await (const records of splitRecords(streamGit([...args, commit, '--', ...limit], workspace.run))) {
    for (const record of records) {
      if (blob === null) {
        const fields = record.toString('latin1').trim().split(' ');
        if (fields[0]?.startsWith(':')) blob = fields[2] ?? '';
        continue;
      }
      const path = decodeText(record);
      const known = versions.get(path) ?? [];
      if (!/^0*$/.test(blob)) versions.set(path, [...known, blob]);
      blob = null;
    }
  }
  return versions;
}
