// What merging the branches gives, asked of git while it has little else to do: upstream's history must be read for it first.
import type { Notice } from '../model/notice.js';
import type { NetDelta } from '../model/report.js';
import type { Means } from './context.js';
import type { MovesOf } from './file-at-tip.js';
import { findEvilMerges } from './find-evil-merges.js';
import { readNet } from './read-net.js';
import type { TipTree } from './tip-tree.js';
import type { WalkedStack } from './walk-stack.js';

/** The net delta of each branch, null where git cannot merge it, and what is said of merges that hold changes of their own. */
export interface BranchMerges {
  readonly net: readonly (NetDelta | null)[];
  readonly evil: readonly Notice[];
}

/** Merges that wait until they are told to begin, and where files have moved to. */
export interface MergesToCome {
  readonly begin: () => void;
  readonly tellMoves: (moves: MovesOf) => void;
  readonly merged: Promise<BranchMerges>;
}

/** Asks what the branches change, which is little work, and lets their merges wait. */
export function mergeLater(means: Means, tree: Promise<TipTree>, walked: WalkedStack): MergesToCome {
  const [idle, moves] = [signal<void>(), signal<MovesOf>()];
  const most = means.settings.limits.merges;
  const evil = idle.given.then(() => findEvilMerges(means.workspace, walked.commits, most));
  const net = readNet(means, tree, walked, { idle: idle.given, moves: moves.given });
  const merged = Promise.all([net, evil]).then(([net, evil]) => ({ net, evil }));
  // Awaited where it is needed: until then its failure is nobody's.
  merged.catch(() => undefined);
  return { begin: idle.give, tellMoves: moves.give, merged };
}

/** A word that is given once, to whoever waits for it. */
function signal<T>(): { readonly given: Promise<T>; readonly give: (word: T) => void } {
  let give: (word: T) => void = () => undefined;
  const given = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
