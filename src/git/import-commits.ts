// Writes commits into the scratch workspace: patches that are no commits become some, so that git can be asked about them.
import { gatherGit } from './process.js';
import type { Workspace } from './workspace.js';

/** A file of a commit to be made; content null takes it away. */
export interface NewFile {
  readonly path: string;
  /** `100644`, `100755` or `120000`. */
  readonly mode: string;
  readonly content: Buffer | null;
}

/** A commit to be made on top of the one before it in the list, the first on `base`. */
export interface NewCommit {
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string };
  /** Author's and committer's date, in seconds since 1970. */
  readonly date: number;
  readonly committed: number;
  readonly files: readonly NewFile[];
}

/** The ref that commits are made on: nothing in the workspace has another. */
const REF = 'refs/landfall/import';

/** Makes a row of commits and returns their ids, in order. `base` null begins with no files. Throws LandfallError `world` when git refuses. */
export async function importCommits(
  workspace: Workspace,
  base: string | null,
  commits: readonly NewCommit[],
): Promise<string[]> {
  if (commits.length === 0) return [];
  const flags = ['--quiet', '--done', '--force', '--date-format=raw-permissive'];
  const answer = await gatherGit(['-c', 'fastimport.unpackLimit=1', 'fast-import', ...flags], {
    ...workspace.run,
    input: stream(base, commits),
  });
  return answer.toString('latin1').trim().split('\n');
}

function* stream(base: string | null, commits: readonly NewCommit[]): Generator<Buffer> {
  yield Buffer.from(`reset ${REF}\n${base === null ? '' : `from ${base}\n`}\n`);
  for (const [place, commit] of commits.entries()) {
    const who = `${plain(commit.author.name)} <${plain(commit.author.email)}>`;
    const [author, committer] = [commit.date, commit.committed].map(
      (date) => `${who} ${Math.max(0, Math.round(date))} +0000`,
    );
    yield Buffer.from(`commit ${REF}\nmark :${place + 1}\nauthor ${author}\ncommitter ${committer}\n`);
    yield* data(Buffer.from(commit.message));
    for (const file of commit.files) {
      if (file.content === null) yield Buffer.from(`D ${quoted(file.path)}\n`);
      else {
        yield Buffer.from(`M ${file.mode} inline ${quoted(file.path)}\n`);
        yield* data(file.content);
      }
    }
    yield Buffer.from('\n');
  }
  for (const place of commits.keys()) yield Buffer.from(`get-mark :${place + 1}\n`);
  yield Buffer.from('done\n');
}

function* data(content: Buffer): Generator<Buffer> {
  yield Buffer.from(`data ${content.length}\n`);
  yield content;
  yield Buffer.from('\n');
}

function plain(text: string): string {
  return text.replace(/[<>\n\0]/g, ' ').trim();
}

function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}
