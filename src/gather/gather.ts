// Gathers all evidence for a project's patches: asks the pure rooms which commits are worth reading, and has git read them.
import type { Workspace } from '../git/workspace.js';
import { cancelledBy } from '../match/cancelling.js';
import { learnRenames } from '../match/learn-renames.js';
import { byStanding, type Cover, coverWith, type WeighedPatch, weigh } from '../match/measure.js';
import { removersOf } from '../match/removers.js';
import type { Project } from '../model/config.js';
import type { Facts, TipFacts } from '../model/facts.js';
import type { History } from '../model/history.js';
import type { Match } from '../model/match.js';
import type { Candidates } from '../search/find-candidates.js';
import type { HistoryIndex } from '../search/index-history.js';
import { declare } from '../verdict/declare.js';
import { assembleFacts, type Found } from './assemble-facts.js';
import { compareBest } from './compare-best.js';
import type { GatherContext, Progress } from './context.js';
import { readLosses } from './find-losses.js';
import { fateOf, readReverts } from './find-reverts.js';
import { prepare } from './prepare.js';
import { readCandidates } from './read-candidates.js';
import type { ReadStack } from './read-stack.js';
import { readTip, type TipRead } from './read-tip.js';

/** Everything found out, with what `explain` needs to show how. */
export interface Gathered {
  readonly context: GatherContext;
  readonly facts: readonly Facts[];
  readonly weighed: readonly WeighedPatch[];
}

/** Climbs the evidence ladder for every patch of the stack. */
export async function gather(
  workspace: Workspace,
  project: Project,
  read: ReadStack,
  history: History,
  tip: string,
  processes: number,
  progress: Progress,
): Promise<Gathered> {
  const { context, noise, index } = prepare(workspace, project.settings, read, history, processes, progress);
  const { stack, layouts, matcher, reverts } = context;
  const candidates = await readCandidates(context, index);
  const weighed = layouts.map((layout) => weigh(layout, (key) => matcher.bitsOf(key)));
  const { matches, inDefault, covers } = await findMatches(context, weighed, candidates);
  await readReverts(context, covers);
  const tips = await readTip(context, tip, weighed, (place) => layouts[place]?.keys.length !== 0);
  await readLosses(context, weighed, covers, tips);

  const hasNext = history.commits.some((commit) => commit.next !== null);
  const found: Found[] = stack.patches.map((patch, place) => {
    const own = weighed[place] as WeighedPatch;
    const tipFacts = tips[place] ?? null;
    return {
      weighed: own,
      matches: matches[place] ?? [],
      fate: fateOf(context, place, own, inDefault[place] ?? [], covers[place] as Cover),
      coverInNext: hasNext ? coverWith(own, matches[place] ?? [], project.settings.verdict) : null,
      tip: tipFacts && withRemovers(tipFacts, own, inDefault[place] ?? [], index),
      noise: noise[place] ?? null,
      ancestorUndone: reverts.isUndone(history.byOid.get(patch.commit) ?? -1),
      declared: declare(patch, project.annotations),
    };
  });
  const facts = assembleFacts(context, found);
  return { context, facts: withCancelled(facts, context), weighed };
}

/** The matches of every patch, best first; those in the default branch; and the fewest of these that cover it. */
async function findMatches(
  context: GatherContext,
  weighed: readonly WeighedPatch[],
  candidates: readonly Candidates[],
) {
  const { settings, history } = context;
  const named = candidates.map((found) => found.cited);
  const compared = await compareBest(context, weighed, named);
  const matches = learnRenames(weighed, compared, settings.verdict.landed).map((list, place) =>
    rank(weighed[place], list),
  );
  const inDefault = matches.map((list) => list.filter((match) => history.commits[match.commit]?.next === null));
  const covers = weighed.map((patch, place) => coverWith(patch, inDefault[place] ?? [], settings.verdict));
  return { matches, inDefault, covers };
}

function withRemovers(tip: TipRead, patch: WeighedPatch, matches: readonly Match[], index: HistoryIndex): TipFacts {
  const { commits } = index.history;
  const removers = removersOf(patch, matches);
  const changed = patch.lines.files.filter((file) => file.oldPath !== null);
  const gone = tip.files.length > 0 && tip.files.every((file) => file.tipPath === null);
  const last = changed.map((file) => index.byPath.get(file.oldPath ?? '')?.[0]);
  const goneBy =
    gone && changed.length === patch.lines.files.length && last.every((commit) => commit !== undefined) ? last : [];
  return {
    ...tip,
    removedBy: removers.commits.flatMap((commit) => commits[commit] ?? []),
    removedByShare: removers.share,
    goneBy: [...new Set(goneBy)].flatMap((commit) => commits[commit ?? -1] ?? []),
  };
}

function rank(patch: WeighedPatch | undefined, matches: readonly Match[]): Match[] {
  return patch ? byStanding(patch, matches) : [];
}

function withCancelled(facts: readonly Facts[], context: GatherContext): Facts[] {
  const { stack, layouts } = context;
  const cancelled = new Map<number, string>();
  for (const branch of stack.branches) {
    for (const [earlier, later] of cancelledBy(layouts, branch.patches))
      cancelled.set(earlier, stack.patches[later]?.id ?? '');
  }
  return facts.map((fact, place) => {
    const by = cancelled.get(place);
    return by === undefined ? fact : { ...fact, cancelledBy: [by] };
  });
}
