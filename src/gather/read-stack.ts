// Reads the patch stack of a project's branches, and where in upstream's history each begins.
import {
  type BranchCommits,
  type Contents,
  readBases,
  readBranchCommits,
  readPatches,
  type StandIns,
} from '../downstream/branch.js';
import type { ChosenBranches } from '../downstream/choose-branches.js';
import { findBackwards } from '../downstream/find-backwards.js';
import { type ReadSet, readSets } from '../downstream/read-sets.js';
import { listCommits, mergeBase, readDates } from '../git/commits.js';
import type { Workspace } from '../git/workspace.js';
import type { Notice } from '../model/notice.js';
import type { Patch } from '../model/patch.js';
import type { LimitSettings } from '../model/settings.js';
import type { Branch, Stack } from '../model/stack.js';
import type { OpenedUpstream } from '../upstream/open.js';

/** The commits of a stack and where they begin: all that reading upstream's history needs to know of it. */
export interface WalkedStack {
  readonly branches: readonly BranchCommits[];
  /** What was asked for, in the order of the branches: patch sets behind the branches proper. */
  readonly asked: readonly AskedBranch[];
  readonly standIns: StandIns;
  /** What could not be read of patch sets. */
  readonly setNotices: readonly Notice[];
  /** Every downstream commit, merges among them, parents before children. */
  readonly commits: BranchCommits['commits'];
  /** For release tags that stacks begin at: the upstream commit they branched off from. */
  readonly stands: ReadonlyMap<string, string>;
  /** Upstream commits below which no landing can be: empty when all of the history is of interest. */
  readonly below: readonly string[];
  /** Committer's dates, in seconds, of the commits that stacks begin at. */
  readonly dates: ReadonlyMap<string, number>;
  /** Committer's date of the upstream tip, in seconds. */
  readonly tipDate: number;
}

/** A branch to read; of a patch set, its kind and the downstream commit that was read. */
type AskedBranch = ChosenBranches['requests'][number] & Pick<Branch, 'kind' | 'state'>;

export interface ReadStack extends WalkedStack {
  readonly stack: Stack;
  readonly notices: readonly Notice[];
}

/** Reads patch sets and walks all branches; what their commits change is not read yet. */
export async function walkStack(
  workspace: Workspace,
  upstream: OpenedUpstream,
  chosen: ChosenBranches,
  limits: LimitSettings,
): Promise<WalkedStack> {
  const tags = tagsToStandOn(upstream, chosen);
  const found = await readSets(workspace, upstream, chosen.sets, limits);
  const asked = [...chosen.requests.map(askedBranch), ...found.sets.map(askedSet)];
  const [branches, bases] = await Promise.all([
    readBranchCommits(workspace, asked, [upstream.tip, ...upstream.aside, ...tags]),
    readBases(workspace, asked, [upstream.tip, ...upstream.aside, ...tags]),
  ]);
  const boundary = [...new Set(branches.flatMap((branch) => branch.boundary))];
  const stands = await standsOf(workspace, upstream, tags, boundary);
  const known = await readDates(workspace, [upstream.tip, ...boundary.map((oid) => stands.get(oid) ?? oid)]);
  const dates = new Map(boundary.flatMap((oid) => datedBy(known, stands.get(oid) ?? oid)));
  const patches = branches.some((branch) => branch.commits.some((commit) => commit.parents.length < 2));
  return {
    branches,
    asked,
    standIns: new Map(found.sets.flatMap(({ links }) => links.map((link) => [link.commit, link] as const))),
    setNotices: found.notices,
    commits: [
      ...new Map(
        [...bases, ...branches.flatMap((branch) => branch.commits)].map((commit) => [commit.oid, commit]),
      ).values(),
    ],
    stands,
    below: !patches ? [upstream.tip] : rootless(branches) ? [] : oldest(dates),
    dates,
    tipDate: known.get(upstream.tip) ?? 0,
  };
}

/**
 * The upstream commits that no branch holds, children before parents: listed while the branches are walked, on another
 * core. Null where patch sets still have to be laid on their bases.
 */
export async function listAhead(
  workspace: Workspace,
  upstream: Pick<OpenedUpstream, 'tip'>,
  { requests, sets }: Pick<ChosenBranches, 'requests' | 'sets'>,
): Promise<readonly string[] | null> {
  if (sets.length > 0) return null;
  const starts = requests.map(({ base, tip }) => base ?? tip);
  return listCommits(workspace, [upstream.tip], [...new Set(starts)]);
}

/** Do all stacks begin at one place? Then what no branch holds is all of upstream from there on. */
export function beginsAtOne({ branches, below }: Pick<WalkedStack, 'branches' | 'below'>): boolean {
  const boundary = new Set(branches.flatMap((branch) => branch.boundary));
  return boundary.size === below.length && below.every((oid) => boundary.has(oid));
}

function askedBranch(request: ChosenBranches['requests'][number]): AskedBranch {
  return { ...request, kind: 'branch', state: request.tip };
}

function askedSet({ set, request }: ReadSet): AskedBranch {
  return { ...request, follows: set.entry.follows, kind: set.files.kind, state: set.commit };
}

function datedBy(dates: ReadonlyMap<string, number>, oid: string): [string, number][] {
  const date = dates.get(oid);
  return date === undefined ? [] : [[oid, date]];
}

/** Reads the patches of a walked stack. An empty stack and unrelated histories are told by notices. */
export async function readStack(
  workspace: Workspace,
  upstream: OpenedUpstream,
  walked: WalkedStack,
  contents: Contents,
  limits: LimitSettings,
  processes: number,
): Promise<ReadStack> {
  const { branches } = walked;
  const { patches: all, notices } = await readPatches(workspace, branches, contents, walked.standIns, processes);
  const patches = await withBackwards(workspace, walked, all, limits);
  const place = new Map(patches.map((patch, index) => [patch.commit, index]));
  const stackBranches = branches.map((branch, index) =>
    branchFacts(branch, walked.asked[index], place, walked, upstream),
  );
  return {
    ...walked,
    stack: { patches, branches: stackBranches },
    notices: [
      ...walked.setNotices,
      ...notices,
      ...branches.flatMap((branch, index) => emptinessOf(branch, stackBranches[index]?.base ?? null)),
    ],
  };
}

/** The patches, those of patch sets that go backwards marked. */
async function withBackwards(
  workspace: Workspace,
  { branches, asked }: WalkedStack,
  patches: readonly Patch[],
  limits: LimitSettings,
): Promise<readonly Patch[]> {
  // States of one package mostly stand on few bases: each is asked about once.
  const onBase = new Map<string, Set<string>>();
  for (const [index, { request, commits }] of branches.entries()) {
    if (asked[index]?.kind === 'branch' || request.base === null) continue;
    onBase.set(request.base, new Set([...(onBase.get(request.base) ?? []), ...commits.map(({ oid }) => oid)]));
  }
  const marked = new Map<string, Patch>();
  for (const [base, own] of onBase) {
    const standing = patches.filter(({ commit }) => own.has(commit));
    for (const patch of await findBackwards(workspace, base, standing, limits)) marked.set(patch.commit, patch);
  }
  return patches.map((patch) => marked.get(patch.commit) ?? patch);
}

/** Releases of another repository are upstream's own commits; in one shared repository tags may be the fork's. */
function tagsToStandOn(upstream: OpenedUpstream, chosen: ChosenBranches): string[] {
  const shared = chosen.repositories.some((repository) => repository.objectsDir === upstream.repository.objectsDir);
  return shared ? [] : [...new Set(upstream.tags.map((tag) => tag.commit))];
}

async function standsOf(
  workspace: Workspace,
  upstream: OpenedUpstream,
  tags: readonly string[],
  boundary: readonly string[],
): Promise<Map<string, string>> {
  const stands = new Map<string, string>();
  const known = new Set(tags);
  for (const oid of boundary.filter((candidate) => known.has(candidate))) {
    const base = await mergeBase(workspace, upstream.tip, oid);
    if (base !== null) stands.set(oid, base);
  }
  return stands;
}

function branchFacts(
  { request, commits, boundary }: BranchCommits,
  asked: AskedBranch | undefined,
  place: ReadonlyMap<string, number>,
  { dates, stands }: WalkedStack,
  upstream: OpenedUpstream,
): Branch {
  const dateOf = (oid: string) => dates.get(stands.get(oid) ?? oid) ?? 0;
  const base =
    request.base ??
    boundary.reduce<string | null>(
      (newest, oid) => (newest === null || dateOf(oid) > dateOf(newest) ? oid : newest),
      null,
    );
  const onRelease = upstream.tags.some((tag) => tag.commit === base);
  return {
    repository: request.repository,
    ref: request.ref,
    tip: request.tip,
    base,
    paths: request.paths,
    patches: commits.flatMap((commit) => place.get(commit.oid) ?? []),
    merges: commits.filter((commit) => commit.parents.length > 1).map((commit) => commit.oid),
    kind: asked?.kind ?? 'branch',
    state: asked?.state ?? null,
    follows: asked?.follows ?? (onRelease ? 'releases' : 'branch'),
  };
}

/** A branch that shares no history with upstream may have landed anywhere in it. */
function rootless(branches: readonly BranchCommits[]): boolean {
  return branches.some((branch) => branch.commits.length > 0 && branch.boundary.length === 0);
}

/** The oldest commit that any stack begins at: what lies below it was in every downstream from the start. */
function oldest(dates: ReadonlyMap<string, number>): string[] {
  const entries = [...dates];
  return entries.length === 0 ? [] : [entries.reduce((a, b) => (b[1] < a[1] ? b : a))[0]];
}

function emptinessOf({ request, commits }: BranchCommits, base: string | null): Notice[] {
  if (commits.length === 0) {
    return [
      {
        code: 'downstream.empty',
        severity: 'info',
        message: `${request.ref} has no commit that upstream lacks`,
        hint: null,
      },
    ];
  }
  if (base !== null) return [];
  const message = `${request.ref} shares no history with upstream: only contents were compared`;
  return [
    {
      code: 'downstream.unrelated',
      severity: 'warning',
      message,
      hint: 'check upstream.repository and downstream.branches, or fetch the missing history',
    },
  ];
}
