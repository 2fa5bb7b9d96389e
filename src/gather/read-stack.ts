// Reads the patches of walked stacks.
import { type BranchCommits, type Contents, readPatches, type StackReading } from '../downstream/branch.js';
import { findBackwards } from '../downstream/find-backwards.js';
import type { Workspace } from '../git/workspace.js';
import type { Notice } from '../model/notice.js';
import type { Patch } from '../model/patch.js';
import type { LimitSettings } from '../model/settings.js';
import type { Branch, Stack } from '../model/stack.js';
import type { OpenedUpstream } from '../upstream/open.js';
import type { AskedBranch, WalkedStack } from './walk-stack.js';

export interface ReadStack extends WalkedStack {
  readonly stack: Stack;
  readonly notices: readonly Notice[];
}

/** Reads the patches of a walked stack. An empty stack and unrelated histories are told by notices. */
export async function readStack(
  reading: StackReading,
  upstream: OpenedUpstream,
  walked: WalkedStack,
  contents: Contents,
): Promise<ReadStack> {
  const { branches } = walked;
  const { patches: all, notices } = await readPatches(reading, branches, contents, walked.standIns);
  const patches = await withBackwards(reading.workspace, walked, all, reading.settings.limits);
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
