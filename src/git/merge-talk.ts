// Merges in memory in one git process: one at a time in one that stays, or all that are known beforehand at once.
import { writeObject } from './loose-object.js';
import { SUBMODULE } from '../patch/modes.js';
import { type GitExit, streamGit } from './process.js';
import { writeStandIn } from './stand-in.js';
import { GitTalk, type HearAnswer } from './talk.js';
import { withEntry } from './tree-bytes.js';
import type { Workspace } from './workspace.js';

/** What git says of a merge; it may be unclean and have no file in conflict, where a folder was split. Paths as git prints them: Latin-1, byte for byte. */
export interface Merged {
  readonly tree: string;
  readonly clean: boolean;
  readonly conflicts: readonly string[];
}

const MERGE = ['merge-tree', '--write-tree', '--no-messages'];
const MERGE_MANY = [...MERGE, '--stdin'];
const MERGE_ONE = [...MERGE, '-z'];

/** Merges pairs of commits, in order: which comes next may depend on what became of the last. */
export class MergeTalk {
  private readonly talk: GitTalk;
  private flush: Promise<string> | null = null;
  private alone = false;

  constructor(private readonly workspace: Workspace) {
    this.talk = new GitTalk(workspace, MERGE_MANY);
  }

  /** Merges two commits; null when git cannot (unrelated histories, missing objects). */
  async merge(ours: string, theirs: string): Promise<Merged | null> {
    if (!this.alone) {
      this.flush ??= writeFlush(this.workspace);
      const merged = await this.talk.ask(`${ours} ${theirs}\n${await this.flush}\n`, hearMerge);
      this.alone = merged === null && this.talk.ended?.code === BAD_USAGE;
      if (!this.alone) return merged;
    }
    return mergeAlone(this.workspace, ours, theirs);
  }

  /** Ends git. */
  end(): Promise<void> {
    return this.talk.end();
  }
}

/**
 * Merges pairs that are all known beforehand, in their order; null for each that git cannot merge. git hears all of them
 * before it has to answer: no answer needs pushing out.
 */
export async function mergeAll(
  workspace: Workspace,
  pairs: readonly (readonly [string, string])[],
): Promise<(Merged | null)[]> {
  const merged: (Merged | null)[] = [];
  for (let alone = false; merged.length < pairs.length; ) {
    if (!alone) {
      const { answers, exit } = await hearMerges(workspace, pairs.slice(merged.length));
      merged.push(...answers);
      alone = exit.code === BAD_USAGE;
    }
    // git ended before it answered for this pair. Was it killed, that says nothing of the pair: it is tried by itself.
    const next = pairs[merged.length];
    if (next) merged.push(await mergeAlone(workspace, ...next));
  }
  return merged;
}

/** How git ends when it does not know an option: 2.38 has no `--stdin`. */
const BAD_USAGE = 129;

/** The answers for the first of the pairs, as far as git came, and how it ended. */
async function hearMerges(
  workspace: Workspace,
  pairs: readonly (readonly [string, string])[],
): Promise<{ answers: Merged[]; exit: GitExit }> {
  const input = pairs.map(([ours, theirs]) => `${ours} ${theirs}\n`).join('');
  const { output, exit } = await hearOut(workspace, MERGE_MANY, input);
  const answers: Merged[] = [];
  let rest = output;
  for (let found = hearMerge(rest); found; found = hearMerge(rest)) {
    answers.push(found.answer);
    rest = rest.subarray(found.end);
  }
  return { answers, exit };
}

/** A merge in a process of its own. */
async function mergeAlone(workspace: Workspace, ours: string, theirs: string): Promise<Merged | null> {
  const { output, exit } = await hearOut(workspace, [...MERGE_ONE, ours, theirs]);
  const status = STATUS[exit.code];
  // Each field ends with a NUL.
  const fields = output.toString('latin1').split('\0').slice(0, -1);
  return status === undefined ? null : parseMerge([status, ...fields]);
}

/** All that git says, however it ends. */
async function hearOut(
  workspace: Workspace,
  args: readonly string[],
  input = '',
): Promise<{ output: Buffer; exit: GitExit }> {
  const stream = streamGit(args, { ...workspace.run, input });
  const chunks: Buffer[] = [];
  for (;;) {
    const step = await stream.next();
    if (step.done) return { output: Buffer.concat(chunks), exit: step.value };
    chunks.push(step.value);
  }
}

/** What `--stdin` prints of a merge, by how git ends when it merges just one. */
const STATUS: Readonly<Record<number, string>> = { 0: '1', 1: '0' };

/** Names in the answer that pushes others out: together longer than any buffer that a C library puts before a pipe. */
const [FLUSH_NAMES, FLUSH_LENGTH] = [40, 220];

/**
 * git before 2.49 keeps its answers until its buffer is full or its input ends. A merge whose answer is longer than the
 * buffer pushes out the one before it: forty files that one side has emptied and the other has taken away.
 */
async function writeFlush(workspace: Workspace): Promise<string> {
  const names = Array.from({ length: FLUSH_NAMES }, (_, place) => `${place}`.padStart(FLUSH_LENGTH, '-'));
  const treeOf = (oid: string) => {
    const bytes = names.reduce(
      // Submodules are ids that git need not have: the flush merges nothing that has contents.
      (tree, name) => withEntry(tree, name, { mode: SUBMODULE, oid }, oid.length / 2),
      Buffer.alloc(0) as Buffer,
    );
    return writeObject(workspace, 'tree', bytes);
  };
  const digits = workspace.hash === 'sha1' ? 40 : 64;
  const base = await writeStandIn(workspace, await treeOf('1'.repeat(digits)), null);
  const changed = await writeStandIn(workspace, await treeOf('2'.repeat(digits)), base);
  const emptied = await writeStandIn(workspace, await writeObject(workspace, 'tree', Buffer.alloc(0)), base);
  return `${changed} ${emptied}`;
}

/** `<clean>\0<tree>\0`, `<mode> <id> <stage>\t<path>\0` for each side of each conflict, and a last `\0`. Answers of flushes are passed over. */
const hearMerge: HearAnswer<Merged> = (heard) => {
  for (let start = 0; ; ) {
    const end = heard.indexOf('\0\0', start);
    if (end < 0) return null;
    const fields = heard.toString('latin1', start, end).split('\0');
    start = end + 2;
    if (!fields[2]?.includes(FLUSH_MARK)) return { answer: parseMerge(fields), end: start };
  }
};

const CLEAN = '1';
const FLUSH_MARK = `\t${'-'.repeat(FLUSH_LENGTH - 2)}`;

function parseMerge([status, tree = '', ...entries]: readonly string[]): Merged {
  return {
    tree,
    clean: status === CLEAN,
    conflicts: [...new Set(entries.map((entry) => entry.slice(entry.indexOf('\t') + 1)))],
  };
}
