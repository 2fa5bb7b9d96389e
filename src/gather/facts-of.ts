// From everything that was read to the facts of each patch, as upstream is now or as it was at an earlier time.
import { cancelledBy } from '../match/cancelling.js';
import { type Cover, coverWith, shareOf, type WeighedPatch } from '../match/measure.js';
import { removersOf } from '../match/removers.js';
import type { Facts, TipFacts } from '../model/facts.js';
import type { History } from '../model/history.js';
import type { Found } from '../model/kept.js';
import type { Match } from '../model/match.js';
import type { Declared } from '../model/patch.js';
import type { VerdictSettings } from '../model/settings.js';
import type { Stack } from '../model/stack.js';
import type { NoiseReason } from '../model/status.js';
import type { HistoryIndex } from '../search/index-history.js';
import type { RevertIndex } from '../search/reverts.js';
import { isAtTip, isGone } from '../verdict/at-tip.js';
import { EVERY_LINE } from '../verdict/cover-strength.js';
import { assembleFacts, type Gained } from './assemble-facts.js';
import type { GatherContext } from './context.js';
import { fateOf } from './find-reverts.js';
import type { TipRead } from './read-tip.js';

/** What was read of upstream for all patches of a stack; lists are in the order of its patches. */
export interface Evidence {
  readonly context: GatherContext;
  readonly index: HistoryIndex;
  readonly weighed: readonly WeighedPatch[];
  /** Best first, those in next refs among them. */
  readonly matches: readonly (readonly Match[])[];
  /** What the worth of lines, and the matches, rest on. */
  readonly found: Found;
  readonly tips: readonly (TipRead | null)[];
  readonly noise: readonly (NoiseReason | null)[];
  readonly declared: readonly (Declared | null)[];
}

/** A part of the patches, and what of upstream counts for them. */
export interface View {
  /** The patches looked at, by their places in the evidence; `stack` has the same, in the same order. */
  readonly places: readonly number[];
  readonly stack: Stack;
  /** The same commits as in the evidence; those that do not count have a `next`. */
  readonly history: History;
  readonly reverts: RevertIndex;
  readonly tips: readonly (TipRead | null)[];
}

/** All patches, and upstream as it is. */
export function everything({ context, tips }: Evidence): View {
  const { stack, history, reverts } = context;
  return { places: stack.patches.map((_, place) => place), stack, history, reverts, tips };
}

/** The facts of the patches of a view, in its order. */
export function factsOf(evidence: Evidence, view: View): Facts[] {
  const { places, stack, history, reverts } = view;
  const layouts = places.flatMap((place) => evidence.context.layouts[place] ?? []);
  const context: GatherContext = { ...evidence.context, stack, history, reverts, layouts };
  const hasNext = history.commits.some((commit) => commit.next !== null);
  const { verdict } = context.settings;
  const found = places.map((place, at): Gained => {
    const weighed = evidence.weighed[place] as WeighedPatch;
    const matches = evidence.matches[place] ?? [];
    const inDefault = matches.filter((match) => history.commits[match.commit]?.next === null);
    const tip = view.tips[at] ?? null;
    const best = coverWith(weighed, inDefault, verdict);
    const cover = coverAtTip(weighed, inDefault, tip, best, verdict) ?? best;
    return {
      weighed,
      matches,
      fate: fateOf(context, place, weighed, inDefault, cover, tip !== null && isGone(tip, verdict)),
      coverInNext: !hasNext ? null : matches.length === inDefault.length ? cover : coverWith(weighed, matches, verdict),
      tip: tip && withRemovers(tip, weighed, inDefault, { ...evidence.index, history }),
      noise: evidence.noise[place] ?? null,
      ancestorUndone: reverts.isUndone(history.byOid.get(stack.patches[at]?.commit ?? '') ?? -1),
      declared: evidence.declared[place] ?? null,
    };
  });
  return withCancelled(assembleFacts(context, found), context);
}

/**
 * The commits that brought what stands at the tip, where those that carry enough by themselves (`best`) lack a hunk of weight: all of
 * it came with some commit, so that smaller parts count if together they are all of the patch, in files of its own.
 */
function coverAtTip(
  patch: WeighedPatch,
  matches: readonly Match[],
  tip: TipRead | null,
  best: Cover,
  settings: VerdictSettings,
): Cover | null {
  if (tip === null || !isAtTip(tip, settings) || lacking(patch, best, settings) < settings.partialShare) return null;
  const kin = matches.filter((match) => shareOf(patch, match).kin >= settings.kin);
  const cover = coverWith(patch, kin, { ...settings, splitBits: settings.supportedBits });
  return cover.coverage.share >= EVERY_LINE ? cover : null;
}

/** How much of the patch, by weight, the hunks are that commits do not have. */
function lacking({ bits, total }: WeighedPatch, { coverage }: Cover, { hunk: least }: VerdictSettings): number {
  const missing = coverage.hunks.filter(({ share }) => share < least);
  const weight = missing.flatMap(({ span }) => bits.slice(span.start, span.end)).reduce((sum, own) => sum + own, 0);
  return total === 0 ? 0 : weight / total;
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

function withCancelled(facts: readonly Facts[], context: GatherContext): Facts[] {
  const { stack, layouts } = context;
  const cancelled = new Map<number, string>();
  for (const branch of stack.branches) {
    const pairs = [...revertsTakenOver(facts, branch.patches), ...cancelledBy(layouts, branch.patches)];
    for (const [earlier, later] of pairs) cancelled.set(earlier, stack.patches[later]?.id ?? '');
  }
  return facts.map((fact, place) => {
    const by = cancelled.get(place);
    return by === undefined ? fact : { ...fact, cancelledBy: [by] };
  });
}

/** Patches that landed as they are and that upstream took back, each with the later patch that is that very revert. `order` as for cancelledBy. */
function revertsTakenOver(facts: readonly Facts[], order: readonly number[]): [number, number][] {
  const places = new Map<string, number>();
  for (const [at, place] of order.entries()) {
    const [only, second] = facts[place]?.cover.members ?? [];
    if (only && !second && only.exact !== null) places.set(only.commit.oid, at);
  }
  return order.flatMap((place, at): [number, number][] => {
    const { cover, reverts } = facts[place] ?? {};
    const revert = cover?.members[0]?.exact == null ? undefined : reverts?.find(({ standing }) => standing);
    const later = revert === undefined ? -1 : (places.get(revert.by.oid) ?? -1);
    return later > at ? [[place, order[later] ?? -1]] : [];
  });
}
