// The commands of a `git fast-import` stream that put commits onto commits of another repository.
import type { Written } from './hide.js';

/** A file after a commit: its mode and text, or null where the commit deletes it. */
export type FileAfter = { readonly mode: string; readonly content: Buffer } | null;

/** A commit to make: its content is a whole tree, or files laid over that of its first parent. */
export interface Told {
  readonly written: Written;
  /** Ids of commits that are there, or places of commits told earlier. */
  readonly parents: readonly (string | number)[];
  readonly content: string | ReadonlyMap<string, FileAfter>;
}

/** The ref that the commit told at a place (counted from 0) gets, so that its id can be asked for. */
export function refOf(place: number): string {
  return `refs/told/${place}`;
}

/** The stream. Every commit gets its refOf, and each branch (a full ref name) points at the commit told at its place. */
export function* importStream(
  commits: readonly Told[],
  branches: ReadonlyMap<string, number>,
): Generator<Buffer, void, undefined> {
  for (const [place, commit] of commits.entries()) yield commitCommand(commit, place);
  for (const [ref, place] of branches) yield Buffer.from(`reset ${ref}\nfrom :${place + 1}\n\n`);
  yield Buffer.from('done\n');
}

function commitCommand({ written, parents, content }: Told, place: number): Buffer {
  const [first, ...merged] = parents.map((parent) => (typeof parent === 'number' ? `:${parent + 1}` : parent));
  const files =
    typeof content === 'string'
      ? [Buffer.from(`M 040000 ${content} ""\n`)]
      : [...content].map(([path, file]) => fileCommand(path, file));
  return Buffer.concat([
    Buffer.from(`commit ${refOf(place)}\nmark :${place + 1}\n`),
    Buffer.from(`author ${written.author} ${written.authorDate} +0000\n`),
    Buffer.from(`committer ${written.author} ${written.commitDate} +0000\n`),
    dataCommand(Buffer.from(written.message)),
    Buffer.from(first === undefined ? '' : `from ${first}\n`),
    Buffer.from(merged.map((parent) => `merge ${parent}\n`).join('')),
    ...files,
    Buffer.from('\n'),
  ]);
}

function fileCommand(path: string, file: FileAfter): Buffer {
  const quoted = `"${path.replace(/["\\\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`))}"`;
  if (!file) return Buffer.from(`D ${quoted}\n`);
  return Buffer.concat([Buffer.from(`M ${file.mode} inline ${quoted}\n`), dataCommand(file.content)]);
}

function dataCommand(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`data ${content.length}\n`), content, Buffer.from('\n')]);
}
