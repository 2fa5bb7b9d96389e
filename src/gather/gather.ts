// Gathers all evidence for a project's patches: asks the pure rooms which commits are worth reading, and has git read them.
import { withoutClaimed } from '../match/claimed-lines.js';
import { learnRenames } from '../match/learn-renames.js';
import { byStanding, coverWith, type WeighedPatch, weigh } from '../match/measure.js';
import type { Project } from '../model/config.js';
import type { Facts } from '../model/facts.js';
import type { Match } from '../model/match.js';
import { declare } from '../verdict/declare.js';
import { compareBest } from './compare-best.js';
import type { GatherContext, Means } from './context.js';
import { type Evidence, everything, factsOf } from './facts-of.js';
import { readReverts } from './find-reverts.js';
import { readFilesAtTip } from './files-at-tip.js';
import { layOutStack, prepare } from './prepare.js';
import { readCandidates } from './read-candidates.js';
import type { ReadStack } from './read-stack.js';
import { readTip } from './read-tip.js';
import type { HistorySince } from './read-upstream.js';
import type { TipTree } from './tip-tree.js';

/** Everything found out, with what `explain` needs to show how. */
export interface Gathered extends Evidence {
  readonly facts: readonly Facts[];
}

/** Climbs the evidence ladder for every patch of the stack, from the ground or from where an earlier run came to. */
export async function gather(
  means: Means,
  annotations: Project['annotations'],
  read: ReadStack,
  since: HistorySince,
  tip: TipTree,
): Promise<Gathered> {
  const laidOut = layOutStack(means, read, since.history);
  const { noise, layouts, kinship } = laidOut;
  // Read before the history is laid out: by then git has begun to merge the branches, on another core.
  const atTip = await readFilesAtTip({ ...means, kinship }, tip, layouts);
  const { context, index } = prepare(means, read, laidOut, since);
  const { stack, matcher } = context;
  const cited = await readCandidates(context, index);
  const weighed = layouts.map((layout) => weigh(layout, (key) => matcher.bitsOf(key)));
  const found = matcher.found();
  const { matches, covers } = await findMatches(context, weighed, cited);
  await readReverts(context, covers);
  const tips = await readTip(context, tip, atTip, weighed, covers);
  const declared = stack.patches.map((patch) => declare(patch, annotations));
  const evidence: Evidence = { context, index, weighed, matches, found, tips, noise, declared };
  return { ...evidence, facts: factsOf(evidence, everything(evidence)) };
}

/** The matches of every patch, best first; those in the default branch; and the fewest of these that cover it. */
async function findMatches(
  context: GatherContext,
  weighed: readonly WeighedPatch[],
  cited: readonly (readonly number[])[],
) {
  const { settings, history } = context;
  const compared = await compareBest(context, weighed, cited);
  const own = withoutClaimed(weighed, compared, settings.verdict.landed);
  const matches = learnRenames(weighed, own, settings.verdict.landed).map((list, place) => rank(weighed[place], list));
  const inDefault = matches.map((list) => list.filter((match) => history.commits[match.commit]?.next === null));
  const covers = weighed.map((patch, place) => coverWith(patch, inDefault[place] ?? [], settings.verdict));
  return { matches, covers };
}

function rank(patch: WeighedPatch | undefined, matches: readonly Match[]): Match[] {
  return patch ? byStanding(patch, matches) : [];
}
