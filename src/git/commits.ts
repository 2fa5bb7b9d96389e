// Commit metadata in bulk, no diffs: of a range, or of single commits.
import { gatherGit, readGit, streamGit } from './process.js';
import { splitLines, splitTexts } from './records.js';
import type { Workspace } from './workspace.js';

/** One commit as git has it; dates in seconds since 1970. */
export interface CommitRecord {
  readonly oid: string;
  readonly parents: readonly string[];
  readonly tree: string;
  readonly authorName: string;
  readonly authorEmail: string;
  readonly authorDate: number;
  readonly commitDate: number;
  readonly message: string;
}

const FIELDS = ['%H', '%P', '%T', '%an', '%ae', '%at', '%ct', '%B'] as const;

/** How many NUL-ended records git prints for one commit. */
export const COMMIT_RECORDS = FIELDS.length;
/** The arguments that make it print them. */
export const COMMIT_FORMAT = ['--no-show-signature', '--encoding=UTF-8', `--format=${FIELDS.join('%x00')}`] as const;

/**
 * Reads the commits reachable from `include` but not from `exclude` (object ids), children before parents.
 * Throws LandfallError `world` when git cannot walk the range.
 */
export async function* readCommits(
  workspace: Workspace,
  include: readonly string[],
  exclude: readonly string[],
): AsyncGenerator<CommitRecord> {
  if (include.length > 0) yield* log(workspace, ['--topo-order'], rangeOf(include, exclude));
}

/** Reads single commits, whatever they change, in the order given. Throws LandfallError `world` when one is missing. */
export async function* readSingleCommits(workspace: Workspace, oids: readonly string[]): AsyncGenerator<CommitRecord> {
  if (oids.length > 0) yield* log(workspace, ['--no-walk=unsorted'], rangeOf(oids, []));
}

/**
 * Ids of the commits reachable from `include` but not from `exclude`, children before parents: a tenth of the time that
 * reading them takes. Throws LandfallError `world` when git cannot walk the range.
 */
export async function listCommits(
  workspace: Workspace,
  include: readonly string[],
  exclude: readonly string[],
): Promise<string[]> {
  return include.length === 0 ? [] : revList(workspace, [], rangeOf(include, exclude));
}

/** Commits, children before parents, and the committer's date of the oldest of them: in seconds, infinite where there are none. */
export interface DatedCommits {
  readonly oids: readonly string[];
  readonly oldest: number;
}

/** The same as `listCommits`, with a date. */
export async function listDated(
  workspace: Workspace,
  include: readonly string[],
  exclude: readonly string[],
): Promise<DatedCommits> {
  const lines = include.length === 0 ? [] : await revList(workspace, ['--timestamp'], rangeOf(include, exclude));
  const oids: string[] = [];
  let oldest = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const end = line.indexOf(' ');
    oids.push(line.slice(end + 1));
    oldest = Math.min(oldest, Number(line.slice(0, end)));
  }
  return { oids, oldest };
}

/**
 * Parents of the commits reachable from `include` but not from `exclude`, by id; commits whose committer's date is before `since` (seconds), and
 * what lies behind them, are left out.
 */
export async function readParents(
  workspace: Workspace,
  include: readonly string[],
  exclude: readonly string[],
  since: number,
): Promise<Map<string, string[]>> {
  const parents = new Map<string, string[]>();
  if (include.length === 0) return parents;
  const args = ['rev-list', '--parents', `--max-age=${Math.max(0, since)}`, '--stdin'];
  const input = rangeOf(include, exclude);
  for await (const lines of readGit(args, { ...workspace.run, input }, splitLines)) {
    for (const line of lines) {
      const [oid = '', ...rest] = line.toString('latin1').split(' ');
      parents.set(oid, rest);
    }
  }
  return parents;
}

/**
 * The ids that `listCommits` gives without merges and, of those that are left, without those whose commit date is before `since` (seconds): whatever the
 * order of dates, all of the range is walked.
 */
export async function listSingles(
  workspace: Workspace,
  include: readonly string[],
  exclude: readonly string[],
  since: number,
): Promise<string[]> {
  // git takes the first seconds of its time for something else than a date.
  const dated = since > 0 ? [`--since-as-filter=${new Date(since * 1000).toISOString()}`] : [];
  return revList(workspace, ['--no-merges', ...dated], rangeOf(include, exclude));
}

async function revList(workspace: Workspace, chosen: readonly string[], input: string): Promise<string[]> {
  const listing = await gatherGit(['rev-list', '--topo-order', ...chosen, '--stdin'], { ...workspace.run, input });
  return listing
    .toString('latin1')
    .split('\n')
    .filter((oid) => oid !== '');
}

function rangeOf(include: readonly string[], exclude: readonly string[]): string {
  return [...include, ...exclude.map((oid) => `^${oid}`)].map((line) => `${line}\n`).join('');
}

async function* log(workspace: Workspace, order: readonly string[], input: string): AsyncGenerator<CommitRecord> {
  const args = ['log', '-z', ...order, '--no-mailmap', ...COMMIT_FORMAT, '--stdin'];
  let fields: string[] = [];
  for await (const records of readGit(args, { ...workspace.run, input }, splitTexts)) {
    for (const record of records) {
      fields.push(record);
      if (fields.length < COMMIT_RECORDS) continue;
      yield commitOf(fields);
      fields = [];
    }
  }
}

/** Commit dates in seconds of single commits; those that are missing are left out. */
export async function readDates(workspace: Workspace, oids: readonly string[]): Promise<Map<string, number>> {
  const dates = new Map<string, number>();
  if (oids.length === 0) return dates;
  const args = ['rev-list', '--no-walk=unsorted', '--ignore-missing', '--timestamp', '--stdin'];
  const listing = await gatherGit(args, { ...workspace.run, input: `${oids.join('\n')}\n` });
  for (const line of listing.toString('latin1').split('\n')) {
    const [date, oid = ''] = line.split(' ');
    if (oid !== '') dates.set(oid, Number(date));
  }
  return dates;
}

/** A best common ancestor of two commits, or null when their histories are unrelated. */
export async function mergeBase(workspace: Workspace, a: string, b: string): Promise<string | null> {
  const stream = streamGit(['merge-base', a, b], workspace.run);
  const chunks: Buffer[] = [];
  for (;;) {
    const step = await stream.next();
    if (!step.done) chunks.push(step.value);
    else return step.value.code === 0 ? Buffer.concat(chunks).toString('latin1').trim() : null;
  }
}

/** The commit that COMMIT_RECORDS records stand for. */
export function commitOf(records: readonly string[]): CommitRecord {
  const [oid = '', parents = '', tree = '', authorName = '', authorEmail = '', authorDate, commitDate, message = ''] =
    records;
  return {
    oid,
    parents: parents === '' ? [] : parents.split(' '),
    tree,
    authorName,
    authorEmail,
    authorDate: Number(authorDate),
    commitDate: Number(commitDate),
    message,
  };
}
