// Picks commits one on top of the other in memory, as `git rebase` does: nothing is checked out, and a pick that
// conflicts is skipped, as by `git rebase --skip`.
import { type RawChange, readChanges } from './changes.js';
import { treeOf } from './merge.js';
import { ContentMerges } from './merge-contents.js';
import { GIT_FIRST, Moves } from './moves.js';
import { type KnownPick, OnePicker, type PickOutcome } from './pick-one.js';
import type { Workspace } from './workspace.js';

/** A commit to pick: its change against `parent`, its first. Without a parent it cannot be picked. */
export interface Pick {
  readonly commit: string;
  readonly parent: string | null;
}

/** One pick: the tree before and after it (equal when it conflicts or changes nothing), and the files in which it conflicts: none where git only cannot tell into which folder a file goes. */
export interface Picked {
  readonly before: string;
  readonly after: string;
  readonly clean: boolean;
  readonly conflicts: readonly string[];
}

/** Picks prepared for together: where most conflict, the tree they meet is the one that stands. */
const AHEAD = 64;

/** Picks several times, one after the other or side by side: what one rehearsal finds out holds in the others. */
export class Picker {
  private readonly moves: Moves;
  private readonly contents = new ContentMerges();
  private readonly outcomes = new Map<string, Promise<PickOutcome | null>>();

  /** `onto` is a commit; `changes` by commit; git picks those whose changes are not there. */
  constructor(
    private readonly workspace: Workspace,
    private readonly onto: string,
    private readonly changes: ReadonlyMap<string, readonly RawChange[]>,
    searches: number,
  ) {
    this.moves = new Moves(workspace, onto, searches);
  }

  /** Picks in order; null for each that git cannot pick. `told` is called after each pick. */
  async pickInOrder(picks: readonly Pick[], told: () => void = () => undefined): Promise<(Picked | null)[]> {
    const one = new OnePicker(this.workspace, this.moves, this.contents);
    const results: (Picked | null)[] = [];
    try {
      let before = await treeOf(this.workspace, this.onto);
      for (const [place, pick] of picks.entries()) {
        if (place % AHEAD === 0) await one.prepare(before, this.knownOf(picks.slice(place, place + AHEAD)));
        const outcome = await this.pickOnce(one, before, pick);
        const after: string = outcome?.tree ?? before;
        results.push(outcome && { before, after, clean: outcome.clean, conflicts: outcome.conflicts });
        before = after;
        told();
      }
      return results;
    } finally {
      await one.end();
    }
  }

  private knownOf(picks: readonly Pick[]): KnownPick[] {
    return picks.flatMap(({ commit, parent }) => {
      const changes = this.changes.get(commit);
      return changes && parent !== null ? [{ parent, changes }] : [];
    });
  }

  private pickOnce(one: OnePicker, tree: string, { commit, parent }: Pick): Promise<PickOutcome | null> {
    if (parent === null) return Promise.resolve(null);
    const key = `${tree} ${commit}`;
    const outcome = this.outcomes.get(key) ?? one.pick(tree, commit, parent, this.changes.get(commit) ?? null);
    this.outcomes.set(key, outcome);
    return outcome;
  }
}

/** Reads what the commits change, and makes ready to pick them onto another; so many searches for moved files are left to git. */
export async function openPicker(
  workspace: Workspace,
  onto: string,
  picks: readonly Pick[],
  processes: number,
  searches = GIT_FIRST,
): Promise<Picker> {
  const changes = new Map<string, readonly RawChange[]>();
  const commits = picks.flatMap(({ commit, parent }) => (parent === null ? [] : [commit]));
  await readChanges(workspace, commits, processes, ({ oid }, changed) => changes.set(oid, changed));
  return new Picker(workspace, onto, changes, searches);
}
