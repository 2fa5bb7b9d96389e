// Writes a told history as a `git fast-import` stream: the same history gives the same bytes, and the ids that the teller named.
import { reachable } from './ancestry.js';
import { bytesOfByteString } from './bytes.js';
import type { Commit, Tag } from './commit.js';
import type { History } from './telling.js';
import { diffTrees, type Leaf } from './tree.js';

/** Commits are made on this ref, which the stream takes away again: so any ref may stand anywhere. */
const SCRATCH = 'refs/landfall/import';

/** The stream, a commit a chunk. It holds what the history's refs reach, and ends in `done`. */
export function* fastImportStream(history: History): Generator<Buffer> {
  const refs = [...history.refs].sort(([a], [b]) => (a < b ? -1 : 1));
  const marks = new Map<Commit, number>();
  for (const commit of reachable(refs.map(([, target]) => (target.kind === 'tag' ? target.commit : target)))) {
    marks.set(commit, marks.size + 1);
    yield commitCommand(commit, marks);
  }
  const zero = '0'.repeat(history.objectFormat === 'sha1' ? 40 : 64);
  yield Buffer.from(`reset ${SCRATCH}\nfrom ${zero}\n\n`);
  for (const [ref, target] of refs) {
    if (target.kind === 'tag') yield tagCommand(target, marks);
    else yield Buffer.from(`reset ${ref}\nfrom :${marks.get(target)}\n\n`);
  }
  yield Buffer.from('done\n');
}

function commitCommand(commit: Commit, marks: ReadonlyMap<Commit, number>): Buffer {
  const [first, ...others] = commit.parents;
  return Buffer.concat([
    // A ref that is not reset hands its tip on as the parent.
    bytesOfByteString(first ? '' : `reset ${SCRATCH}\n`),
    bytesOfByteString(`commit ${SCRATCH}\nmark :${marks.get(commit)}\n`),
    bytesOfByteString(`author ${commit.author}\ncommitter ${commit.committer}\n`),
    bytesOfByteString(commit.encoding === null ? '' : `encoding ${commit.encoding}\n`),
    dataCommand(commit.message),
    bytesOfByteString(first ? `from :${marks.get(first)}\n` : ''),
    bytesOfByteString(others.map((parent) => `merge :${marks.get(parent)}\n`).join('')),
    ...diffTrees(first?.tree ?? null, commit.tree).map(([path, change]) => fileCommand(path, change)),
    Buffer.from('\n'),
  ]);
}

function tagCommand(tag: Tag, marks: ReadonlyMap<Commit, number>): Buffer {
  const head = `tag ${tag.name}\nfrom :${marks.get(tag.commit)}\ntagger ${tag.tagger}\n`;
  return Buffer.concat([bytesOfByteString(head), dataCommand(tag.message)]);
}

function fileCommand(path: string, change: Leaf | null): Buffer {
  if (!change) return bytesOfByteString(`D ${quoted(path)}\n`);
  if (change.mode === '160000') return bytesOfByteString(`M 160000 ${change.oid} ${quoted(path)}\n`);
  return Buffer.concat([bytesOfByteString(`M ${change.mode} inline ${quoted(path)}\n`), dataCommand(change.content)]);
}

function dataCommand(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`data ${content.length}\n`), content, Buffer.from('\n')]);
}

function quoted(path: string): string {
  if (/^[\w./+-]+$/.test(path)) return path;
  // One escape for every byte that could end a path or begin an escape: octal, as in C.
  const octal = (byte: string) => `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`;
  return `"${path.replace(/[^\w./+ -]/g, octal)}"`;
}
