// Trees and blobs, in bulk.
import { decodeText } from '../patch/decode.js';
import { SUBMODULE } from '../patch/modes.js';
import { gatherGit, type GitExit, gitFailed, streamGit } from './process.js';
import type { Workspace } from './workspace.js';

/** A file of a tree; submodules are left out. */
export interface TreeFile {
  readonly path: string;
  readonly oid: string;
  /** `100644`, `100755` or `120000`. */
  readonly mode: string;
}

/** All files of a commit's tree, or those below a folder. Throws LandfallError `world` when the tree cannot be read. */
export async function listTree(workspace: Workspace, commit: string, folder = ''): Promise<TreeFile[]> {
  return (await listEntries(workspace, commit, folder)).filter(({ mode }) => mode !== SUBMODULE);
}

/** The same, submodules among them: their ids are those of commits that lie elsewhere. */
export async function listEntries(workspace: Workspace, commit: string, folder = ''): Promise<TreeFile[]> {
  const below = folder === '' ? [] : ['--', folder];
  const listing = await gatherGit(['ls-tree', '-r', '-z', '--full-tree', commit, ...below], workspace.run);
  const files: TreeFile[] = [];
  for (let start = 0; start < listing.length; ) {
    const end = listing.indexOf(0, start);
    const tab = listing.indexOf(9, start);
    const [mode = '', , oid = ''] = listing.toString('latin1', start, tab).split(' ');
    files.push({ path: decodeText(listing, tab + 1, end), oid, mode });
    start = end + 1;
  }
  return files;
}

/** The blob that each path is in its commit; null where there is none, and for paths with line ends, which blur git's answer. */
export async function findBlobs(
  workspace: Workspace,
  files: readonly { readonly commit: string; readonly path: string }[],
): Promise<(string | null)[]> {
  const input = files.map(({ commit, path }) => (path.includes('\n') ? '0\0' : `${commit}:${path}\0`)).join('');
  const args = ['cat-file', '--batch-check=%(objectname) %(objecttype)', '-z', '--buffer'];
  const answer = (await gatherGit(args, { ...workspace.run, input })).toString('latin1').split('\n');
  return files.map((_, place) => /^([0-9a-f]+) blob$/.exec(answer[place] ?? '')?.[1] ?? null);
}

/** Sizes of blobs in bytes, without reading them; those that are not there are left out. */
export async function blobSizes(workspace: Workspace, oids: Iterable<string>): Promise<Map<string, number>> {
  const input = [...oids].map((oid) => `${oid}\n`).join('');
  if (input === '') return new Map();
  const args = ['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)', '--buffer'];
  const answer = (await gatherGit(args, { ...workspace.run, input })).toString('latin1').split('\n');
  const known = answer.map((line) => /^([0-9a-f]+) blob (\d+)$/.exec(line)).filter((found) => found !== null);
  return new Map(known.map(([, oid = '', size]) => [oid, Number(size)]));
}

/**
 * Calls `take` with each blob that can be read and is no larger than `mostBytes`; the others are left out in silence,
 * being evidence only. Throws LandfallError `world` when git was killed.
 */
export async function readBlobs(
  workspace: Workspace,
  oids: readonly string[],
  mostBytes: number,
  take: (oid: string, content: Buffer) => void,
): Promise<void> {
  let rest = oids;
  while (rest.length > 0) {
    const { answered, exit } = await readSome(workspace, rest, mostBytes, take);
    if (exit.code === 0) return;
    if (exit.code < 0) throw gitFailed(['cat-file'], exit);
    // git ends at a damaged object: it is passed over, and reading goes on behind it.
    rest = rest.slice(answered + 1);
  }
}

async function readSome(
  workspace: Workspace,
  oids: readonly string[],
  mostBytes: number,
  take: (oid: string, content: Buffer) => void,
): Promise<{ answered: number; exit: GitExit }> {
  const input = `${oids.join('\n')}\n`;
  const stream = streamGit(['cat-file', '--batch', '--buffer'], { ...workspace.run, input });
  let rest: Buffer = Buffer.alloc(0);
  let wanted = 0;
  let passed = 0;
  let answered = 0;
  const pieces: Buffer[] = [];
  let held = 0;
  for (;;) {
    const step = await stream.next();
    // An object that git broke off in is not answered.
    if (step.done) return { answered: passed > 0 ? answered - 1 : answered, exit: step.value };
    // What is too large to be taken is not gathered either: a disk image would fill the memory.
    const skipped = Math.min(passed, step.value.length);
    passed -= skipped;
    if (passed > 0) continue;
    pieces.push(step.value.subarray(skipped));
    held += step.value.length - skipped;
    // A large blob comes in many chunks: join them once, not once a chunk.
    if (held + rest.length < wanted) continue;
    const whole = takeWhole(Buffer.concat([rest, ...pieces.splice(0)]), mostBytes, take);
    held = 0;
    answered += whole.answered;
    ({ rest, wanted, passed } = whole);
  }
}

/**
 * Hands over every object that is in the buffer as a whole; returns the rest, how many bytes it needs to be whole, how
 * many bytes of an object too large are still to come (then there is no rest), and how many objects were answered.
 */
function takeWhole(
  buffer: Buffer,
  mostBytes: number,
  take: (oid: string, content: Buffer) => void,
): { rest: Buffer; wanted: number; passed: number; answered: number } {
  let start = 0;
  for (let answered = 0; ; answered++) {
    const end = buffer.indexOf(10, start);
    if (end < 0) return { rest: buffer.subarray(start), wanted: 0, passed: 0, answered };
    const [oid = '', type = '', size = ''] = buffer.toString('latin1', start, end).split(' ');
    if (size === '') {
      start = end + 1;
      continue;
    }
    const bodyEnd = end + 1 + Number(size);
    const missing = bodyEnd + 1 - buffer.length;
    if (missing > 0 && Number(size) > mostBytes)
      return { rest: Buffer.alloc(0), wanted: 0, passed: missing, answered: answered + 1 };
    if (missing > 0) return { rest: buffer.subarray(start), wanted: bodyEnd + 1 - start, passed: 0, answered };
    if (type === 'blob' && Number(size) <= mostBytes) take(oid, buffer.subarray(end + 1, bodyEnd));
    start = bodyEnd + 1;
  }
}
