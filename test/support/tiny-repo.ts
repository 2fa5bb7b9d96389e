// Tiny real repositories for tests, each told in a few lines and gone when the test is.
//
//   const repo = await tinyRepo((h) => {
//     const base = h.commit({ message: 'base', files: { 'a.c': 'int a;\n', 'b.c': 'int b;\n' } });   // on main
//     h.tag('v1.0', { at: base });                                     // light; with `message` annotated
//     h.point('local/x', base);                                        // a branch, or any ref: 'refs/x/y'
//     const fix = h.commit({ branch: 'local/x', message: 'fix', files: { 'a.c': edit('int a', 'long a') } });
//     h.pick(fix, { message: `fix\n\n(cherry picked from commit ${fix.oid})` });   // to main; ids are known at once
//     h.revert(fix);                                                   // on main, in git's words
//     h.merge(h.tip('local/x'), { files: { 'b.c': 'evil\n' } });       // `files` make it an evil merge
//     h.commit({ message: 'rest', files: {
//       'c.c': { movedFrom: 'b.c' }, 'run': { content: '#!\n', mode: '100755' }, 'gone.c': null,
//       'link': { symlink: 'a.c' }, 'sub': { submodule: '1'.repeat(40) }, 'x.bin': Buffer.from([0, 1]) } });
//   });
//   repo.path; repo.oid('local/x'); await repo.git('log', '--oneline');
//
// Paths, messages and people may be Buffers (raw bytes); for such paths give `files` as pairs: [[Buffer, 'text']].
// Dates run on by an hour from 2020-01-01T12:00Z; the ids are the same on every run. Two repositories that share a
// history: `const h = history(); ...; const d = history(); d.commit({ branch, parents: [h.tip()], ... })`, and `tinyRepo(d)`.
// In `beforeAll`, end with `return repo.remove`: only within a test is the folder taken away by itself.
// `replace` is also called `edit` here; see src/demo/history/edit.ts for after, before, append, cut, all, ...
import { join } from 'node:path';
import {
  type Commit,
  fastImportStream,
  type History,
  type HistoryOptions,
  history,
  type Tag,
} from '../../src/demo/history/index.js';
import { createRepository } from '../../src/git/create-repository.js';
import { gitEnvironment } from '../../src/git/environment.js';
import { gatherGit } from '../../src/git/process.js';
import { temporaryDirectory } from './temporary-directory.js';

export * from '../../src/demo/history/index.js';
export { replace as edit } from '../../src/demo/history/index.js';

export interface TinyRepoOptions extends HistoryOptions {
  /** Bare unless this is false; then its files are checked out too. */
  readonly bare?: boolean;
  /** Where to make it, for tests that care; a temporary folder when left out. */
  readonly directory?: string;
}

/** A real repository on disk and the history it was told from. */
export interface TinyRepo {
  readonly path: string;
  readonly history: History;
  /** Id of the commit (or annotated tag) that a branch or full ref name points to. */
  readonly oid: (ref?: string) => string;
  /** Runs git in it, sealed from the user's settings, and gives back what it prints, without the last line end. */
  readonly git: (...args: string[]) => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** Makes a repository of a history, or of what the function tells. */
export async function tinyRepo(
  told: History | ((h: History) => unknown),
  options: TinyRepoOptions = {},
): Promise<TinyRepo> {
  const teller = typeof told === 'function' ? history(options) : told;
  if (typeof told === 'function') told(teller);
  const { bare = true, directory } = options;
  const temporary = directory === undefined ? await temporaryDirectory() : null;
  const path = directory ?? join(temporary?.path ?? '', 'repo');
  const { objectFormat, branch } = teller;
  const hasHead = teller.refs.has(`refs/heads/${branch}`);
  const stream = fastImportStream(teller);
  await createRepository({ directory: path, stream, bare, objectFormat, branch, checkout: !bare && hasHead });
  const process = { cwd: path, env: gitEnvironment({ sealed: true }) };
  return {
    path,
    history: teller,
    oid: (ref = branch) => pointedTo(teller, ref).oid,
    git: async (...args) => (await gatherGit(args, process)).toString('utf8').replace(/\n$/, ''),
    remove: temporary?.remove ?? (async () => undefined),
  };
}

function pointedTo(teller: History, ref: string): Commit | Tag {
  const target = teller.refs.get(ref.startsWith('refs/') ? ref : `refs/heads/${ref}`);
  if (!target) throw new Error(`no ref ${ref}`);
  return target;
}
