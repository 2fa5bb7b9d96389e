// Trees and blobs, in bulk.
import { decodeText } from '../patch/decode.js';
import { gatherGit, gitFailed, streamGit } from './process.js';
import type { Workspace } from './workspace.js';

/** A file of a tree; submodules are left out. */
export interface TreeFile {
  readonly path: string;
  readonly oid: string;
}

/** All files of a commit's tree. Throws LandfallError `world` when the tree cannot be read. */
export async function listTree(workspace: Workspace, commit: string): Promise<TreeFile[]> {
  const listing = await gatherGit(['ls-tree', '-r', '-z', '--full-tree', commit], workspace.run);
  const files: TreeFile[] = [];
  for (let start = 0; start < listing.length; ) {
    const end = listing.indexOf(0, start);
    const tab = listing.indexOf(9, start);
    const [, type, oid = ''] = listing.toString('latin1', start, tab).split(' ');
    if (type === 'blob') files.push({ path: decodeText(listing, tab + 1, end), oid });
    start = end + 1;
  }
  return files;
}

/** Calls `take` with each blob that is there and no larger than `mostBytes`; the others are left out in silence, being evidence only. */
export async function readBlobs(
  workspace: Workspace,
  oids: readonly string[],
  mostBytes: number,
  take: (oid: string, content: Buffer) => void,
): Promise<void> {
  if (oids.length === 0) return;
  const args = ['cat-file', '--batch', '--buffer'];
  const stream = streamGit(args, { ...workspace.run, input: `${oids.join('\n')}\n` });
  let rest: Buffer = Buffer.alloc(0);
  let wanted = 0;
  const pieces: Buffer[] = [];
  let held = 0;
  for (;;) {
    const step = await stream.next();
    if (step.done) {
      if (step.value.code !== 0) throw gitFailed(args, step.value);
      return;
    }
    pieces.push(step.value);
    held += step.value.length;
    // A large blob comes in many chunks: join them once, not once a chunk.
    if (held + rest.length < wanted) continue;
    rest = Buffer.concat([rest, ...pieces.splice(0)]);
    held = 0;
    ({ rest, wanted } = takeWhole(rest, mostBytes, take));
  }
}

/** Hands over every object that is in the buffer as a whole; returns the rest and how many bytes it needs to be whole. */
function takeWhole(
  buffer: Buffer,
  mostBytes: number,
  take: (oid: string, content: Buffer) => void,
): { rest: Buffer; wanted: number } {
  let start = 0;
  for (;;) {
    const end = buffer.indexOf(10, start);
    if (end < 0) return { rest: buffer.subarray(start), wanted: 0 };
    const [oid = '', type = '', size = ''] = buffer.toString('latin1', start, end).split(' ');
    if (size === '') {
      start = end + 1;
      continue;
    }
    const bodyEnd = end + 1 + Number(size);
    if (bodyEnd + 1 > buffer.length) return { rest: buffer.subarray(start), wanted: bodyEnd + 1 - start };
    if (type === 'blob' && Number(size) <= mostBytes) take(oid, buffer.subarray(end + 1, bodyEnd));
    start = bodyEnd + 1;
  }
}
