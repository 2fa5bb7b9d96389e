// What was learnt of an upstream's commits, kept for the next runs: one folder for each upstream repository.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Repository } from '../git/repository.js';
import type { DiffSketch, FileSketch, KnownCommit, KnownCommits } from '../model/known.js';
import { openSegments, type SegmentKind } from './segments.js';

/** Raise a version with every change of what is written, of the line keys, or of how git is asked for diffs. */
export const COMMITS: SegmentKind = { name: 'commits', version: 2 };
/** See COMMITS. */
export const DIFFS: SegmentKind = { name: 'diffs', version: 2 };

/** The folder of all indexes, below Landfall's own. */
export const INDEX = 'index';

/** Where the index of a repository lies below Landfall's own folder `dir`. */
function indexFolder(dir: string, { objectsDir, hash }: Pick<Repository, 'objectsDir' | 'hash'>): string {
  const place = createHash('sha256').update(objectsDir).digest('hex').slice(0, PLACE_DIGITS);
  return join(dir, INDEX, `${hash}-${place}`);
}

const PLACE_DIGITS = 16;

/** Opens it. Never fails: `tell` gets a sentence for whatever cannot be used. */
export async function openKnownCommits(
  dir: string,
  repository: Repository,
  tell: (problem: string) => void,
): Promise<KnownCommits> {
  const folder = indexFolder(dir, repository);
  const [commits, diffs] = await Promise.all([COMMITS, DIFFS].map((kind) => openSegments(folder, kind, tell)));
  if (!commits || !diffs) throw new Error('two kinds were opened');
  return {
    commits: {
      get: (oid) => {
        const bytes = commits.get(oid);
        return bytes && (JSON.parse(bytes.toString('utf8')) as KnownCommit);
      },
      add: (oid, commit) => commits.add(oid, Buffer.from(JSON.stringify(commit), 'utf8')),
    },
    diffs: {
      get: (oid) => {
        const bytes = diffs.get(oid);
        return bytes && decodeSketch(bytes);
      },
      add: (oid, sketch) => diffs.add(oid, encodeSketch(sketch)),
    },
    keep: async () => {
      await commits.keep();
      await diffs.keep();
    },
  };
}

/** A file without its lines, and how many there are. */
type Head = Omit<FileSketch, 'lines'> & { readonly count: number };

/** One line of JSON, then the lines of all files as 64-bit numbers. */
function encodeSketch({ files }: DiffSketch): Buffer {
  const heads: Head[] = files.map(({ lines, ...rest }) => ({ ...rest, count: lines.length }));
  const numbers = files.map(({ lines }) => Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength));
  return Buffer.concat([Buffer.from(`${JSON.stringify(heads)}\n`, 'utf8'), ...numbers]);
}

function decodeSketch(bytes: Buffer): DiffSketch {
  const end = bytes.indexOf('\n');
  // Copied: numbers have to lie at multiples of eight.
  const numbers = new Float64Array(Uint8Array.from(bytes.subarray(end + 1)).buffer);
  let start = 0;
  const files = (JSON.parse(bytes.toString('utf8', 0, end)) as Head[]).map(({ count, ...rest }) => {
    const lines = numbers.subarray(start, start + count);
    start += count;
    return { ...rest, lines };
  });
  return { files };
}
