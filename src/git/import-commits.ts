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

/** A commit to be made. */
export interface NewCommit {
  /** A commit that is there, or the place of one above it in the list; null for a root. */
  readonly parent: string | number | null;
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string };
  /** Author's and committer's date, in seconds since 1970. */
  readonly date: number;
  readonly committed: number;
  readonly files: readonly NewFile[];
}

/** The ref that commits are made on: nothing in the workspace has another. */
const REF = 'refs/landfall/import';

/** Makes commits and returns their ids, in order. Throws LandfallError `world` when git refuses. */
export async function importCommits(workspace: Workspace, commits: readonly NewCommit[]): Promise<string[]> {
  if (commits.length === 0) return [];
  const flags = ['--quiet', '--done', '--force', '--date-format=raw-permissive'];
  const answer = await gatherGit(['-c', 'fastimport.unpackLimit=1', 'fast-import', ...flags], {
    ...workspace.run,
    input: stream(commits),
  });
  return answer.toString('latin1').trim().split('\n');
}

function* stream(commits: readonly NewCommit[]): Generator<Buffer> {
  for (const [place, commit] of commits.entries()) {
    const who = `${plain(commit.author.name)} <${plain(commit.author.email)}>`;
    const [author, committer] = [commit.date, commit.committed].map(
      (date) => `${who} ${Math.max(0, Math.round(date))} +0000`,
    );
    if (commit.parent === null) yield Buffer.from(`reset ${REF}\n\n`);
    yield Buffer.from(`commit ${REF}\nmark :${place + 1}\nauthor ${author}\ncommitter ${committer}\n`);
    yield* data(Buffer.from(commit.message));
    // Said of the commit just made it would only make git read its tree anew.
    if (commit.parent !== null && commit.parent !== place - 1) yield Buffer.from(`from ${nameOf(commit.parent)}\n`);
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

function nameOf(parent: string | number): string {
  return typeof parent === 'number' ? `:${parent + 1}` : parent;
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
