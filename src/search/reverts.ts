// Which upstream commits say that they take back which others.
import type { History } from '../model/history.js';
import { plainSubject } from '../patch/message.js';

/** A commit that says it takes another one back. */
export interface SaidRevert {
  readonly by: number;
  readonly how: 'cites' | 'subject';
}

/** Reverts of a whole history, by what they revert. */
export class RevertIndex {
  private constructor(private readonly byTarget: ReadonlyMap<number, readonly SaidRevert[]>) {}

  /** `subjects` are the plain subjects of all commits; `resolve` finds the commit an abbreviated id names. */
  static of(history: History, subjects: readonly string[], resolve: (oid: string) => number | null): RevertIndex {
    const byTarget = new Map<number, SaidRevert[]>();
    const add = (target: number, revert: SaidRevert): void => {
      if (revert.by < target) byTarget.set(target, [...(byTarget.get(target) ?? []), revert]);
    };
    const bySubject = new Map<string, number[]>();
    for (const { facts } of history.commits)
      if (facts.revertsSubject !== null) bySubject.set(plainSubject(facts.revertsSubject), []);
    subjects.forEach((subject, place) => bySubject.get(subject)?.push(place));
    for (const commit of history.commits) {
      // What only a next tree takes back still stands in the default branch.
      if (commit.next !== null || (commit.facts.reverts.length === 0 && commit.facts.revertsSubject === null)) continue;
      const cited = commit.facts.reverts.map(resolve).filter((place) => place !== null);
      for (const target of cited) add(target, { by: commit.index, how: 'cites' });
      if (cited.length > 0 || commit.facts.revertsSubject === null) continue;
      // A subject may occur many times: the nearest older commit of that name is meant.
      const target = firstBehind(bySubject.get(plainSubject(commit.facts.revertsSubject)) ?? [], commit.index);
      if (target !== undefined) add(target, { by: commit.index, how: 'subject' });
    }
    return new RevertIndex(byTarget);
  }

  /** The same as it was when only the commits counted for which `counts` holds. */
  among(counts: (place: number) => boolean): RevertIndex {
    const kept = [...this.byTarget].map(
      ([target, reverts]) => [target, reverts.filter(({ by }) => counts(by))] as const,
    );
    return new RevertIndex(new Map(kept.filter(([, reverts]) => reverts.length > 0)));
  }

  /** Commits that say they revert the one at `place`. */
  of(place: number): readonly SaidRevert[] {
    return this.byTarget.get(place) ?? [];
  }

  /** Is the commit at `place` taken back and not brought back? A revert that was itself reverted counts for nothing. */
  isUndone(place: number): boolean {
    // Targets are older than their reverts, so this comes to an end.
    return this.of(place).some((revert) => !this.isUndone(revert.by));
  }
}

/** The first of the places (in order) that is greater than `place`: thousands of commits may share a subject. */
function firstBehind(places: readonly number[], place: number): number | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) > place) high = middle;
    else low = middle + 1;
  }
  return places[low];
}
