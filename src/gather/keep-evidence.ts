// From everything that was gathered to what the next run can go on from: the evidence, and of upstream's commits those it names.
import type { History, UpstreamCommit } from '../model/history.js';
import type { KeptEvidence } from '../model/kept.js';
import type { KnownCommit } from '../model/known.js';
import type { Ref } from '../git/repository.js';
import { baseName, pathsOf } from '../patch/paths.js';
import { countAll } from '../search/index-history.js';
import { MOST_FOLDERS } from '../search/kinship.js';
import type { Gathered } from './gather.js';
import { linesSince } from './search-lines.js';
import { sameBlobCommits } from './read-candidates.js';
import type { WalkedStack } from './walk-stack.js';

/** Makes it of a run without next refs. `name` is the stack's; `tip` and `tags` are upstream's. */
export function keepEvidence(
  gathered: Gathered,
  name: string,
  walked: WalkedStack,
  tip: string,
  tags: readonly Ref[],
): KeptEvidence {
  const { history, read, readBefore, searched } = gathered.context;
  const named = commitsNamed(gathered, walked, tip);
  const places = new Map(named.map((place, at) => [place, at]));
  return {
    stack: name,
    tip,
    bases: basesOf(walked),
    ...commitsOf(named, new Set([tip, ...standingOn(walked)]), gathered),
    tags: tags.map(({ name, commit }) => [name, commit]),
    range: history.commits.length + history.leftOut,
    diffs: read.size + readBefore,
    ...readingOf(places, gathered),
    searched,
    linesSince: linesSince(gathered.context, history.commits.length + history.leftOut),
    byLines: [...gathered.context.byLines].map(([patch, commits]) => [
      patch,
      [...commits].flatMap((place) => places.get(place) ?? []),
    ]),
    occurrences: countAll(gathered.index),
    sameBlobs: [...history.sameBlobs].map(([key, commits]) => [
      key,
      commits.flatMap((place) => places.get(place) ?? []),
    ]),
    ...namesOf(gathered),
    matching: matchingOf(places, gathered),
  };
}

/** Where commits stand among those that are kept, by their places in the history. */
type KeptPlaces = ReadonlyMap<number, number>;

/** The commits that are kept, and their releases; `holders` are those of which it is kept what they hold. */
function commitsOf(
  named: readonly number[],
  holders: ReadonlySet<string>,
  gathered: Gathered,
): Pick<KeptEvidence, 'commits' | 'releases'> {
  const { history } = gathered.context;
  return {
    commits: named.map((place) => {
      const commit = history.commits[place] as UpstreamCommit;
      return [
        commit.oid,
        keptCommit(commit, history, holders.has(commit.oid) ? parentsOf(place, named, gathered) : []),
      ];
    }),
    releases: named.map((place) => history.releases[place] ?? null),
  };
}

/** Whose diffs were read, whose could not be, and whose were too large. */
function readingOf(places: KeptPlaces, { context }: Gathered): Pick<KeptEvidence, 'read' | 'missing' | 'large'> {
  const { read, unread, large } = context;
  const missing = new Set([...unread].filter((place) => !large.has(place)));
  const at = (place: number) => places.get(place) ?? -1;
  return {
    read: [...places].flatMap(([place, own]) => (read.has(place) && !missing.has(place) ? [own] : [])),
    missing: [...missing].map(at),
    large: [...large].map(at),
  };
}

/** What matching found, its commits by their places among those that are kept. */
function matchingOf(places: KeptPlaces, { context: { matcher, stack }, found }: Gathered): KeptEvidence['matching'] {
  const kept = <T extends { readonly commit: number }>(each: T): T => ({
    ...each,
    commit: places.get(each.commit) ?? -1,
  });
  return {
    ...found,
    matches: found.matches.map((list) => list.map(kept)),
    inverses: stack.patches.map((_, place) => matcher.inversesOf(place).map(kept)),
  };
}

/** Places of all commits that something found out names, in the order of the history. */
function commitsNamed({ context, found, facts, index }: Gathered, walked: WalkedStack, tip: string): number[] {
  const { history, stack, matcher, resolve } = context;
  const named = new Set<number>();
  const add = (oid: string) => named.add(history.byOid.get(oid) ?? -1);
  for (const list of found.matches) for (const { commit } of list) named.add(commit);
  stack.patches.forEach((patch, place) => {
    for (const { commit } of matcher.inversesOf(place)) named.add(commit);
    for (const oid of patch.facts.citations) named.add(resolve(oid) ?? -1);
    for (const commit of sameBlobCommits(patch, context)) named.add(commit);
    add(patch.commit);
  });
  for (const { patch, tip: seen } of facts) {
    // Who touched a file last is asked where it is gone.
    if (seen?.files.some(({ tipPath }) => tipPath === null))
      for (const { oldPath } of patch.files) named.add(index.byPath.get(oldPath ?? '')?.[0] ?? -1);
  }
  for (const place of context.unread) named.add(place);
  for (const oid of standingOn(walked)) add(oid);
  add(tip);
  named.delete(-1);
  return withReverts(named, context).sort((a, b) => a - b);
}

/** What takes back one of the commits, or is taken back by one, and so on. */
function withReverts(named: ReadonlySet<number>, { history, reverts, resolve }: Gathered['context']): number[] {
  const all = new Set(named);
  // A set that grows while it is gone through is gone through to its new end.
  for (const place of all) {
    for (const { by } of reverts.of(place)) all.add(by);
    for (const oid of history.commits[place]?.facts.reverts ?? []) {
      const target = resolve(oid);
      if (target !== null) all.add(target);
    }
  }
  return [...all];
}

/** The commits that the stack stands on. */
function basesOf({ commits }: WalkedStack): string[] {
  const own = new Set(commits.map(({ oid }) => oid));
  return [...new Set(commits.flatMap(({ parents }) => parents))].filter((oid) => !own.has(oid));
}

/** The same as upstream's branch has them: release tags may lie beside it. */
function standingOn(walked: WalkedStack): string[] {
  return basesOf(walked).map((oid) => walked.stands.get(oid) ?? oid);
}

/**
 * Who descends from whom matters for the tip, behind which all others are, though it is not known how, and for the bases of
 * the stack, which hold some of them.
 */
function parentsOf(place: number, named: readonly number[], { context: { history, standing } }: Gathered): string[] {
  const oidOf = (other: number) => history.commits[other]?.oid ?? '';
  const held = named.filter((other) => other > place && standing.holds(oidOf(place), other));
  return [UNKNOWN, ...held.map(oidOf)];
}

/** Stands for a first parent that is left out: the line of first parents ends here. */
const UNKNOWN = '';

function keptCommit(commit: UpstreamCommit, history: History, parents: readonly string[]): KnownCommit {
  const { subject, author, authorDate, commitDate, facts } = commit;
  const paths = commit.paths.map((place) => history.paths[place] ?? '');
  return { parents, subject, author, authorDate, commitDate, facts, paths, blobs: [], moved: [] };
}

/** The paths and moves by which files of the stack are known for kin of others. */
function namesOf({ context: { stack, history, kinship } }: Gathered): Pick<KeptEvidence, 'paths' | 'renames'> {
  const family = new Set(stack.patches.flatMap(pathsOf).flatMap(kinship.paths));
  const counts = new Map([...family].map((path) => [baseName(path), 0]));
  // One more than tells a file from another is as good as all of them.
  const paths = history.paths.filter((path) => {
    const count = counts.get(baseName(path));
    if (count === undefined || count > MOST_FOLDERS) return false;
    counts.set(baseName(path), count + 1);
    return true;
  });
  return { paths, renames: history.renames.filter(([from, to]) => family.has(from) || family.has(to)) };
}
