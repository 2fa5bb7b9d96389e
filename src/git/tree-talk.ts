// What trees have changed of each other, asked one pair at a time in one git process that stays.
import { parseTreeChanges, type RawChange, readTreeChanges, TREE_CHANGES } from './changes.js';
import { GitTalk, type HearAnswer } from './talk.js';
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

/** `<from> <to>\n`, the changes, each of them two texts that end with a NUL, and the mark; the mark alone where one is no tree. */
const hearChanges: HearAnswer<RawChange[] | null> = (heard) => {
  if (heard.toString('latin1') === MARK) return { answer: null, end: heard.length };
  const start = heard.indexOf('\n') + 1;
  const end = heard.length - MARK.length;
  if (start === 0 || end < start || heard.toString('latin1', end) !== MARK) return null;
  if (end > start && heard[end - 1] !== 0) return null;
  return { answer: parseTreeChanges(heard.toString('latin1', start, end)), end: heard.length };
};
