// Looks at what is kept of upstream commits from outside: what it holds, whether it is whole, what of it is of no more use.
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../errors.js';
import { ANSWERS_ENDING, unpackAnswers } from './answer-files.js';
import { DEEP, DEEP_ENDING, unpackMark } from './deep-marks.js';
import { EVIDENCE, EVIDENCE_ENDING, unpackEvidence } from './evidence-files.js';
import { COMMITS, DIFFS, LINES } from './encode-known.js';
import { INDEX } from './known-commits.js';
import { FILE, readSegment } from './segments.js';

/** One file of an index, the evidence or the answers of a project, or the mark of its deep index. */
export interface IndexFile {
  readonly path: string;
  readonly bytes: number;
  /** What it holds: `commits`, `diffs`, `lines`, `evidence`, `answers` or `deep`; null for what is none of these. */
  readonly kind: string | null;
  /** Entries in it, of evidence the upstream commits that it names; null where it cannot be used. */
  readonly entries: number | null;
  /** Why it cannot be used; null where it can. `newer` is another Landfall's, the others are of no use to anyone. */
  readonly trouble: { readonly kind: 'damaged' | 'older' | 'newer' | 'leftover'; readonly says: string } | null;
}

/** Milliseconds after which a file that was never finished belongs to no run that lives. */
const LEFT_OVER = 3_600_000;

/** All files of all indexes, and all that is kept of projects, below Landfall's own folder `dir`, each read whole and checked. */
export async function inspectIndexes(dir: string): Promise<IndexFile[]> {
  const files: IndexFile[] = [];
  for (const folder of await names(join(dir, INDEX)))
    for (const file of await names(join(dir, INDEX, folder))) {
      const found = await inspect(join(dir, INDEX, folder, file), file);
      if (found) files.push(found);
    }
  for (const [folder, kinds] of OF_PROJECTS)
    for (const file of await names(join(dir, folder))) {
      const found = await inspectOfProject(join(dir, folder, file), kinds);
      if (found) files.push(found);
    }
  return files;
}

/** Takes away what no run can use: damaged files, those of older versions, and unfinished ones older than an hour at `now`. */
export async function pruneIndexes(dir: string, now: Date): Promise<IndexFile[]> {
  const removed: IndexFile[] = [];
  for (const file of await inspectIndexes(dir)) {
    if (file.trouble === null || file.trouble.kind === 'newer') continue;
    const made = await stat(file.path).catch(() => null);
    if (!made || (file.trouble.kind === 'leftover' && now.getTime() - made.mtimeMs < LEFT_OVER)) continue;
    await rm(file.path, { force: true });
    removed.push(file);
  }
  return removed;
}

async function names(folder: string): Promise<string[]> {
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
  return found.toSorted((a, b) => (a < b ? -1 : 1));
}

async function inspect(path: string, file: string): Promise<IndexFile | null> {
  const found = await stat(path).catch(() => null);
  if (!found) return null;
  const [, name = null, written] = FILE.exec(file) ?? [];
  const kind = [COMMITS, DIFFS, LINES].find((each) => each.name === name);
  const about = { path, bytes: found.size, kind: name, entries: null };
  if (!kind) return { ...about, trouble: LEFTOVER };
  const version = Number(written);
  if (version > kind.version) return { ...about, trouble: { kind: 'newer', says: 'it is of a newer Landfall' } };
  if (version < kind.version) return { ...about, trouble: { kind: 'older', says: 'it is of an older Landfall' } };
  try {
    return { ...about, entries: readSegment(path, kind).size, trouble: null };
  } catch (error) {
    return { ...about, trouble: { kind: 'damaged', says: messageOf(error) } };
  }
}

/** A kind of file that projects have one of each: how it ends, and how many entries it holds, or why they cannot be used. */
interface ProjectKind {
  readonly name: string;
  readonly ending: string;
  readonly entriesOf: (content: Buffer) => number | keyof typeof TROUBLES;
}

const TROUBLES = {
  damaged: { kind: 'damaged', says: 'it is damaged' },
  other: { kind: 'older', says: 'it is of another Node or Landfall' },
} as const;

/** The kinds by the folder in which they lie. */
const OF_PROJECTS: readonly (readonly [folder: string, kinds: readonly ProjectKind[]])[] = [
  [
    EVIDENCE,
    [
      { name: 'evidence', ending: EVIDENCE_ENDING, entriesOf: entriesOfEvidence },
      { name: 'answers', ending: ANSWERS_ENDING, entriesOf: entriesOfAnswers },
    ],
  ],
  [DEEP, [{ name: 'deep', ending: DEEP_ENDING, entriesOf: entriesOfMark }]],
];

async function inspectOfProject(path: string, kinds: readonly ProjectKind[]): Promise<IndexFile | null> {
  const content = await readFile(path).catch(() => null);
  if (!content) return null;
  const about = { path, bytes: content.length, entries: null };
  const kind = kinds.find(({ ending }) => path.endsWith(ending));
  if (!kind) return { ...about, kind: null, trouble: LEFTOVER };
  const entries = kind.entriesOf(content);
  return typeof entries === 'number'
    ? { ...about, kind: kind.name, entries, trouble: null }
    : { ...about, kind: kind.name, trouble: TROUBLES[entries] };
}

function entriesOfEvidence(content: Buffer): number | keyof typeof TROUBLES {
  const evidence = unpackEvidence(content);
  return typeof evidence === 'string' ? evidence : evidence.commits.length;
}

function entriesOfAnswers(content: Buffer): number | keyof typeof TROUBLES {
  const answers = unpackAnswers(content);
  if (answers === 'damaged') return answers;
  return answers.current ? answers.entries.size : 'other';
}

function entriesOfMark(content: Buffer): number | keyof typeof TROUBLES {
  const since = unpackMark(content);
  return typeof since === 'number' ? 1 : since;
}

const LEFTOVER = { kind: 'leftover', says: 'it is no file of an index or of evidence, or was never finished' } as const;
