// Facts by object id, kept in files that are never changed: written whole, checked when they are read, joined when they become many.
import { readFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { messageOf } from '../errors.js';
import { checksumIn, seal, unseal } from './checked-file.js';
import type { FactKind, KeptFacts } from './encode-known.js';
import { type Entries, packEntries, unpackEntries } from './entries.js';
import { inSteps, stepBytes, type Steps } from './in-steps.js';
import { replacePrivateFile } from './replace-file.js';

/**
 * More files than this are joined into one: each costs an open, and what is not there is looked for in all of them. Those of whole
 * steps stay as they are: they are few for what they hold, and joining takes the memory of all.
 */
const MOST_FILES = 8;
const ENDING = '.segment';

/**
 * Opens the facts of one kind in a folder, which need not be there. Never fails: what cannot be read is not known, and
 * `tell` gets a sentence that says why. Files are read when something is asked of them for the first time. Any number of
 * processes may read and add at once: each writes files of its own.
 */
export async function openSegments(
  folder: string,
  kind: FactKind,
  tell: (problem: string) => void,
): Promise<KeptFacts> {
  return new SegmentFolder(folder, kind, await listSegments(folder, kind, tell), tell);
}

class SegmentFolder implements KeptFacts {
  /** What was read of files, by name; null for one that cannot be used. */
  private readonly read = new Map<string, Segment | null>();
  /** Bytes of files, as far as they were asked for. */
  private readonly sizes = new Map<string, number>();
  /** What is not in a file yet. */
  private readonly added = new Map<string, Buffer>();
  private readonly steps: Steps;
  /** Where something was found last: what is asked for one after the other lies side by side. */
  private last: Segment | null = null;
  private failed = false;

  constructor(
    private readonly folder: string,
    private readonly kind: FactKind,
    private files: readonly string[],
    private readonly tell: (problem: string) => void,
  ) {
    this.steps = inSteps(kind, (facts) => this.attempt(() => this.write(facts)));
  }

  get(oid: string): Buffer | undefined {
    const near = this.added.get(oid) ?? this.last?.get(oid);
    if (near) return near;
    for (const name of this.files) {
      const segment = this.segment(name);
      const value = segment?.get(oid);
      if (value) this.last = segment;
      if (value) return value;
    }
    return undefined;
  }

  add(oid: string, value: Buffer): void {
    this.added.set(oid, value);
    this.steps.add(oid, value);
  }

  async keep(): Promise<void> {
    this.steps.flush();
    await this.steps.written();
  }

  /** Nothing is held of what is in a file: a long history is larger than the memory that there may be. */
  private async write(facts: ReadonlyMap<string, Buffer>): Promise<void> {
    this.files = [...this.files, await write(this.folder, this.kind, facts)];
    for (const [oid, value] of facts) if (this.added.get(oid) === value) this.added.delete(oid);
    for (const name of this.files)
      if (!this.sizes.has(name)) this.sizes.set(name, await sizeOf(join(this.folder, name)));
    const small = this.files.filter((name) => (this.sizes.get(name) ?? 0) < stepBytes(this.kind));
    if (small.length > MOST_FILES) await this.join(small);
  }

  private async join(names: readonly string[]): Promise<void> {
    const segments = names.flatMap((name) => this.segment(name) ?? []);
    const joined = await write(this.folder, this.kind, new Map(segments.flatMap((segment) => [...segment.all()])));
    const older = segments.map(({ name }) => name).filter((name) => name !== joined);
    this.files = [...this.files.filter((name) => !older.includes(name) && name !== joined), joined];
    for (const name of older) this.read.delete(name);
    await Promise.all(older.map((name) => rm(join(this.folder, name), { force: true })));
  }

  /** On a full disk the first file that cannot be written is the last that is tried. */
  private async attempt(work: () => Promise<void>): Promise<void> {
    if (this.failed) return;
    try {
      await work();
    } catch (error) {
      this.failed = true;
      this.tell(`what was read is not kept for later runs: ${messageOf(error)}`);
    }
  }

  private segment(name: string): Segment | null {
    const known = this.read.get(name);
    if (known !== undefined) return known;
    const found = this.readFile(join(this.folder, name));
    this.read.set(name, found);
    return found;
  }

  private readFile(file: string): Segment | null {
    try {
      return readSegment(file, this.kind);
    } catch (error) {
      // Another run may just have joined it with others.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.tell(`${file} is not used: ${messageOf(error)}`);
      return null;
    }
  }
}

/** A file of facts that is whole. */
export interface Segment extends Entries {
  readonly name: string;
}

/** Reads a file and checks it. Throws when it is damaged, or of another kind. */
export function readSegment(file: string, kind: FactKind): Segment {
  const content = readFileSync(file);
  const { head, body } = unseal(content) ?? { head: '', body: content };
  const [magic, name, version, indexBytes] = head.split(' ');
  if (magic !== MAGIC || name !== kind.name || Number(version) !== kind.version) throw new Error('it is damaged');
  const entries = unpackEntries({ indexBytes: Number(indexBytes), bytes: body });
  return { ...entries, name: basename(file) };
}

const MAGIC = 'landfall-segment';

/** Names of the files of a kind; those of a newer version are told of, those of an older one passed over. */
async function listSegments(
  folder: string,
  { name, version }: FactKind,
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

/** Bytes of a file; 0 when it is gone. */
async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

/** Writes a file; returns its name. */
async function write(folder: string, kind: FactKind, values: ReadonlyMap<string, Buffer>): Promise<string> {
  const { indexBytes, pieces } = packEntries(values);
  const content = seal(`${MAGIC} ${kind.name} ${kind.version} ${indexBytes}`, pieces);
  const name = `${kind.name}.${kind.version}.${checksumIn(content).slice(0, NAME_DIGITS)}${ENDING}`;
  await replacePrivateFile(join(folder, name), content);
  return name;
}

const NAME_DIGITS = 16;
