// What trees have changed of each other, asked one pair at a time in one git process that stays.
import type { RawChange } from './changes.js';
import { NEWLINE } from './records.js';
import { GitTalk, type HearAnswer } from './talk.js';
import { parseTreeChanges, readTreeChanges, TREE_CHANGES } from './tree-change.js';
import type { Workspace } from './workspace.js';

/** Compares pairs of trees; `filter` are the letters of the changes that are wanted, as git's `--diff-filter` has them. */
export class TreeTalk {
  private readonly talk: GitTalk;

  constructor(
    private readonly workspace: Workspace,
    private readonly filter: string,
  ) {
    this.talk = new GitTalk(workspace, [...TREE_CHANGES, `--diff-filter=${filter}`, '--stdin']);
  }

  /** What the tree `to` has changed of the tree `from`, both by their ids. Throws LandfallError `world` when git cannot read one. */
  async changes(from: string, to: string): Promise<RawChange[]> {
    const told = await this.talk.ask(`${from} ${to}\n${MARK}`, hearChanges);
    // What it ended of is told by one that is asked nothing else.
    return told ?? readTreeChanges(this.workspace, from, to, this.filter);
  }

  /** Ends git. */
  end(): Promise<void> {
    return this.talk.end();
  }
}

/** A line that names no object: git says it again, and with it all that came before. */
const MARK = '-\n';
const NUL = 0;

/** `<from> <to>\n`, the changes, each of them two texts that end with a NUL, and the mark; the mark alone where one is no tree. */
export const hearChanges: HearAnswer<RawChange[] | null> = (heard) => {
  const start = heard.indexOf(NEWLINE) + 1;
  const end = heard.length - MARK.length;
  if (start === 0 || heard.toString('latin1', Math.max(0, end)) !== MARK) return null;
  if (end === 0) return { answer: null, end: heard.length };
  const told = heard.subarray(start, end);
  return end >= start && isWhole(told) ? { answer: parseTreeChanges(told), end: heard.length } : null;
};

/** Does each change have its path? One that begins like the mark may have come in part. */
function isWhole(told: Buffer): boolean {
  if (told.length > 0 && told.at(-1) !== NUL) return false;
  let texts = 0;
  for (let at = told.indexOf(NUL); at >= 0; at = told.indexOf(NUL, at + 1)) texts += 1;
  return texts % 2 === 0;
}
