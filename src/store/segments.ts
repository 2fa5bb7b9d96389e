// Facts by object id, kept in files that are never changed: written whole, checked when they are read, joined when they become many.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../errors.js';

/** What the files of one kind are called, and the number that grows when their content means something else. */
export interface SegmentKind {
  readonly name: string;
  readonly version: number;
}

/** Facts of one kind, as bytes. */
export interface Segments {
  readonly get: (oid: string) => Buffer | undefined;
  readonly add: (oid: string, value: Buffer) => void;
  /** Writes what was added. Never fails: what cannot be kept is told. */
  readonly keep: () => Promise<void>;
}

/** More files than this are joined into one: each costs an open, and an entry is looked for in all of them. */
const MOST_FILES = 8;
const ENDING = '.segment';

/**
 * Opens the facts of one kind in a folder, which need not be there. Never fails: what cannot be read is not known, and
 * `tell` gets a sentence that says why. Any number of processes may read and add at once: each writes files of its own.
 */
export async function openSegments(
  folder: string,
  kind: SegmentKind,
  tell: (problem: string) => void,
): Promise<Segments> {
  const segments: Segment[] = [];
  for (const file of await listSegments(folder, kind, tell)) {
    const segment = await readSegment(join(folder, file), kind).catch((error: NodeJS.ErrnoException) => {
      // Another run has just joined it with others.
      if (error.code !== 'ENOENT') tell(`${join(folder, file)} is not used: ${messageOf(error)}`);
      return null;
    });
    if (segment) segments.push(segment);
  }
  const added = new Map<string, Buffer>();
  return {
    get: (oid) => {
      for (const segment of segments) {
        const value = segment.get(oid);
        if (value) return value;
      }
      return undefined;
    },
    add: (oid, value) => added.set(oid, value),
    keep: async () => {
      if (added.size === 0) return;
      try {
        await write(folder, kind, segments, added);
        added.clear();
      } catch (error) {
        tell(`what was read is not kept for later runs: ${messageOf(error)}`);
      }
    },
  };
}

/** A file of facts that is whole. */
export interface Segment {
  readonly file: string;
  readonly bytes: number;
  readonly size: number;
  readonly get: (oid: string) => Buffer | undefined;
  readonly entries: () => Iterable<[string, Buffer]>;
}

/** Reads a file and checks it. Throws when it is damaged, or of another kind. */
export async function readSegment(file: string, kind: SegmentKind): Promise<Segment> {
  const content = await readFile(file);
  const end = content.indexOf('\n');
  const [magic, name, version, indexBytes, checksum] = content.toString('latin1', 0, Math.max(0, end)).split(' ');
  const body = content.subarray(end + 1);
  if (magic !== MAGIC || name !== kind.name || Number(version) !== kind.version || checksum !== checksumOf(body))
    throw new Error('it is damaged');
  const values = body.subarray(Number(indexBytes));
  const index = JSON.parse(body.toString('latin1', 0, Number(indexBytes))) as [string, number][];
  const places = new Map<string, readonly [number, number]>();
  let start = 0;
  for (const [oid, length] of index) {
    places.set(oid, [start, start + length]);
    start += length;
  }
  const at = ([from, to]: readonly [number, number]) => values.subarray(from, to);
  return {
    file,
    bytes: content.length,
    size: places.size,
    get: (oid) => {
      const place = places.get(oid);
      return place && at(place);
    },
    entries: function* () {
      for (const [oid, place] of places) yield [oid, at(place)];
    },
  };
}

const MAGIC = 'landfall-segment';

/** Names of the files of a kind; those of a newer version are told of, those of an older one passed over. */
async function listSegments(
  folder: string,
  { name, version }: SegmentKind,
  tell: (problem: string) => void,
): Promise<string[]> {
  const all = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') tell(`${folder} is not used: ${messageOf(error)}`);
    return [];
  });
  const own = all.flatMap((file) => {
    const [, kind, written] = FILE.exec(file) ?? [];
    return kind === name ? [{ file, written: Number(written) }] : [];
  });
  if (own.some(({ written }) => written > version))
    tell(`${folder} holds ${name} of a newer Landfall: they are left alone`);
  return own.filter(({ written }) => written === version).map(({ file }) => file);
}

/** Kind, version and content of a file, by its name. */
export const FILE = /^([a-z]+)\.(\d+)\.[0-9a-f]+\.segment$/;

async function write(
  folder: string,
  kind: SegmentKind,
  segments: readonly Segment[],
  added: ReadonlyMap<string, Buffer>,
): Promise<void> {
  const joined = segments.length >= MOST_FILES ? segments : [];
  const values = new Map([...joined.flatMap((segment) => [...segment.entries()]), ...added]);
  const index = Buffer.from(JSON.stringify([...values].map(([oid, value]) => [oid, value.length])), 'latin1');
  const body = Buffer.concat([index, ...values.values()]);
  const checksum = checksumOf(body);
  const header = Buffer.from(`${MAGIC} ${kind.name} ${kind.version} ${index.length} ${checksum}\n`, 'latin1');
  await mkdir(folder, { recursive: true, mode: OWN_FOLDER });
  const { default: writeFileAtomic } = await import('write-file-atomic');
  const file = join(folder, `${kind.name}.${kind.version}.${checksum.slice(0, NAME_DIGITS)}${ENDING}`);
  // A file lost in a power cut is read anew: its checksum tells.
  await writeFileAtomic(file, Buffer.concat([header, body]), { mode: OWN_FILE, fsync: false });
  await Promise.all(
    joined.filter((segment) => segment.file !== file).map((segment) => rm(segment.file, { force: true })),
  );
}

const NAME_DIGITS = 16;
/** They name the commits of repositories that others on the machine may not be allowed to read. */
const OWN_FOLDER = 0o700;
const OWN_FILE = 0o600;

function checksumOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}
