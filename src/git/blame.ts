// Who wrote the lines of a file last, as git blame tells it.
import { decodeText } from '../patch/decode.js';
import { readGit } from './process.js';
import { splitLines } from './records.js';
import type { Workspace } from './workspace.js';

/** Lines from `first` to `last`, counted from 1, both included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** Lines that one commit wrote. */
export interface Blamed {
  readonly name: string;
  readonly email: string;
  /** Author's date in seconds since 1970. */
  readonly date: number;
  readonly lines: number;
}

/**
 * Calls `take` with each stretch of these lines of a file that one commit wrote, as git finds them: what was found stays
 * when `signal` ends the search. Throws LandfallError `world` when git cannot, or was stopped.
 */
export async function blame(
  workspace: Workspace,
  { commit, path, ranges }: { readonly commit: string; readonly path: string; readonly ranges: readonly LineRange[] },
  signal: AbortSignal,
  take: (blamed: Blamed) => void,
): Promise<void> {
  const wanted = ranges.map(({ first, last }) => `-L${first},${last}`);
  const args = ['blame', '--incremental', ...wanted, commit, '--', path];
  const commits = new Map<string, Omit<Blamed, 'lines'>>();
  let [oid, lines, told] = ['', 0, NOBODY];
  for await (const records of readGit(args, { ...workspace.run, signal }, splitLines)) {
    for (const record of records) {
      const text = decodeText(record);
      const [, begun, count] = /^([0-9a-f]{40,64}) \d+ \d+ (\d+)$/.exec(text) ?? [];
      if (begun !== undefined) [oid, lines, told] = [begun, Number(count), commits.get(begun) ?? NOBODY];
      else if (text.startsWith('author ')) told = { ...told, name: text.slice('author '.length) };
      else if (text.startsWith('author-mail ')) told = { ...told, email: text.slice('author-mail <'.length, -1) };
      else if (text.startsWith('author-time ')) told = { ...told, date: Number(text.slice('author-time '.length)) };
      else if (text.startsWith('filename ')) {
        commits.set(oid, told);
        take({ ...told, lines });
      }
    }
  }
}

const NOBODY = { name: '', email: '', date: 0 };
