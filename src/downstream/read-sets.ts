// Patch sets to branches: each set is read by its reader, put on its base in the scratch workspace, and goes on as a branch.
import type { CommitRecord } from '../git/commits.js';
import { readBlobs } from '../git/objects.js';
import { type FileTree, lastTouches, treeOfCommit } from '../git/tree-files.js';
import type { Workspace } from '../git/workspace.js';
import type { FilesConfig } from '../model/config.js';
import type { Notice } from '../model/notice.js';
import type { LimitSettings } from '../model/settings.js';
import type { BranchCommits } from './branch.js';
import { treeOfFolder } from './folder-tree.js';
import type { ChainLink, LinkImport, PlacedLink } from './import-links.js';
import { tagsFor } from './pinned-base.js';
import { type Known, planLinks } from './plan-links.js';
import type { FoundPatch, PatchSet, Pin } from './reader.js';
import { READERS } from './readers/index.js';
import { noticeOf } from './remarks.js';
import type { ObjectCache } from './object-cache.js';
import type { OpenedSet } from './choose-branches.js';

/** Releases of upstream, oldest first, for sets that are copies of one. */
export type Releases = readonly { readonly name: string; readonly commit: string }[];

/** A set that was read and put on its base; its commits are not made yet. */
export interface PlannedSet {
  readonly set: OpenedSet;
  readonly base: string | null;
  readonly links: readonly PlacedLink[];
}

/** A set that became a branch: its commits are `links`, in order. */
export interface ReadSet {
  readonly set: OpenedSet;
  readonly branch: BranchCommits;
  readonly links: readonly ChainLink[];
}

const TAG = /^refs\/tags\//;

/** What reading sets needs: `imports` takes their patches. */
export interface SetReading {
  readonly workspace: Workspace;
  readonly objects: ObjectCache;
  readonly imports: LinkImport;
  readonly releases: Releases;
  readonly limits: LimitSettings;
}

/** Reads patch sets and puts them on their bases. What cannot be read is told by notices with file and line. */
export async function planSets(
  reading: SetReading,
  sets: readonly OpenedSet[],
): Promise<{ sets: PlannedSet[]; notices: Notice[] }> {
  const planned: PlannedSet[] = [];
  const notices: Notice[] = [];
  for (const set of sets) planned.push(await planSet(reading, set, notices));
  return { sets: planned, notices };
}

/** A planned set as a branch, once its commits are made: `records`, by their places. `tip` is where a set with neither base nor patches stands. */
export function readSet({ set, base, links }: PlannedSet, records: readonly CommitRecord[], tip: string): ReadSet {
  const { repository, paths } = set.entry;
  const commits = links.flatMap(({ place }) => records[place] ?? []);
  const request = { repository, ref: refOfSet(set.files), tip: commits.at(-1)?.oid ?? base ?? tip, base, paths };
  const boundary = base !== null || links.length === 0 ? [base ?? tip] : [];
  return {
    set,
    branch: { request, commits, boundary },
    links: links.map(({ place, ...facts }) => ({ ...facts, commit: records[place]?.oid ?? '' })),
  };
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
  contents: ObjectCache['contents'] = (oids) => readContents(workspace, oids, mostBytes),
): Promise<FileTree> {
  return commit === null
    ? treeOfFolder(entry.repository, files.path, mostBytes)
    : treeOfCommit(workspace, commit, files.path, contents);
}

async function readContents(
  workspace: Workspace,
  oids: readonly string[],
  mostBytes: number,
): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  await readBlobs(workspace, oids, mostBytes, (oid, content) => contents.set(oid, Buffer.from(content)));
  return contents;
}

async function planSet(reading: SetReading, set: OpenedSet, notices: Notice[]): Promise<PlannedSet> {
  const { workspace, objects, imports, releases, limits } = reading;
  const { entry, files } = set;
  const tree = await filesOfSet(workspace, set, limits.patchBytes, (oids) => objects.contents(oids));
  const given = entry.base === null ? null : await objects.commitOf(entry.base);
  if (entry.base !== null && given === null) notices.push(noBase(entry.base));
  const found = await READERS[files.kind].read(tree, files, {
    releases: releases.map(({ name, commit }) => ({ name: name.replace(TAG, ''), commit })),
    base: given,
    list: async (commit) => [...(await objects.filesOf(commit)).values()],
    read: (oids) => objects.contents(oids),
  });
  notices.push(...found.remarks.map((remark) => noticeOf(remark)));
  const base = given ?? (await pinned(objects, found.pins, notices));
  if (base === null) notices.push(unknownBase(set, found));
  const known = await knownOf(workspace, objects, set, found, base);
  const { links, remarks } = await planLinks(objects, base, files.kind, found.patches, known);
  notices.push(...remarks.map((remark) => noticeOf(remark, 'downstream.unfit')));
  return { set, base, links: imports.add(base, links) };
}

/** The commit that the first pin names that upstream knows. */
async function pinned(objects: ObjectCache, pins: readonly Pin[], notices: Notice[]): Promise<string | null> {
  for (const pin of pins) {
    const isId = /^[0-9a-f]{7,64}$/.test(pin.text);
    const commit = isId ? await objects.commitOf(pin.text) : tagsFor(pin, await objects.tags())[0]?.commit;
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
  objects: ObjectCache,
  set: OpenedSet,
  found: PatchSet,
  base: string | null,
): Promise<(patch: FoundPatch) => Known> {
  const silent = found.patches.filter(({ author, date }) => author === null || date === null).map(({ path }) => path);
  const touches =
    set.touches ?? (set.commit === null ? new Map() : await lastTouches(workspace, set.commit, set.files.path, silent));
  const baseDate = base === null ? 0 : await objects.dateOf(base);
  return ({ path }) => {
    const touch = touches.get(path);
    return touch
      ? { author: { name: touch.name, email: touch.email }, date: touch.date, base: baseDate }
      : { author: { name: 'unknown', email: '' }, date: baseDate, base: baseDate };
  };
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
