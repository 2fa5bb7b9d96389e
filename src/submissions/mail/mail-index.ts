// The index of one archive on disk: lines of JSON that are only ever added to, and a file that says how far they go.
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../errors.js';
import { parseMail } from '../../mail/index.js';
import { withLock } from '../../store/lock.js';
import { replacePrivateFile } from '../../store/replace-file.js';
import type { Archive, Position } from './archive.js';
import { type IndexedMail, indexedMail } from './indexed-mail.js';

/** Raise it when what is kept of a mail changes: older indexes are made anew. */
const FORMAT = 3;
/** Lines are written together: enough to save calls, few enough for the memory. */
const LINES_AT_ONCE = 1000;

interface State {
  readonly format: number;
  readonly position: Position;
  /** Length of the lines that count; what is behind them was left by a run that was stopped. */
  readonly bytes: number;
  /** Mails that could not be read. */
  readonly broken: number;
}

/** All mails of an archive that could be read, oldest first as the archive has them, each id once. */
export interface MailIndex {
  readonly mails: readonly IndexedMail[];
  /** Mails that could not be parsed. */
  readonly broken: number;
  /** Mails that this run was the first to read. */
  readonly added: number;
}

/** The folder of an archive's index. `key` names what it depends on beside the mails. */
export function indexFolder(dir: string, path: string, key: string): string {
  const name = createHash('sha256').update(`${path}\0${key}`).digest('hex').slice(0, FOLDER_DIGITS);
  return join(dir, 'submissions', `mail-${name}`);
}

/** Another run that reads on from a mailbox is done soon; one that reads all of it is not waited for. */
const TERMS = { what: 'this index of mails', patience: 5000 };
const FOLDER_DIGITS = 16;
const OWN_FOLDER = 0o700;
const OWN_FILE = 0o600;

/** Reads what is new in the archive into the index in `folder`, and gives all of it. Throws LandfallError `world` while another run is at it. */
export async function readMailIndex(
  archive: Archive,
  folder: string,
  ignored: (path: string) => boolean,
  progress: (done: number) => void,
): Promise<MailIndex> {
  await mkdir(folder, { recursive: true, mode: OWN_FOLDER });
  return withLock(join(folder, 'lock'), TERMS, async () => {
    const before = await readState(folder);
    const news = await archive.readNew(before?.position ?? null);
    const start = news.fresh ? 0 : (before?.bytes ?? 0);
    const file = join(folder, 'mails.jsonl');
    await appendFile(file, '', { mode: OWN_FILE });
    await truncate(file, start);
    const lines = new Lines(file, start);
    let [broken, added] = [news.fresh ? 0 : (before?.broken ?? 0), 0];
    for await (const mail of news.mails) {
      if ('gone' in mail) {
        await lines.add({ at: mail.at, gone: true });
        continue;
      }
      // Whatever a parser says of a broken mail: it is counted, told, and never the end of the run.
      const parsed = await parseMail(mail.raw).catch((error: unknown) => messageOf(error));
      if (typeof parsed === 'string') broken += 1;
      else added += 1;
      await lines.add(
        typeof parsed === 'string' ? { at: mail.at, broken: parsed } : indexedMail(parsed, mail.at, ignored),
      );
      if (added % LINES_AT_ONCE === 0) progress(added);
    }
    await lines.flush();
    if (lines.bytes !== before?.bytes || news.fresh)
      await writeState(folder, { format: FORMAT, position: news.position, bytes: lines.bytes, broken });
    return { mails: await readLines(file), broken, added };
  });
}

class Lines {
  private waiting: string[] = [];

  constructor(
    private readonly file: string,
    public bytes: number,
  ) {}

  async add(value: object): Promise<void> {
    this.waiting.push(`${JSON.stringify(value)}\n`);
    if (this.waiting.length >= LINES_AT_ONCE) await this.flush();
  }

  async flush(): Promise<void> {
    const text = this.waiting.join('');
    this.waiting = [];
    if (text === '') return;
    await appendFile(this.file, text, { mode: OWN_FILE });
    this.bytes += Buffer.byteLength(text);
  }
}

async function readLines(file: string): Promise<IndexedMail[]> {
  const byId = new Map<string, IndexedMail>();
  const idAt = new Map<string, string>();
  const content = await readFile(file);
  for (let start = 0; start < content.length; ) {
    const end = content.indexOf(10, start);
    const record = JSON.parse(content.toString('utf8', start, end)) as IndexedMail & { gone?: true };
    start = end + 1;
    if (record.gone) byId.delete(idAt.get(record.at) ?? '');
    // A mail that went to two lists is there twice: once is enough.
    if (record.id === undefined || byId.has(record.id)) continue;
    byId.set(record.id, record);
    idAt.set(record.at, record.id);
  }
  return [...byId.values()];
}

async function readState(folder: string): Promise<State | null> {
  const text = await readFile(join(folder, 'state.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  try {
    const state = JSON.parse(text ?? 'null') as State | null;
    return state?.format === FORMAT ? state : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function writeState(folder: string, state: State): Promise<void> {
  return replacePrivateFile(join(folder, 'state.json'), JSON.stringify(state));
}
