// Objects read one at a time, in one git process that stays: which is read next may depend on the one before.
import { GitTalk, type HearAnswer } from './talk.js';
import type { Workspace } from './workspace.js';

/** Reads objects by name. */
export class ObjectTalk {
  private readonly talk: GitTalk;

  constructor(workspace: Workspace) {
    this.talk = new GitTalk(workspace, ['cat-file', '--batch']);
  }

  /** The content of an object, named by its id or as `<commit>^{tree}`; null when it cannot be read. */
  read(name: string): Promise<Buffer | null> {
    return this.talk.ask(`${name}\n`, hearObject);
  }

  /** Ends git. */
  end(): Promise<void> {
    return this.talk.end();
  }
}

/** `<id> <type> <size>\n<content>\n`, or `<name> missing\n`. */
const hearObject: HearAnswer<Buffer | null> = (heard) => {
  const line = heard.indexOf('\n');
  if (line < 0) return null;
  const size = / (?:blob|tree) (\d+)$/.exec(heard.toString('latin1', 0, line))?.[1];
  if (size === undefined) return { answer: null, end: line + 1 };
  const end = line + 1 + Number(size);
  return heard.length <= end ? null : { answer: Buffer.from(heard.subarray(line + 1, end)), end: end + 1 };
};
