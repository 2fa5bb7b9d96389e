// What files of the tip merge to, asked of git only where no earlier run had the answer: three contents always merge to the same.
import type { Contents } from '../git/merge-contents.js';
import { mergeTogether } from '../git/merge-together.js';
import { changedLines } from '../match/redone.js';
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
}

/** Finds the merge of three contents; null where git could not read one of them. */
export type FindMerge = (contents: Contents) => FileMerge | null;

/** Merges all contents at once. */
export async function mergeFiles(
  { workspace, answers }: Pick<Means, 'workspace' | 'answers'>,
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
  for (const [question, merge] of await mergeAll(workspace, open)) {
    answers.add(question, encodeMerge(merge));
    merges.set(question, merge);
  }
  return (contents) => merges.get(questionOf(contents)) ?? null;
}

function questionOf({ mode, base, ours, theirs }: Contents): string {
  return `merge ${mode} ${base} ${ours} ${theirs}`;
}

async function mergeAll(
  workspace: Means['workspace'],
  open: ReadonlyMap<string, Contents>,
): Promise<Map<string, FileMerge>> {
  if (open.size === 0) return new Map();
  const merged = await mergeTogether(workspace, [...open.values()]);
  if (!merged) return new Map();
  const files = new Map(parseDiff(merged.difference).map((file) => [Number(file.newPath), file]));
  return new Map(
    [...open.keys()].map((question, place) => {
      const file = files.get(place);
      const lines = Float64Array.from(file ? changedLines([file]) : []);
      return [question, { conflict: merged.conflicts.has(place), changes: file !== undefined, lines }];
    }),
  );
}

/** A letter, and the lines. */
function encodeMerge({ conflict, changes, lines }: FileMerge): Buffer {
  return encodeLines(conflict ? (changes ? 'C' : 'c') : changes ? 'm' : '-', lines);
}

function decodeMerge(answer: Buffer): FileMerge {
  const { letter, lines } = decodeLines(answer);
  return { conflict: letter === 'C' || letter === 'c', changes: letter === 'C' || letter === 'm', lines };
}
