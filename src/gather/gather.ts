// Gathers all evidence for a project's patches: asks the pure rooms which commits are worth reading, and has git read them.
import { cancelledBy } from '../match/cancelling.js';
import { learnRenames } from '../match/learn-renames.js';
import { Matcher } from '../match/matcher.js';
import { byStanding, type Cover, coverWith, type WeighedPatch, weigh } from '../match/measure.js';
import { layOut } from '../match/patch-lines.js';
import { removersOf } from '../match/removers.js';
import type { Project } from '../model/config.js';
import type { Facts, TipFacts } from '../model/facts.js';
import type { History } from '../model/history.js';
import type { Match } from '../model/match.js';
import { globTest } from '../patch/glob.js';
import { type HistoryIndex, indexHistory } from '../search/index-history.js';
import { kinshipOf } from '../search/kinship.js';
import { RevertIndex } from '../search/reverts.js';
import { Standing } from '../search/standing.js';
import { declare } from '../verdict/declare.js';
import { type NoisePaths, noiseOf } from '../verdict/noise.js';
import { assembleFacts, type Found } from './assemble-facts.js';
import { compareBest } from './compare-best.js';
import type { GatherContext, Progress } from './context.js';
import { fateOf, readLaterWork, readReverts } from './find-reverts.js';
import { readCandidates, resolver } from './read-candidates.js';
import type { ReadStack } from './read-stack.js';
import { readTip, type TipRead } from './read-tip.js';
import type { Workspace } from '../git/workspace.js';

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
  const { settings } = project;
  const { stack } = read;
  const noisePaths: NoisePaths = {
    changelog: globTest(settings.noise.changelog),
    generated: globTest(settings.noise.generated),
  };
  const ignored = (path: string) => noisePaths.changelog(path) || noisePaths.generated(path);
  const noise = stack.patches.map((patch) => noiseOf(patch, noisePaths));
  const layouts = stack.patches.map((patch, place) => layOut(noise[place] ? { ...patch, files: [] } : patch, ignored));
  const standing = new Standing(history, read.commits, read.stands);
  const kinship = kinshipOf(history);
  const matcher = new Matcher(
    layouts,
    settings.match,
    ignored,
    (place, commit) => standing.holds(stack.patches[place]?.origin.oid ?? '', commit),
    kinship.between,
  );
  const context: GatherContext = {
    workspace,
    settings,
    processes,
    progress,
    stack,
    layouts,
    history,
    standing,
    kinship,
    resolve: resolver({ history }),
    matcher,
    read: new Set(),
    unread: new Set(),
  };

  const index = indexHistory(history, ignored);
  const candidates = await readCandidates(context, index);
  const weighed = layouts.map((layout) => weigh(layout, (key) => matcher.bitsOf(key)));
  const compared = await compareBest(
    context,
    weighed,
    candidates.map((found) => found.cited),
  );
  const matches = learnRenames(weighed, compared, settings.verdict.landed).map((list, place) =>
    rank(weighed[place], list),
  );
  const inDefault = matches.map((list) => list.filter((match) => history.commits[match.commit]?.next === null));
  const covers = weighed.map((patch, place) => coverWith(patch, inDefault[place] ?? [], settings.verdict));
  const hasNext = history.commits.some((commit) => commit.next !== null);
  const reverts = new RevertIndex(history, context.resolve);
  await readReverts(context, covers, reverts);
  const tips = await readTip(context, tip, weighed, (place) => layouts[place]?.keys.length !== 0);

  await readLaterWork(context, covers, tips, index);

  const found: Found[] = stack.patches.map((patch, place) => {
    const own = weighed[place] as WeighedPatch;
    const tipFacts = tips[place] ?? null;
    return {
      weighed: own,
      matches: matches[place] ?? [],
      fate: fateOf(context, place, own, inDefault[place] ?? [], covers[place] as Cover, reverts),
      coverInNext: hasNext ? coverWith(own, matches[place] ?? [], settings.verdict) : null,
      tip: tipFacts && withRemovers(tipFacts, own, inDefault[place] ?? [], index),
      noise: noise[place] ?? null,
      ancestorUndone: reverts.isUndone(history.byOid.get(patch.origin.oid) ?? -1),
      declared: declare(patch, project.annotations),
    };
  });
  const facts = assembleFacts(context, found);
  return { context, facts: withCancelled(facts, context), weighed };
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
