// Which upstream commits the history of a downstream commit already holds: they can be no landing of it.
import type { History } from '../model/history.js';

/** A downstream commit as far as its place in history matters. */
export interface Placed {
  readonly oid: string;
  readonly parents: readonly string[];
}

/** Sets of upstream commits, one bit each, shared by all downstream commits that stand on the same. */
export class Standing {
  private readonly setOf = new Map<string, Uint8Array>();
  private readonly ancestors = new Map<number, Uint8Array>();
  private readonly unions = new Map<Uint8Array, Map<Uint8Array, Uint8Array>>();
  private readonly nothing: Uint8Array;

  /**
   * `commits` of all branches, parents before children. `stands` tells for commits outside the history (tags on release
   * branches) which upstream commit they branched off from.
   */
  constructor(
    private readonly history: History,
    commits: readonly Placed[],
    private readonly stands: ReadonlyMap<string, string>,
  ) {
    this.nothing = new Uint8Array(Math.ceil(history.commits.length / 8));
    for (const commit of commits) {
      if (!this.setOf.has(commit.oid)) this.setOf.set(commit.oid, this.heldBy(commit));
    }
  }

  /** Does the history of the downstream commit `oid` hold the upstream commit at `place`? */
  holds(oid: string, place: number): boolean {
    return hasBit(this.heldAt(oid), place);
  }

  private heldBy(commit: Placed): Uint8Array {
    const sets = commit.parents.map((parent) => this.heldAt(parent));
    return [...new Set(sets)].reduce((all, set) => this.union(all, set), this.nothing);
  }

  private heldAt(oid: string): Uint8Array {
    const index = this.history.byOid.get(this.stands.get(oid) ?? oid);
    return this.setOf.get(oid) ?? (index === undefined ? this.nothing : this.ancestorsOf(index));
  }

  private union(a: Uint8Array, b: Uint8Array): Uint8Array {
    if (a === this.nothing) return b;
    if (b === this.nothing) return a;
    const known = this.unions.get(a)?.get(b);
    if (known) return known;
    const both = a.map((byte, place) => byte | (b[place] ?? 0));
    // A merge of upstream into the fork mostly holds all the fork had: no new set is needed then.
    const result = equal(both, b) ? b : equal(both, a) ? a : both;
    const row = this.unions.get(a) ?? new Map<Uint8Array, Uint8Array>();
    this.unions.set(a, row.set(b, result));
    return result;
  }

  private ancestorsOf(index: number): Uint8Array {
    const known = this.ancestors.get(index);
    if (known) return known;
    const set = new Uint8Array(this.nothing.length);
    const waiting = [index];
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      if (place < 0 || hasBit(set, place)) continue;
      set[place >> 3] = (set[place >> 3] ?? 0) | (1 << (place & 7));
      waiting.push(...(this.history.commits[place]?.parents ?? []));
    }
    this.ancestors.set(index, set);
    return set;
  }
}

function hasBit(set: Uint8Array, place: number): boolean {
  return ((set[place >> 3] ?? 0) & (1 << (place & 7))) !== 0;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((byte, place) => byte === b[place]);
}
