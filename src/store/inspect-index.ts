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

/** All files of all indexes and all evidence below Landfall's own folder `dir`, each read whole and checked. */
export async function inspectIndexes(dir: string): Promise<IndexFile[]> {
  const files: IndexFile[] = [];
  for (const folder of await names(join(dir, INDEX)))
    for (const file of await names(join(dir, INDEX, folder))) {
      const found = await inspect(join(dir, INDEX, folder, file), file);
      if (found) files.push(found);
    }
  for (const file of await names(join(dir, EVIDENCE))) {
    const found = await inspectEvidence(join(dir, EVIDENCE, file), file);
    if (found) files.push(found);
  }
  for (const file of await names(join(dir, DEEP))) {
    const found = await inspectMark(join(dir, DEEP, file), file);
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

/** A file beside the evidence of projects: evidence, or answers. */
async function inspectEvidence(path: string, file: string): Promise<IndexFile | null> {
  const found = await readFile(path).catch(() => null);
  if (!found) return null;
  const about = { path, bytes: found.length, entries: null };
  const kind = file.endsWith(EVIDENCE_ENDING) ? EVIDENCE : file.endsWith(ANSWERS_ENDING) ? ANSWERS : null;
  if (kind === null) return { ...about, kind, trouble: LEFTOVER };
  const entries = kind === EVIDENCE ? entriesOfEvidence(found) : entriesOfAnswers(found);
  return typeof entries === 'number'
    ? { ...about, kind, entries, trouble: null }
    : { ...about, kind, trouble: TROUBLES[entries] };
}

const ANSWERS = 'answers';

const TROUBLES = {
  damaged: { kind: 'damaged', says: 'it is damaged' },
  other: { kind: 'older', says: 'it is of another Node or Landfall' },
} as const;

function entriesOfEvidence(content: Buffer): number | keyof typeof TROUBLES {
  const evidence = unpackEvidence(content);
  return typeof evidence === 'string' ? evidence : evidence.commits.length;
}

function entriesOfAnswers(content: Buffer): number | keyof typeof TROUBLES {
  const answers = unpackAnswers(content);
  if (answers === 'damaged') return answers;
  return answers.current ? answers.entries.size : 'other';
}

async function inspectMark(path: string, file: string): Promise<IndexFile | null> {
  const content = await readFile(path).catch(() => null);
  if (!content) return null;
  const about = { path, bytes: content.length, entries: null };
  if (!file.endsWith(DEEP_ENDING)) return { ...about, kind: null, trouble: LEFTOVER };
  const since = unpackMark(content);
  return typeof since === 'number'
    ? { ...about, kind: DEEP, entries: 1, trouble: null }
    : { ...about, kind: DEEP, trouble: TROUBLES[since] };
}

const LEFTOVER = { kind: 'leftover', says: 'it is no file of an index or of evidence, or was never finished' } as const;
