// Walks the stacks of a project's branches and patch sets, in one state or in many: which commits they hold, and where in
// upstream's history each begins.
import { type BranchCommits, readBases, readBranchCommits, type StandIns } from '../downstream/branch.js';
import type { ChosenBranches } from '../downstream/choose-branches.js';
import { LinkImport } from '../downstream/import-links.js';
import { type PlannedSet, planSets, type ReadSet, readSet, type SetReading } from '../downstream/read-sets.js';
import { ObjectCache } from '../downstream/object-cache.js';
import { LandfallError } from '../errors.js';
import { type CommitRecord, type DatedCommits, listDated, mergeBase, readDates } from '../git/commits.js';
import type { Workspace } from '../git/workspace.js';
import type { Notice } from '../model/notice.js';
import type { LimitSettings } from '../model/settings.js';
import type { Branch } from '../model/stack.js';
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
export type AskedBranch = ChosenBranches['requests'][number] & Pick<Branch, 'kind' | 'state'>;

/** A state of a downstream, and the upstream commit that the default branch stood at then. */
export interface StateToWalk {
  readonly chosen: ChosenBranches;
  readonly tip: string;
}

/**
 * Reads patch sets and walks all branches; what their commits change is not read yet. `bases` are upstream commits on which
 * the branches are known to stand, where they are: then upstream itself is not walked.
 */
export async function walkStack(
  workspace: Workspace,
  upstream: OpenedUpstream,
  chosen: ChosenBranches,
  limits: LimitSettings,
  bases: readonly string[] = [],
): Promise<WalkedStack> {
  const walk = walkOf(workspace, upstream, [chosen], limits, new LinkImport('chain'), bases);
  const part = await readPart(walk, { chosen, tip: upstream.tip });
  const [stack] = await finish(walk, [part]);
  if (!stack) throw new Error('a part that was read must become a stack');
  return stack;
}

/**
 * The same for many states, in their order: what several have in common is read once, and a patch in files is one commit
 * for all of them. A state that cannot be read leaves the error in its place.
 */
export async function walkStates(
  workspace: Workspace,
  upstream: OpenedUpstream,
  states: readonly StateToWalk[],
  limits: LimitSettings,
  tell: (done: number) => void,
): Promise<(WalkedStack | LandfallError)[]> {
  const all = states.map(({ chosen }) => chosen);
  const walk = walkOf(workspace, upstream, all, limits, new LinkImport('apart'));
  const read: (Part | LandfallError)[] = [];
  for (const [at, state] of states.entries()) {
    tell(at);
    read.push(await readPart(walk, state).catch(failure));
  }
  const stacks = await finish(
    walk,
    read.flatMap((part) => (part instanceof LandfallError ? [] : part)),
  );
  return read.flatMap((part) => (part instanceof LandfallError ? part : (stacks.shift() ?? [])));
}

/**
 * The upstream commits that no branch holds, children before parents: listed while the branches are walked, on another
 * core. Null where patch sets still have to be laid on their bases.
 */
export async function listAhead(
  workspace: Workspace,
  upstream: Pick<OpenedUpstream, 'tip'>,
  { requests, sets }: Pick<ChosenBranches, 'requests' | 'sets'>,
): Promise<DatedCommits | null> {
  if (sets.length > 0) return null;
  const starts = requests.map(({ base, tip }) => base ?? tip);
  return listDated(workspace, [upstream.tip], [...new Set(starts)]);
}

/** Do all stacks begin at one place? Then what no branch holds is all of upstream from there on. */
export function beginsAtOne({ branches, below }: Pick<WalkedStack, 'branches' | 'below'>): boolean {
  const boundary = new Set(branches.flatMap((branch) => branch.boundary));
  return boundary.size === below.length && below.every((oid) => boundary.has(oid));
}

/** What all states share. */
interface Walk extends SetReading {
  readonly upstream: OpenedUpstream;
  /** Release tags that stacks may begin at. */
  readonly tags: readonly string[];
  /** Upstream commits that all stacks are known to stand on; empty where that has to be found out. */
  readonly bases: readonly string[];
}

/** A state as far as it is read by itself. */
interface Part {
  readonly tip: string;
  readonly branches: readonly BranchCommits[];
  readonly asked: readonly AskedBranch[];
  readonly sets: readonly PlannedSet[];
  readonly notices: readonly Notice[];
}

function walkOf(
  workspace: Workspace,
  upstream: OpenedUpstream,
  all: readonly ChosenBranches[],
  limits: LimitSettings,
  imports: LinkImport,
  bases: readonly string[] = [],
): Walk {
  const objects = new ObjectCache(workspace, upstream.repository, limits.patchBytes);
  // Releases of another repository are upstream's own commits; in one shared repository tags may be the fork's.
  const shared = all.some(({ repositories }) =>
    repositories.some((repository) => repository.objectsDir === upstream.repository.objectsDir),
  );
  const tags = shared ? [] : [...new Set(upstream.tags.map((tag) => tag.commit))];
  return { workspace, upstream, objects, imports, releases: upstream.tags, limits, tags, bases };
}

async function readPart(walk: Walk, { chosen, tip }: StateToWalk): Promise<Part> {
  const { sets, notices } = await planSets(walk, chosen.sets);
  const { requests } = chosen;
  const upstream = upstreamOf(walk, tip);
  const branches = requests.length === 0 ? [] : await readBranchCommits(walk.workspace, requests, upstream);
  return { tip, branches, asked: requests.map(askedBranch), sets, notices };
}

/** Commits whose history is upstream's, where its branch stands at `tip`. */
function upstreamOf({ upstream, tags, bases }: Walk, tip: string): readonly string[] {
  return bases.length > 0 ? bases : [tip, ...upstream.aside, ...tags];
}

/** Makes the commits of all sets, and asks once for what lies below all stacks. */
async function finish(walk: Walk, parts: readonly Part[]): Promise<WalkedStack[]> {
  const { workspace, imports } = walk;
  const made = await imports.make(workspace);
  const sets = parts.map((part) => part.sets.map((set) => readSet(set, made, part.tip)));
  const branches = parts.map((part, at) => [...part.branches, ...(sets[at] ?? []).map(({ branch }) => branch)]);
  const requests = branches.flat().map(({ request }) => request);
  const boundary = [...new Set(branches.flat().flatMap((branch) => branch.boundary))];
  const [bases, stands] = await Promise.all([
    readBases(workspace, requests, upstreamOf(walk, walk.upstream.tip)),
    standsOf(walk, boundary),
  ]);
  const tips = parts.map(({ tip }) => tip);
  const known = await readDates(workspace, [...new Set([...tips, ...boundary.map((oid) => stands.get(oid) ?? oid)])]);
  return parts.map((part, at) =>
    stackOf(part, sets[at] ?? [], branches[at] ?? [], { below: [...bases, ...made], stands, known }),
  );
}

/** What was found out below all stacks. */
interface Ground {
  /** Downstream commits that are in no branch's stack, parents before children. */
  readonly below: readonly CommitRecord[];
  readonly stands: ReadonlyMap<string, string>;
  readonly known: ReadonlyMap<string, number>;
}

function stackOf(
  part: Part,
  sets: readonly ReadSet[],
  branches: readonly BranchCommits[],
  ground: Ground,
): WalkedStack {
  const { below, stands, known } = ground;
  const boundary = branches.flatMap((branch) => branch.boundary);
  const dates = new Map(boundary.flatMap((oid) => datedBy(known, stands.get(oid) ?? oid)));
  const patches = branches.some((branch) => branch.commits.some((commit) => commit.parents.length < 2));
  const commits = [...below, ...branches.flatMap((branch) => branch.commits)];
  return {
    branches,
    asked: [...part.asked, ...sets.map(askedSet)],
    standIns: new Map(sets.flatMap(({ links }) => links.map((link) => [link.commit, link] as const))),
    setNotices: part.notices,
    commits: [...new Map(commits.map((commit) => [commit.oid, commit])).values()],
    stands,
    below: !patches ? [part.tip] : rootless(branches) ? [] : oldest(dates),
    dates,
    tipDate: known.get(part.tip) ?? 0,
  };
}

function failure(error: unknown): LandfallError {
  if (error instanceof LandfallError && error.kind === 'world') return error;
  throw error;
}

function askedBranch(request: ChosenBranches['requests'][number]): AskedBranch {
  return { ...request, kind: 'branch', state: request.tip };
}

function askedSet({ set, branch }: ReadSet): AskedBranch {
  return { ...branch.request, follows: set.entry.follows, kind: set.files.kind, state: set.commit };
}

function datedBy(dates: ReadonlyMap<string, number>, oid: string): [string, number][] {
  const date = dates.get(oid);
  return date === undefined ? [] : [[oid, date]];
}

async function standsOf(
  { workspace, upstream, tags }: Walk,
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

/** A branch that shares no history with upstream may have landed anywhere in it. */
function rootless(branches: readonly BranchCommits[]): boolean {
  return branches.some((branch) => branch.commits.length > 0 && branch.boundary.length === 0);
}

/** The oldest commit that any stack begins at: what lies below it was in every downstream from the start. */
function oldest(dates: ReadonlyMap<string, number>): string[] {
  const entries = [...dates];
  return entries.length === 0 ? [] : [entries.reduce((a, b) => (b[1] < a[1] ? b : a))[0]];
}
