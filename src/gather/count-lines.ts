// How many lines blobs have, as git counts those of a new file.
import { readBlobs } from '../git/objects.js';
import { NEWLINE } from '../git/records.js';
import type { Means } from './context.js';

/** Lines by blob; none for binary ones and for those that cannot be read. */
export async function countLines(
  { workspace, answers }: Pick<Means, 'workspace' | 'answers'>,
  oids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const questionOf = (oid: string) => `lines of ${oid}`;
  const lines = new Map<string, number>();
  const open = oids.filter((oid) => {
    const answer = answers.get(questionOf(oid));
    if (answer) lines.set(oid, Number(answer.toString('latin1')));
    return !answer;
  });
  if (open.length === 0) return lines;
  await readBlobs(workspace, [...new Set(open)], Number.POSITIVE_INFINITY, (oid, content) => {
    const count = linesIn(content);
    lines.set(oid, count);
    answers.add(questionOf(oid), Buffer.from(`${count}`, 'latin1'));
  });
  return lines;
}

function linesIn(content: Buffer): number {
  if (content.subarray(0, LOOKED_AT).includes(0)) return 0;
  let count = 0;
  for (let at = content.indexOf(NEWLINE); at >= 0; at = content.indexOf(NEWLINE, at + 1)) count += 1;
  return content.length === 0 || content.at(-1) === NEWLINE ? count : count + 1;
}

/** Bytes in which git looks for a NUL to tell binary files. */
const LOOKED_AT = 8000;
