// Facts by object id, kept in files that are never changed: written whole, checked when they are read, joined when they become many.
import { readFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../errors.js';
import { checksumIn, seal, unseal } from './checked-file.js';
import type { FactKind, KeptFacts } from './encode-known.js';
import { type Entries, packEntries, unpackEntries } from './entries.js';
import { inSteps, type Steps } from './in-steps.js';
import { replacePrivateFile } from './replace-file.js';

/** More files than this are joined into one: each costs an open, and an entry is looked for in all of them. */
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
  private read: readonly Segment[] | null = null;
  private readonly added = new Map<string, Buffer>();
  private readonly steps: Steps;
  /** Files of this run, written before its end. */
  private readonly early: string[] = [];
  private failed = false;

  constructor(
    private readonly folder: string,
    private readonly kind: FactKind,
    private readonly files: readonly string[],
    private readonly tell: (problem: string) => void,
  ) {
    this.steps = inSteps(kind, (facts) =>
      this.attempt(async () => void this.early.push(await write(folder, kind, facts))),
    );
  }

  get(oid: string): Buffer | undefined {
    const own = this.added.get(oid);
    if (own) return own;
    for (const segment of this.segments()) {
      const value = segment.get(oid);
      if (value) return value;
    }
    return undefined;
  }

  add(oid: string, value: Buffer): void {
    this.added.set(oid, value);
    this.steps.add(oid, value);
  }

  async keep(): Promise<void> {
    await this.steps.written();
    if (this.added.size === 0) return;
    await this.attempt(async () => {
      const joined = this.files.length >= MOST_FILES ? this.segments() : [];
      const values = new Map([...joined.flatMap((segment) => [...segment.all()]), ...this.added]);
      const file = await write(this.folder, this.kind, values);
      const older = [...joined.map((segment) => segment.file), ...this.early].filter((other) => other !== file);
      await Promise.all(older.map((other) => rm(other, { force: true })));
      this.added.clear();
    });
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

  private segments(): readonly Segment[] {
    this.read ??= this.files.flatMap((name) => {
      const file = join(this.folder, name);
      try {
        return [readSegment(file, this.kind)];
      } catch (error) {
        // Another run may just have joined it with others.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.tell(`${file} is not used: ${messageOf(error)}`);
        return [];
      }
    });
    return this.read;
  }
}

/** A file of facts that is whole. */
export interface Segment extends Entries {
  readonly file: string;
  readonly bytes: number;
}

/** Reads a file and checks it. Throws when it is damaged, or of another kind. */
export function readSegment(file: string, kind: FactKind): Segment {
  const content = readFileSync(file);
  const { head, body } = unseal(content) ?? { head: '', body: content };
  const [magic, name, version, indexBytes] = head.split(' ');
  if (magic !== MAGIC || name !== kind.name || Number(version) !== kind.version) throw new Error('it is damaged');
  const entries = unpackEntries({ indexBytes: Number(indexBytes), bytes: body });
  return { ...entries, file, bytes: content.length };
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

/** Writes a file; returns its path. */
async function write(folder: string, kind: FactKind, values: ReadonlyMap<string, Buffer>): Promise<string> {
  const { indexBytes, bytes } = packEntries(values);
  const content = seal(`${MAGIC} ${kind.name} ${kind.version} ${indexBytes}`, bytes);
  const file = join(folder, `${kind.name}.${kind.version}.${checksumIn(content).slice(0, NAME_DIGITS)}${ENDING}`);
  await replacePrivateFile(file, content);
  return file;
}

const NAME_DIGITS = 16;
