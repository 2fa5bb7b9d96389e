// What files of the tip merge to, asked of git only where no earlier run had the answer: three contents always merge to the same.
import type { Contents } from '../git/merge-contents.js';
import { mergeTogether } from '../git/merge-together.js';
import { slicesOf } from '../git/slices.js';
import { changedLines, linesPutTwice, TWICE_LINES } from '../match/redone.js';
import { parseDiff } from '../patch/parse-diff.js';
import type { Means } from './context.js';
import { decodeLines, encodeLines } from './line-bytes.js';

/** What a merge makes of the tip's file. */
export interface FileMerge {
  readonly conflict: boolean;
  /** Does it change the file? A conflict does: it is marked in it. */
  readonly changes: boolean;
  /** Signed keys of the lines that it changes. */
  readonly lines: Float64Array;
  /** Those of them that it puts beside the same lines (match/redone.ts). */
  readonly twice: Float64Array;
}

/** Finds the merge of three contents; null where git could not read one of them. */
export type FindMerge = (contents: Contents) => FileMerge | null;

/** Fewer merges than this are not worth a second process: git makes one in about a millisecond, and takes some to start and to show what came of it. */
const WORTH_A_PROCESS = 20;

/** Merges all contents at once, on every core. */
export async function mergeFiles(
  { workspace, answers, processes }: Pick<Means, 'workspace' | 'answers' | 'processes'>,
  all: readonly Contents[],
): Promise<FindMerge> {
  const merges = new Map<string, FileMerge>();
  const open = new Map<string, Contents>();
  for (const contents of all) {
    const question = questionOf(contents);
    const answer = merges.has(question) ? undefined : answers.get(question);
    if (answer) merges.set(question, decodeMerge(answer));
    else if (!merges.has(question)) open.set(question, contents);
  }
  const slices = slicesOf([...open], { processes, worth: WORTH_A_PROCESS });
  for (const merged of await Promise.all(slices.map((slice) => mergeSlice(workspace, slice)))) {
    for (const [question, merge] of merged) {
      answers.add(question, encodeMerge(merge));
      merges.set(question, merge);
    }
  }
  return (contents) => merges.get(questionOf(contents)) ?? null;
}

function questionOf({ mode, base, ours, theirs }: Contents): string {
  return `merge, twice ${mode} ${base} ${ours} ${theirs}`;
}

async function mergeSlice(
  workspace: Means['workspace'],
  open: readonly (readonly [question: string, contents: Contents])[],
): Promise<[string, FileMerge][]> {
  const merged = await mergeTogether(
    workspace,
    open.map(([, contents]) => contents),
    TWICE_LINES,
  );
  if (!merged) return [];
  const files = new Map(parseDiff(merged.difference).map((file) => [Number(file.newPath), file]));
  return open.map(([question], place) => {
    const file = files.get(place);
    const lines = Float64Array.from(file ? changedLines([file]) : []);
    const twice = Float64Array.from(file ? linesPutTwice([file]) : []);
    return [question, { conflict: merged.conflicts.has(place), changes: file !== undefined, lines, twice }];
  });
}

/** A letter, how many lines are put twice, these, and all lines. */
function encodeMerge({ conflict, changes, lines, twice }: FileMerge): Buffer {
  const letter = conflict ? (changes ? 'C' : 'c') : changes ? 'm' : '-';
  return encodeLines(letter, Float64Array.from([twice.length, ...twice, ...lines]));
}

function decodeMerge(answer: Buffer): FileMerge {
  const { letter, lines: told } = decodeLines(answer);
  const start = 1 + (told[0] ?? 0);
  const [twice, lines] = [told.subarray(1, start), told.subarray(start)];
  return { conflict: letter === 'C' || letter === 'c', changes: letter === 'C' || letter === 'm', lines, twice };
}
