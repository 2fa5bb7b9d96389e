// The blobs that each commit of a history adds or takes away, oldest first: how archives that keep one thing a commit are read.
import { readGit } from './process.js';
import { splitLines } from './records.js';
import type { Workspace } from './workspace.js';

export interface AddedBlob {
  readonly oid: string;
  readonly path: string;
  /** True when the commit takes it away. */
  readonly gone: boolean;
}

/** Yields the files that commits up to `tip`, but not up to `below`, add, change or delete. Throws LandfallError `world` when git cannot walk them. */
export async function* readAddedBlobs(
  workspace: Workspace,
  tip: string,
  below: string | null,
): AsyncGenerator<AddedBlob> {
  const args = ['log', '--reverse', '--raw', '--no-abbrev', '--no-renames', '--format=', '--root', '--stdin'];
  const input = `${tip}\n${below === null ? '' : `^${below}\n`}`;
  for await (const lines of readGit(args, { ...workspace.run, input }, splitLines)) {
    for (const line of lines) {
      const [, before = '', after = '', letter, path = ''] =
        /^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) ([AMD])\t(.*)$/.exec(line.toString('utf8')) ?? [];
      if (letter !== undefined) yield { oid: letter === 'D' ? before : after, path, gone: letter === 'D' };
    }
  }
}
