// Objects read one at a time, in one git process that stays: which is read next may depend on the one before.
import { GitTalk, type HearAnswer } from './talk.js';
import type { Workspace } from './workspace.js';

/** What a name stands for; its size in bytes. */
export interface FoundObject {
  readonly oid: string;
  readonly type: string;
  readonly size: number;
}

/** Finds and reads objects by name: an id, `<commit>^{tree}` or `<commit>:<path>`. */
export class ObjectTalk {
  private readonly talk: GitTalk;

  constructor(workspace: Workspace) {
    this.talk = new GitTalk(workspace, ['cat-file', '--batch-command']);
  }

  /** The content of a blob or a tree; null when it cannot be read. */
  read(name: string): Promise<Buffer | null> {
    return this.ask('contents', name, hearObject);
  }

  /** An object without its content; null when there is none. */
  async find(name: string): Promise<FoundObject | null> {
    const line = await this.ask('info', name, hearLine);
    const [, oid = '', type = '', size] = /^([0-9a-f]+) ([a-z]+) (\d+)$/.exec(line ?? '') ?? [];
    return size === undefined ? null : { oid, type, size: Number(size) };
  }

  /** Ends git. */
  end(): Promise<void> {
    return this.talk.end();
  }

  /** Names end with their line: one that holds a line end names nothing. */
  private async ask<T>(command: string, name: string, hear: HearAnswer<T>): Promise<T | null> {
    return name.includes('\n') ? null : this.talk.ask(`${command} ${name}\n`, hear);
  }
}

const hearLine: HearAnswer<string> = (heard) => {
  const end = heard.indexOf('\n');
  return end < 0 ? null : { answer: heard.toString('latin1', 0, end), end: end + 1 };
};

/** `<id> <type> <size>\n<content>\n`, or `<name> missing\n`. */
const hearObject: HearAnswer<Buffer | null> = (heard) => {
  const line = heard.indexOf('\n');
  if (line < 0) return null;
  const size = / (?:blob|tree) (\d+)$/.exec(heard.toString('latin1', 0, line))?.[1];
  if (size === undefined) return { answer: null, end: line + 1 };
  const end = line + 1 + Number(size);
  return heard.length <= end ? null : { answer: Buffer.from(heard.subarray(line + 1, end)), end: end + 1 };
};
