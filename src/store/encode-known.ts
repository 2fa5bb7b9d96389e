// What is known of commits as the bytes that are kept of it, in files and in a database.
import { type MessageFacts, NO_FACTS } from '../model/patch.js';
import type { DiffSketch, FileSketch, Known, KnownCommit, KnownCommits, LineSignature } from '../model/known.js';

/** What the bytes are of, and the number that grows when they mean something else. */
export interface FactKind {
  readonly name: string;
  readonly version: number;
  /** Bytes that are written at a time, where not as many as of others (in-steps.ts). */
  readonly stepBytes?: number;
}

/** Raise a version with every change of what is written, of the line keys, or of how git is asked for diffs. */
export const COMMITS: FactKind = { name: 'commits', version: 3 };
/** See COMMITS. */
export const DIFFS: FactKind = { name: 'diffs', version: 2 };
/** See COMMITS. A signature is small: its steps hold as many commits as those of the others. */
export const LINES: FactKind = { name: 'lines', version: 1, stepBytes: 2 ** 19 };

/** Facts of one kind, as bytes. `keep` writes what was added and never fails: what cannot be kept is told. */
export type KeptFacts = Known<Buffer> & { readonly keep: () => Promise<void> };

/** What is known of commits, on facts of all kinds. */
export function knownCommitsOn(commits: KeptFacts, diffs: KeptFacts, lines: KeptFacts): KnownCommits {
  return {
    commits: coded(commits, encodeCommit, decodeCommit),
    diffs: coded(diffs, encodeSketch, decodeSketch),
    lines: coded(lines, encodeSignature, decodeSignature),
    keep: async () => {
      await commits.keep();
      await diffs.keep();
      await lines.keep();
    },
  };
}

function coded<T>(facts: KeptFacts, encode: (value: T) => Buffer, decode: (bytes: Buffer) => T): Known<T> {
  return {
    load: async (oids) => facts.load?.(oids),
    get: (oid) => {
      const bytes = facts.get(oid);
      return bytes && decode(bytes);
    },
    add: (oid, value) => facts.add(oid, encode(value)),
  };
}

/** A commit without the names of its fields, which are a third of it, and without the facts of the many that say nothing. */
type Row = readonly [
  parents: KnownCommit['parents'],
  subject: string,
  name: string,
  email: string,
  authorDate: number,
  commitDate: number,
  facts: MessageFacts | 0,
  paths: KnownCommit['paths'],
  blobs: KnownCommit['blobs'],
  moved: KnownCommit['moved'],
];

function encodeCommit({ parents, subject, author, authorDate, commitDate, facts, ...files }: KnownCommit): Buffer {
  const said = facts === NO_FACTS ? 0 : facts;
  const { paths, blobs, moved } = files;
  const row: Row = [parents, subject, author.name, author.email, authorDate, commitDate, said, paths, blobs, moved];
  return Buffer.from(JSON.stringify(row), 'utf8');
}

function decodeCommit(bytes: Buffer): KnownCommit {
  const [parents, subject, name, email, authorDate, commitDate, said, paths, blobs, moved] = JSON.parse(
    bytes.toString('utf8'),
  ) as Row;
  const facts = said === 0 ? NO_FACTS : said;
  return { parents, subject, author: { name, email }, authorDate, commitDate, facts, paths, blobs, moved };
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

function encodeSignature(signature: LineSignature): Buffer {
  return Buffer.from(signature.buffer, signature.byteOffset, signature.byteLength);
}

function decodeSignature(bytes: Buffer): LineSignature {
  // Copied: numbers have to lie at multiples of four.
  return new Uint32Array(Uint8Array.from(bytes).buffer);
}
