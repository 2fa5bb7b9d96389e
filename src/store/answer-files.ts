// Answers of git on disk, one file a project: those that the newest run had use for.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../errors.js';
import type { KeptAnswers } from '../model/answers.js';
import type { Project } from '../model/config.js';
import { seal, unseal } from './checked-file.js';
import { type Entries, packEntries, unpackEntries } from './entries.js';
import { EVIDENCE } from './evidence-files.js';
import { fileNameOf } from './file-name.js';
import { replacePrivateFile } from './replace-file.js';

/** How the files end; they lie beside the evidence. */
export const ANSWERS_ENDING = '.answers';

/** Raise it with every change of what is asked, or of how an answer is written. */
const ANSWERS = 2;

/** Opens the answers of a project below Landfall's own folder `dir`; `version` names Landfall's and git's. What cannot be read is not there. */
export async function openAnswers(
  dir: string,
  project: Pick<Project, 'name' | 'file'>,
  version: string,
  tell: (problem: string) => void,
): Promise<KeptAnswers> {
  const file = join(dir, EVIDENCE, `${fileNameOf(project)}${ANSWERS_ENDING}`);
  const content = await readFile(file).catch(() => null);
  const found = content && unpackAnswers(content);
  const head = `${MAGIC} ${ANSWERS} ${digestOf(version)}`;
  return new AnswerFile(file, head, found && found !== 'damaged' && found.head === head ? found.entries : null, tell);
}

/** What a file of answers says it is, and the answers in it. */
export function unpackAnswers(
  content: Buffer,
): { readonly head: string; readonly current: boolean; readonly entries: Entries } | 'damaged' {
  const found = unseal(content);
  const [, head = '', indexBytes] = /^(.*) (\d+)$/.exec(found?.head ?? '') ?? [];
  if (!found || indexBytes === undefined) return 'damaged';
  const entries = unpackEntries({ indexBytes: Number(indexBytes), bytes: found.body });
  return { head, current: head.startsWith(`${MAGIC} ${ANSWERS} `), entries };
}

const MAGIC = 'landfall-answers';

class AnswerFile implements KeptAnswers {
  /** What this run has use for, by digest of the question. */
  private readonly used = new Map<string, Buffer>();
  private added = 0;

  constructor(
    private readonly file: string,
    private readonly head: string,
    private readonly earlier: Entries | null,
    private readonly tell: (problem: string) => void,
  ) {}

  get(question: string): Buffer | undefined {
    const key = digestOf(question);
    const answer = this.used.get(key) ?? this.earlier?.get(key);
    if (answer) this.used.set(key, answer);
    return answer;
  }

  add(question: string, answer: Buffer): void {
    this.added += 1;
    // Copied: what was read stands in chunks many times as large.
    this.used.set(digestOf(question), Buffer.from(answer));
  }

  async keep(): Promise<void> {
    if (this.added === 0 && this.used.size === (this.earlier?.size ?? 0)) return;
    const { indexBytes, pieces } = packEntries(this.used);
    try {
      await replacePrivateFile(this.file, seal(`${this.head} ${indexBytes}`, pieces));
    } catch (error) {
      this.tell(`what git answered is not kept for the next run: ${messageOf(error)}`);
    }
  }
}

/** 128 bits tell questions apart as surely as git's ids tell objects. */
function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, DIGITS);
}

const DIGITS = 32;
