// Which release first held each upstream commit.
import { type DatedCommits, listCommits, readParents } from '../git/commits.js';
import type { Ref } from '../git/repository.js';
import type { Workspace } from '../git/workspace.js';
import type { History } from '../model/history.js';
import type { KeptEvidence } from '../model/kept.js';
import { globTest } from '../patch/glob.js';

/** The tags that mark releases, oldest first. Globs are over tag names; those that begin with `!` leave tags out. */
export function releaseTags(refs: readonly Ref[], globs: readonly string[]): Ref[] {
  const wanted = globTest(globs.filter((glob) => !glob.startsWith('!')));
  const unwanted = globTest(globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1)));
  return refs
    .filter((ref) => ref.name.startsWith('refs/tags/'))
    .filter((ref) => wanted(tagName(ref)) && !unwanted(tagName(ref)))
    .sort((a, b) => a.date - b.date || compareText(a.name, b.name));
}

/** `v1.0` of `refs/tags/v1.0`. */
function tagName(ref: Ref): string {
  return ref.name.slice('refs/tags/'.length);
}

/** Parents of the commits that only release branches have, by id. */
export type Aside = ReadonlyMap<string, readonly string[]>;

/** None: no release branch was read. */
export const NOTHING_ASIDE: Aside = new Map();

/** Reads what lies between the tags and the commits of a history that ends at `tip`: release branches. */
export async function readAside(
  workspace: Workspace,
  tip: string,
  { oids, oldest }: DatedCommits,
  tags: readonly Ref[],
): Promise<Aside> {
  const tagged = new Set(commitsOf(tags));
  const inside = new Set(oids.filter((oid) => tagged.has(oid)));
  // What is older than all of the history leads to none of it.
  const outside = asYoungAs(tags, oldest).filter(({ commit }) => !inside.has(commit));
  return readParents(workspace, commitsOf(outside), [tip], oldest - CLOCKS_DIFFER);
}

/**
 * The same history with `releases` filled in: each commit is labelled by the oldest tag from which it can be reached.
 * Goes through every commit once; tags on release branches are followed down to the default branch.
 */
export function labelReleases(history: History, tags: readonly Ref[], aside: Aside): History {
  const releases: (string | null)[] = history.commits.map(() => null);
  const passed = new Set<string>();
  for (const tag of tags) {
    const waiting = [tag.commit];
    for (let oid = waiting.pop(); oid !== undefined; oid = waiting.pop()) {
      const index = history.byOid.get(oid);
      if (index === undefined) {
        if (!passed.has(oid)) waiting.push(...(aside.get(oid) ?? []));
        passed.add(oid);
      } else if (releases[index] === null) {
        releases[index] = tagName(tag);
        for (const parent of history.commits[index]?.parents ?? []) {
          const commit = history.commits[parent];
          if (commit) waiting.push(commit.oid);
        }
      }
    }
  }
  return { ...history, releases, ...datesOf(tags) };
}

/** What an earlier run knew of releases. */
type EarlierReleases = Pick<KeptEvidence, 'tip' | 'releases' | 'tags'>;

/** Do the tags that an earlier run knew still stand, all newer ones behind them? */
export function continuesReleases({ tags }: Pick<KeptEvidence, 'tags'>, now: readonly Ref[]): boolean {
  return tags.every(([name, commit], at) => now[at]?.name === name && now[at]?.commit === commit);
}

/** The same as `labelReleases` for the history of a run that goes on from an earlier one at `earlier.tip`: only what is new is walked, `oldest` is its first date. */
export async function labelLaterReleases(
  workspace: Workspace,
  history: History,
  tags: readonly Ref[],
  earlier: EarlierReleases,
  { oldest }: Pick<DatedCommits, 'oldest'>,
): Promise<History> {
  const releases = [...history.commits.slice(0, history.news).map(() => null), ...earlier.releases];
  const label = (oid: string, tag: Ref) => {
    const place = history.byOid.get(oid);
    if (place !== undefined) releases[place] ??= tagName(tag);
  };
  const known = tags.slice(0, earlier.tags.length);
  // A release branch that came in only now brings commits that its tags have held for long; not such as are younger than the tag.
  const young = asYoungAs(known, oldest);
  const parents = await readParents(workspace, commitsOf(young), [earlier.tip], oldest - CLOCKS_DIFFER);
  const passed = new Set<string>();
  for (const tag of young) {
    const waiting = [tag.commit];
    for (let oid = waiting.pop(); oid !== undefined; oid = waiting.pop()) {
      if (passed.has(oid)) continue;
      passed.add(oid);
      label(oid, tag);
      waiting.push(...(parents.get(oid) ?? []));
    }
  }
  for (let at = known.length; at < tags.length; at++) {
    const tag = tags[at] as Ref;
    for (const oid of await listCommits(workspace, [tag.commit], commitsOf(tags.slice(0, at)))) label(oid, tag);
  }
  return { ...history, releases, ...datesOf(tags) };
}

/** The tags that can hold a commit of that date: what a tag holds was there before it. */
function asYoungAs(tags: readonly Ref[], oldest: number): Ref[] {
  return tags.filter(({ date }) => date + CLOCKS_DIFFER >= oldest);
}

/** Seconds by which a commit may seem younger than what holds it: a day, for clocks and time zones that are set wrong. */
const CLOCKS_DIFFER = 86_400;

function commitsOf(tags: readonly Ref[]): string[] {
  return tags.map((tag) => tag.commit);
}

function datesOf(tags: readonly Ref[]): Pick<History, 'releaseOrder' | 'releaseDates'> {
  return { releaseOrder: tags.map(tagName), releaseDates: new Map(tags.map((tag) => [tagName(tag), tag.date])) };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
