// Reads local patch branches: every commit that upstream does not have, once, however many branches carry it.
import { readCommits, type CommitRecord } from '../git/commits.js';
import type { Workspace } from '../git/workspace.js';
import type { Answers } from '../model/answers.js';
import type { ChainLink } from './import-links.js';
import { filePatch } from './file-patch.js';
import type { Notice } from '../model/notice.js';
import type { FileChange, Patch } from '../model/patch.js';
import type { LimitSettings } from '../model/settings.js';
import { ID_DIGITS, shortId } from '../model/short-id.js';
import { parseMessage, subjectOf } from '../patch/message.js';
import { parseDiff } from '../patch/parse-diff.js';
import { readOwnDiffs, readOwnPatchIds } from './own-diffs.js';

/** A branch to read: where it is, where its stack begins, what of it counts. */
export interface BranchRequest {
  readonly repository: string;
  readonly ref: string;
  readonly tip: string;
  /** Where the stack begins; null to begin at whatever upstream has. */
  readonly base: string | null;
  readonly paths: readonly string[];
}

/** The commits of one branch, oldest first, merges among them. */
export interface BranchCommits {
  readonly request: BranchRequest;
  readonly commits: readonly CommitRecord[];
  /** Where the stack begins: parents of its commits that are not in it, newest commits' parents first. */
  readonly boundary: readonly string[];
}

/**
 * Lists what each branch adds to what upstream has, or to its own base. All branches without a base of their own are
 * walked at once: hundreds of them cost one walk.
 */
export async function readBranchCommits(
  workspace: Workspace,
  requests: readonly BranchRequest[],
  upstream: readonly string[],
): Promise<BranchCommits[]> {
  const shared = requests.filter((request) => request.base === null).map((request) => request.tip);
  const common = await walk(workspace, [...new Set(shared)], upstream);
  const branches: BranchCommits[] = [];
  for (const request of requests) {
    branches.push(
      branchOf(request, request.base === null ? common : await walk(workspace, [request.tip], [request.base])),
    );
  }
  return branches;
}

/** The downstream commits below explicit bases, parents before children: what they stand on, the branches above stand on too. */
export async function readBases(
  workspace: Workspace,
  requests: readonly BranchRequest[],
  upstream: readonly string[],
): Promise<CommitRecord[]> {
  const bases = requests.flatMap((request) => (request.base === null ? [] : [request.base]));
  return [...(await walk(workspace, [...new Set(bases)], upstream)).values()].reverse();
}

async function walk(
  workspace: Workspace,
  include: readonly string[],
  exclude: readonly string[],
): Promise<Map<string, CommitRecord>> {
  const records = new Map<string, CommitRecord>();
  for await (const record of readCommits(workspace, include, exclude)) records.set(record.oid, record);
  return records;
}

/** The part of a walk that can be reached from a branch's tip, turned round: parents before children. */
function branchOf(request: BranchRequest, records: ReadonlyMap<string, CommitRecord>): BranchCommits {
  const reached = new Set<string>();
  const boundary = new Set<string>();
  const waiting = [request.tip];
  for (let oid = waiting.pop(); oid !== undefined; oid = waiting.pop()) {
    const record = records.get(oid);
    if (!record) boundary.add(oid);
    else if (!reached.has(oid)) waiting.push(...record.parents);
    if (record) reached.add(oid);
  }
  const commits = [...records.values()].filter((record) => reached.has(record.oid)).reverse();
  return { request, commits, boundary: [...boundary] };
}

/** What the commits of a stack change. */
export interface Contents {
  /** By commit id; null for a diff that is too large. */
  readonly files: ReadonlyMap<string, readonly FileChange[] | null>;
  /** The diffs that hold all of a commit, by its id. */
  readonly diffs: ReadonlyMap<string, Buffer>;
  /** Commits whose content is missing. */
  readonly unreadable: ReadonlySet<string>;
}

/** The patches from files that commits of the workspace stand for, by commit id. */
export type StandIns = ReadonlyMap<string, ChainLink>;

/** What the commits of a stack are read with. */
export interface StackReading {
  readonly workspace: Workspace;
  readonly settings: { readonly limits: LimitSettings };
  readonly processes: number;
  /** What git answered in earlier runs. */
  readonly answers: Answers;
}

/**
 * Reads the content of every distinct commit of the branches that is no merge; a text that does not fit its base is its
 * own content. `tell` is called with the diffs read so far, of how many.
 */
export async function readContents(
  reading: StackReading,
  branches: readonly BranchCommits[],
  standIns: StandIns,
  tell: (done: number, total: number) => void,
): Promise<Contents> {
  const { workspace, settings, processes } = reading;
  const carried = carriedBy(branches);
  const files = new Map<string, readonly FileChange[] | null>();
  const diffs = new Map<string, Buffer>();
  // What the commit at a shallow clone's cut changes cannot be told: it would seem to add the whole tree.
  const unreadable = new Set(workspace.cut.filter((oid) => carried.has(oid)));
  for (const filter of new Set([...carried.values()].map(filterOf))) {
    const paths = filter === '' ? [] : filter.split('\0');
    const options = { processes, mostBytes: settings.limits.patchBytes, paths };
    const oids = [...carried.values()]
      .filter((entry) => filterOf(entry) === filter && !unreadable.has(entry.record.oid))
      .map((entry) => entry.record.oid);
    const failed = await readOwnDiffs(reading, oids, options, (oid, diff) => {
      files.set(oid, diff === null ? null : parseDiff(diff));
      if (diff !== null && filter === '') diffs.set(oid, diff);
      tell(files.size, carried.size);
    });
    for (const oid of failed) unreadable.add(oid);
  }
  for (const [oid, link] of standIns) if (link.files !== null && carried.has(oid)) files.set(oid, link.files);
  return { files, diffs, unreadable };
}

/** The patches of the branches, in their order. Commits whose path filter leaves nothing are not patches. */
export async function readPatches(
  reading: StackReading,
  branches: readonly BranchCommits[],
  contents: Contents,
  standIns: StandIns,
): Promise<{ patches: Patch[]; notices: Notice[] }> {
  const patchIds = await readOwnPatchIds(reading, [...contents.files.keys()], contents.diffs);
  const patches = [...carriedBy(branches).values()].flatMap(({ record, requests }) => {
    const files = contents.files.get(record.oid) ?? null;
    const refs = requests.filter(({ paths }) => paths.length === 0 || files === null || touches(files, paths));
    if (refs.length === 0) return [];
    const patch = patchOf(record, [...new Set(refs.map(({ ref }) => ref))], files, patchIds.get(record.oid) ?? null);
    const standIn = standIns.get(record.oid);
    return [standIn ? filePatch(patch, standIn) : patch];
  });
  return { patches: withShortIds(patches), notices: noticesOf(contents) };
}

/** A commit that is no merge, with the branches that carry it. */
interface Carried {
  readonly record: CommitRecord;
  readonly requests: BranchRequest[];
}

function carriedBy(branches: readonly BranchCommits[]): Map<string, Carried> {
  const carried = new Map<string, Carried>();
  for (const { request, commits } of branches) {
    for (const record of commits) {
      if (record.parents.length > 1) continue;
      const known = carried.get(record.oid);
      if (known) known.requests.push(request);
      else carried.set(record.oid, { record, requests: [request] });
    }
  }
  return carried;
}

/** The paths below which a commit is read, as one text; '' for all: whatever one of its branches wants. */
function filterOf({ requests }: Carried): string {
  if (requests.some(({ paths }) => paths.length === 0)) return '';
  return [...new Set(requests.flatMap(({ paths }) => paths))].sort().join('\0');
}

function touches(files: readonly FileChange[], paths: readonly string[]): boolean {
  const below = paths.map((path) => path.replace(/\/+$/, ''));
  return files
    .flatMap((file) => [file.oldPath, file.newPath])
    .some((path) => path !== null && below.some((folder) => path === folder || path.startsWith(`${folder}/`)));
}

function patchOf(
  record: CommitRecord,
  branches: readonly string[],
  files: readonly FileChange[] | null,
  patchId: string | null,
): Patch {
  return {
    id: record.oid,
    origin: { kind: 'commit', oid: record.oid },
    commit: record.oid,
    parent: record.parents[0] ?? null,
    atBase: null,
    branches,
    subject: subjectOf(record.message),
    message: record.message,
    author: { name: record.authorName, email: record.authorEmail },
    authorDate: record.authorDate,
    commitDate: record.commitDate,
    files: files ?? [],
    facts: parseMessage(record.message),
    patchId,
    unreadable: files === null,
  };
}

/** More digits are taken where two patches would be alike. */
function withShortIds(patches: readonly Patch[]): Patch[] {
  let digits = ID_DIGITS;
  // One patch may stand twice in a stack: in two folders, or in two of its states.
  const distinct = new Set(patches.map((patch) => patch.id)).size;
  while (new Set(patches.map((patch) => patch.id.slice(0, digits))).size < distinct) digits += 1;
  return patches.map((patch) => ({ ...patch, id: patch.id.slice(0, digits) }));
}

function noticesOf({ files: contents, unreadable }: Contents): Notice[] {
  const tooLarge = [...contents].filter(([, files]) => files === null).map(([oid]) => oid);
  const notices: Notice[] = [];
  for (const oid of unreadable) {
    notices.push({
      code: 'downstream.unreadable',
      severity: 'warning',
      message: `the content of downstream commit ${shortId(oid)} could not be read: objects are missing`,
      hint: 'fetch the missing objects (git fetch --refetch, or unshallow) and run again',
    });
  }
  for (const oid of tooLarge) {
    notices.push({
      code: 'downstream.too-large',
      severity: 'warning',
      message: `the diff of downstream commit ${shortId(oid)} is larger than limits.patchBytes and was not read`,
      hint: 'raise limits.patchBytes in the settings',
    });
  }
  return notices;
}
