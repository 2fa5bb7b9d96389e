// Diffs and patch-ids of the downstream's own commits: git makes them once, later runs have its answers.
import { type DiffOptions, readDiffs } from '../git/diffs.js';
import { readPatchIds } from '../git/patch-ids.js';
import type { StackReading } from './branch.js';

/** Calls `take` once for each commit that could be read, with null where the diff is too large. Returns the ids that could not. */
export async function readOwnDiffs(
  { workspace, answers }: StackReading,
  oids: readonly string[],
  options: DiffOptions,
  take: (oid: string, diff: Buffer | null) => void,
): Promise<string[]> {
  const questionOf = (oid: string) => ['diff', oid, options.mostBytes, ...(options.paths ?? [])].join('\0');
  const unknown = oids.filter((oid) => {
    const diff = answers.get(questionOf(oid));
    if (diff) take(oid, diff);
    return !diff;
  });
  return readDiffs(workspace, unknown, options, (oid, diff) => {
    if (diff) answers.add(questionOf(oid), diff);
    take(oid, diff);
  });
}

/** The stable patch-id of each commit that has one; `read` holds whole diffs of some. */
export async function readOwnPatchIds(
  { workspace, answers, processes }: StackReading,
  oids: readonly string[],
  read: ReadonlyMap<string, Buffer>,
): Promise<Map<string, string>> {
  const questionOf = (oid: string) => `patch-id ${oid}`;
  const ids = new Map<string, string>();
  const unknown = oids.filter((oid) => {
    const id = answers.get(questionOf(oid))?.toString('latin1');
    if (id !== undefined) ids.set(oid, id);
    return id === undefined;
  });
  if (unknown.length === 0) return ids;
  for (const [oid, id] of await readPatchIds(workspace, unknown, processes, read)) {
    answers.add(questionOf(oid), Buffer.from(id, 'latin1'));
    ids.set(oid, id);
  }
  return ids;
}
