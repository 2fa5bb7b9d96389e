// Patch sets to branches: each set is read by its reader, put on its base in the scratch workspace, and goes on as a branch.
import { readDates } from '../git/commits.js';
import { listTree, readBlobs } from '../git/objects.js';
import { listRefs, type Repository, resolveCommit } from '../git/repository.js';
import { type FileTree, lastTouches, treeOfCommit } from '../git/tree-files.js';
import type { Workspace } from '../git/workspace.js';
import type { FilesConfig } from '../model/config.js';
import type { Notice } from '../model/notice.js';
import type { LimitSettings } from '../model/settings.js';
import type { BranchRequest } from './branch.js';
import { buildChain, type ChainLink, type Known } from './build-chain.js';
import { treeOfFolder } from './folder-tree.js';
import { tagsFor } from './pinned-base.js';
import type { FoundPatch, PatchSet, Pin } from './reader.js';
import { READERS } from './readers/index.js';
import { noticeOf } from './remarks.js';
import type { OpenedSet } from './choose-branches.js';

/** What is needed of upstream to find a base. */
export interface UpstreamOfSets {
  readonly repository: Repository;
  readonly tip: string;
  /** Release tags, oldest first. */
  readonly tags: readonly { readonly name: string; readonly commit: string }[];
}

/** A set that became a branch: its commits are `links`, in order. */
export interface ReadSet {
  readonly set: OpenedSet;
  readonly request: BranchRequest;
  readonly links: readonly ChainLink[];
}

const TAG = /^refs\/tags\//;

/** Reads patch sets and makes branches of them in the workspace. What cannot be read is told by notices with file and line. */
export async function readSets(
  workspace: Workspace,
  upstream: UpstreamOfSets,
  sets: readonly OpenedSet[],
  limits: LimitSettings,
): Promise<{ sets: ReadSet[]; notices: Notice[] }> {
  const read: ReadSet[] = [];
  const notices: Notice[] = [];
  for (const set of sets) read.push(await readSet(workspace, upstream, set, limits, notices));
  return { sets: read, notices };
}

/** What a set is called where branches have their ref. */
export function refOfSet({ path, kind }: Pick<FilesConfig, 'path' | 'kind'>): string {
  return path === '' ? kind : path;
}

/** The files of a set, as they are in its folder or in its commit; those larger than `mostBytes` are left out when read. */
export function filesOfSet(
  workspace: Workspace,
  { commit, files, entry }: OpenedSet,
  mostBytes: number,
): Promise<FileTree> {
  return commit === null
    ? treeOfFolder(entry.repository, files.path, mostBytes)
    : treeOfCommit(workspace, commit, files.path, mostBytes);
}

async function readSet(
  workspace: Workspace,
  upstream: UpstreamOfSets,
  set: OpenedSet,
  limits: LimitSettings,
  notices: Notice[],
): Promise<ReadSet> {
  const { entry, files } = set;
  const tree = await filesOfSet(workspace, set, limits.patchBytes);
  const given = entry.base === null ? null : await resolveCommit(upstream.repository, entry.base);
  if (entry.base !== null && given === null) notices.push(noBase(entry.base));
  const found = await READERS[files.kind].read(tree, files, {
    releases: upstream.tags.map(({ name, commit }) => ({ name: name.replace(TAG, ''), commit })),
    base: given,
    list: (commit) => listTree(workspace, commit),
    read: (oids) => readAll(workspace, oids, limits.patchBytes),
  });
  notices.push(...found.remarks.map((remark) => noticeOf(remark)));
  const base = given ?? (await pinned(upstream.repository, found.pins, notices));
  if (base === null) notices.push(unknownBase(set, found));
  const known = await knownOf(workspace, set, found, base);
  const { links, remarks } = await buildChain(workspace, base, files.kind, found.patches, known, limits.patchBytes);
  notices.push(...remarks.map((remark) => noticeOf(remark, 'downstream.unfit')));
  const request: BranchRequest = {
    repository: entry.repository,
    ref: refOfSet(files),
    tip: links.at(-1)?.commit ?? base ?? upstream.tip,
    base,
    paths: entry.paths,
  };
  return { set, request, links };
}

/** The commit that the first pin names that upstream knows. */
async function pinned(repository: Repository, pins: readonly Pin[], notices: Notice[]): Promise<string | null> {
  const tags = (await listRefs(repository))
    .filter((ref) => TAG.test(ref.name))
    .map((ref) => ({ name: ref.name.replace(TAG, ''), commit: ref.commit }));
  for (const pin of pins) {
    const isId = /^[0-9a-f]{7,64}$/.test(pin.text);
    const commit = isId ? await resolveCommit(repository, pin.text) : tagsFor(pin, tags)[0]?.commit;
    if (commit) return commit;
    notices.push({
      code: 'downstream.unknown-pin',
      severity: 'warning',
      message: `${pin.path}:${pin.line}: upstream has no ${isId ? 'commit' : 'tag for'} ${pin.text}`,
      hint: 'fetch upstream with its tags, or give downstream.base',
    });
  }
  return null;
}

/** Who and when, for patches that do not say: who touched their file last, or nobody known at the date of the base. */
async function knownOf(
  workspace: Workspace,
  set: OpenedSet,
  found: PatchSet,
  base: string | null,
): Promise<(patch: FoundPatch) => Known> {
  const silent = found.patches.filter(({ author, date }) => author === null || date === null).map(({ path }) => path);
  const touches =
    set.touches ?? (set.commit === null ? new Map() : await lastTouches(workspace, set.commit, set.files.path, silent));
  const baseDate = base === null ? 0 : ((await readDates(workspace, [base])).get(base) ?? 0);
  return ({ path }) => {
    const touch = touches.get(path);
    return touch
      ? { author: { name: touch.name, email: touch.email }, date: touch.date, base: baseDate }
      : { author: { name: 'unknown', email: '' }, date: baseDate, base: baseDate };
  };
}

async function readAll(workspace: Workspace, oids: readonly string[], mostBytes: number): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  await readBlobs(workspace, oids, mostBytes, (oid, content) => contents.set(oid, Buffer.from(content)));
  return contents;
}

function noBase(base: string): Notice {
  return {
    code: 'downstream.no-base',
    severity: 'warning',
    message: `upstream has no commit ${base}, named as base`,
    hint: 'correct downstream.base',
  };
}

function unknownBase({ files }: OpenedSet, { pins }: PatchSet): Notice {
  const why = pins.length === 0 ? 'nothing there names one' : 'what names one is not upstream';
  return {
    code: 'downstream.unknown-base',
    severity: 'warning',
    message: `the base of ${files.path === '' ? `the ${files.kind} patches` : files.path} is not known: ${why}; only texts are compared`,
    hint: 'give downstream.base: a tag or commit of upstream',
  };
}
