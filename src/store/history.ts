// The history of projects: one file of JSON lines to which points are only ever added, on disk or on a state branch.
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LandfallError, messageOf } from '../errors.js';
import { openRepository } from '../git/repository.js';
import { readStateBranch, writeStateBranch } from '../git/state-branch.js';
import type { Project } from '../model/config.js';
import type { HistoryPlace } from '../model/history-place.js';
import { fileNameOf } from './file-name.js';
import { withLock } from './lock.js';

/** The file on a state branch. */
export const HISTORY_FILE = 'history.jsonl';

/** A history, wherever it lies. */
export interface HistoryShelf {
  /** How people call the place. */
  readonly name: string;
  /** The text of all lines; '' where there is none yet. Throws LandfallError `world` when it cannot be read. */
  readonly read: () => Promise<string>;
  /**
   * Adds lines at the end; `choose` gets the text that is there at that moment and answers with the lines to add, none
   * for none. Others that add at the same time wait, or are waited for: nothing is lost. Returns how many lines were
   * added. Throws LandfallError `world` or `usage` when the place cannot be written to.
   */
  readonly append: (choose: (text: string) => readonly string[]) => Promise<number>;
}

/** The history in a file or on a state branch. */
export function historyAt(place: HistoryPlace): HistoryShelf {
  return {
    name: nameOfPlace(place),
    read: () => readHistoryText(place),
    append: (choose) => (place.kind === 'file' ? appendToFile(place.file, choose) : appendToBranch(place, choose)),
  };
}

/** Where a project's history lies in Landfall's own state folder. */
export function ownPlace(project: Project, stateDir: string): HistoryPlace {
  return { kind: 'file', file: join(stateDir, 'history', `${fileNameOf(project)}.jsonl`) };
}

function nameOfPlace(place: HistoryPlace): string {
  return place.kind === 'file' ? place.file : `${HISTORY_FILE} on ${place.branch} in ${place.repository}`;
}

async function readHistoryText(place: HistoryPlace): Promise<string> {
  if (place.kind === 'file') return readWhole(place.file);
  const at = await readStateBranch({ repository: await openRepository(place.repository), branch: place.branch });
  return (await at.read(HISTORY_FILE))?.toString('utf8') ?? '';
}

/** Milliseconds to wait for another that adds to the same file: it only has to read and write it once. */
const PATIENCE = 10_000;

async function appendToFile(file: string, choose: (text: string) => readonly string[]): Promise<number> {
  try {
    await mkdir(dirname(file), { recursive: true });
    return await withLock(`${file}.lock`, { what: file, patience: PATIENCE }, async () => {
      const text = await readWhole(file);
      const lines = choose(text);
      if (lines.length > 0) await append(file, behind(text, lines));
      return lines.length;
    });
  } catch (cause) {
    if (cause instanceof LandfallError) throw cause;
    const hint = 'name another place with --history, or `history` in the config';
    throw new LandfallError('world', 'history.unwritable', `${file}: ${messageOf(cause)}`, hint, cause);
  }
}

async function append(file: string, text: string): Promise<void> {
  const handle = await open(file, 'a');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function appendToBranch(
  { repository, branch }: Extract<HistoryPlace, { kind: 'branch' }>,
  choose: (text: string) => readonly string[],
): Promise<number> {
  let added = 0;
  await writeStateBranch({ repository: await openRepository(repository), branch }, async (at) => {
    const before = (await at.read(HISTORY_FILE))?.toString('utf8') ?? '';
    const lines = choose(before);
    added = lines.length;
    if (added === 0) return null;
    const subject = `history: ${added === 1 ? 'one point' : `${added} points`}`;
    return { files: new Map([[HISTORY_FILE, before + behind(before, lines)]]), subject };
  });
  return added;
}

/** A line that broke off, as in a power cut, is closed first: it must not spoil the next one as well. */
function behind(text: string, lines: readonly string[]): string {
  return `${text === '' || text.endsWith('\n') ? '' : '\n'}${lines.join('\n')}\n`;
}

async function readWhole(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new LandfallError('world', 'history.unreadable', `${file}: ${error.message}`, 'name another with --history');
  });
}
