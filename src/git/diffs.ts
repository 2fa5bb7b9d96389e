// The diffs of chosen commits, as bytes, one commit at a time, in as many processes as there are cores.
import { type RawChange, readChanges } from './changes.js';
import { lackingBlobs, type NeededBlobs } from './missing.js';
import { SUBMODULE } from '../patch/modes.js';
import { gatherGit, streamGit } from './process.js';
import { NEWLINE } from './records.js';
import { readInSlices, type SliceReader } from './slices.js';
import type { Workspace } from './workspace.js';

/** Files a commit may add and delete before git gives up pairing them by content: the work grows with the square. */
export const RENAME_LIMIT = 400;

export interface DiffOptions {
  readonly processes: number;
  /** A diff larger than this is not kept: `take` gets null. */
  readonly mostBytes: number;
  /** Only changes below these paths; empty for all. */
  readonly paths?: readonly string[];
  /** Pair renamed files (the default). git's own patch-id does not. */
  readonly renames?: boolean;
  /** Lines around each change; three where nothing is said. */
  readonly context?: number;
}

/** Calls `take` once for each commit that could be read (merges left out by the caller). Returns the ids that could not. */
export async function readDiffs(
  workspace: Workspace,
  oids: readonly string[],
  options: DiffOptions,
  take: (oid: string, diff: Buffer | null) => void,
): Promise<string[]> {
  return readReadable(workspace, oids, options, (slice) => readSlice(workspace, slice, options, take));
}

/** Reads slices of commits as `readInSlices` does, without what a partial clone lacks. Returns the ids that could not be read. */
export async function readReadable(
  workspace: Workspace,
  oids: readonly string[],
  options: DiffOptions,
  read: (slice: readonly string[]) => SliceReader,
): Promise<string[]> {
  const lacking = workspace.partial ? await lackingContents(workspace, oids, options) : new Set<string>();
  const rest = lacking.size === 0 ? oids : oids.filter((oid) => !lacking.has(oid));
  return [...lacking, ...(await readInSlices(rest, { processes: options.processes, worth: WORTH_A_PROCESS }, read))];
}

/** Fewer diffs than this are not worth a second process: git makes one in about a millisecond, and starting a process takes some. */
const WORTH_A_PROCESS = 30;

/** Commits of a partial clone whose diff cannot be made for want of trees or contents. */
async function lackingContents(
  workspace: Workspace,
  oids: readonly string[],
  { processes, paths = [] }: DiffOptions,
): Promise<Set<string>> {
  const counts = (path: string) => paths.length === 0 || paths.some((folder) => `${path}/`.startsWith(`${folder}/`));
  const needed: NeededBlobs[] = [];
  const unread = await readChanges(workspace, oids, processes, ({ oid }, changes) => {
    const blobs = changes.filter(({ path }) => counts(path)).flatMap(blobsOf);
    needed.push({ oid, blobs });
  });
  return new Set([...unread, ...(await lackingBlobs(workspace, needed))]);
}

function blobsOf({ oldMode, newMode, oldBlob, newBlob }: RawChange): string[] {
  return [...(isFile(oldMode) ? [oldBlob] : []), ...(isFile(newMode) ? [newBlob] : [])];
}

/** Neither absent (000000) nor a submodule, whose commit lies elsewhere. */
function isFile(mode: string): boolean {
  return mode !== '000000' && mode !== SUBMODULE;
}

/** The arguments that make git print patches the same way everywhere, whatever is configured. */
export function patchArguments(renames: boolean): string[] {
  const pairing = renames ? ['-M', `-l${RENAME_LIMIT}`] : ['--no-renames'];
  return [
    '-r',
    '-p',
    '--root',
    '--always',
    '--full-index',
    '--no-ext-diff',
    '--no-textconv',
    '--no-color',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    ...pairing,
  ];
}

/** The difference of two blobs, without context. Throws LandfallError `world` when one of them cannot be read. */
export function diffBlobs(workspace: Workspace, before: string, after: string): Promise<Buffer> {
  const args = ['diff', '--unified=0', '--no-ext-diff', '--no-textconv', '--no-color', '--full-index', before, after];
  return gatherGit(args, workspace.run);
}

/** The diffs of one slice: each id is yielded after `take` has had its diff, and only once that is whole. */
export async function* readSlice(
  workspace: Workspace,
  oids: readonly string[],
  options: DiffOptions,
  take: (oid: string, diff: Buffer | null) => void,
): SliceReader {
  const context = options.context === undefined ? [] : [`--unified=${options.context}`];
  const args = ['diff-tree', '--stdin', ...patchArguments(options.renames ?? true), ...context];
  const paths =
    options.paths && options.paths.length > 0 ? ['--', ...options.paths.map((path) => `:(top,literal)${path}`)] : [];
  const stream = streamGit([...args, ...paths], { ...workspace.run, input: `${oids.join('\n')}\n` });
  const cutter = new DiffCutter(workspace.hash === 'sha256' ? 64 : 40, options.mostBytes);
  for (;;) {
    const step = await stream.next();
    if (step.done) {
      const last = step.value.code === 0 ? cutter.last() : null;
      if (last) {
        take(...last);
        yield last[0];
      }
      return step.value;
    }
    for (const [oid, diff] of cutter.cut(step.value)) {
      take(oid, diff);
      yield oid;
    }
  }
}

/** A commit and its diff, null when that is too large. */
type Headed = [oid: string, diff: Buffer | null];

/** Cuts a stream of diffs, each headed by a line with its commit's id, and hands each over once it is whole. */
class DiffCutter {
  private current: string | null = null;
  private kept: Pieces;
  private rest: Buffer = Buffer.alloc(0);
  /** Only a line no longer than an id has to be held until it ends; of a longer one nothing is looked at but its end. */
  private within = false;

  constructor(
    private readonly digits: number,
    private readonly mostBytes: number,
  ) {
    this.kept = new Pieces(mostBytes);
  }

  /** The diffs that end in this chunk. */
  *cut(piece: Buffer): Generator<Headed> {
    const chunk = this.rest.length > 0 ? Buffer.concat([this.rest, piece]) : piece;
    let start = 0;
    let lineStart = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, lineStart)) {
      if (!this.within && end - lineStart === this.digits && isHex(chunk, lineStart, end)) {
        this.kept.add(chunk.subarray(start, lineStart));
        if (this.current !== null) yield [this.current, this.kept.join()];
        this.current = chunk.toString('latin1', lineStart, end);
        this.kept = new Pieces(this.mostBytes);
        start = end + 1;
      }
      lineStart = end + 1;
      this.within = false;
    }
    this.within ||= chunk.length - lineStart > this.digits;
    const heldFrom = this.within ? chunk.length : lineStart;
    this.kept.add(chunk.subarray(start, heldFrom));
    this.rest = chunk.subarray(heldFrom);
  }

  /** The diff that the stream ended in. */
  last(): Headed | null {
    if (this.current === null) return null;
    this.kept.add(this.rest);
    return [this.current, this.kept.join()];
  }
}

/** Gathers a diff until it grows past its bound; then remembers only that it did. */
class Pieces {
  private pieces: Buffer[] | null = [];
  private size = 0;
  constructor(private readonly most: number) {}

  add(piece: Buffer): void {
    this.size += piece.length;
    if (this.size > this.most) this.pieces = null;
    else if (piece.length > 0) this.pieces?.push(piece);
  }

  join(): Buffer | null {
    return this.pieces === null ? null : Buffer.concat(this.pieces);
  }
}

/** A line of nothing but an object id heads a commit: within a diff every line begins with another character or is longer. */
function isHex(buffer: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = buffer[at] as number;
    if (!((byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102))) return false;
  }
  return true;
}
