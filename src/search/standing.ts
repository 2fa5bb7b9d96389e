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
    const both = b.slice();
    orInto(both, a);
    // A merge of upstream into the fork mostly holds all the fork had: no new set is needed then.
    return equal(both, b) ? b : both;
  }

  /** One sweep from the commit towards its ancestors (children come before parents); sets known already are taken over whole. */
  private ancestorsOf(index: number): Uint8Array {
    const known = this.ancestors.get(index);
    if (known) return known;
    const set = new Uint8Array(this.nothing.length);
    const settled = new Uint8Array(this.nothing.length);
    setBit(set, index);
    for (let at = index >> 3; at < set.length; at++) {
      // Bits set while this byte is swept are seen too: parents may lie in the same byte.
      for (let bit = 0; bit < 8; bit++) {
        const place = at * 8 + bit;
        if (!hasBit(set, place) || hasBit(settled, place)) continue;
        const older = this.ancestors.get(place);
        if (older) {
          orInto(set, older);
          orInto(settled, older);
        } else for (const parent of this.history.commits[place]?.parents ?? []) if (parent >= 0) setBit(set, parent);
      }
      while (at + 1 < set.length && ((set[at + 1] ?? 0) & ~(settled[at + 1] ?? 0)) === 0) at += 1;
    }
    this.ancestors.set(index, set);
    return set;
  }
}

function hasBit(set: Uint8Array, place: number): boolean {
  return ((set[place >> 3] ?? 0) & (1 << (place & 7))) !== 0;
}

function setBit(set: Uint8Array, place: number): void {
  set[place >> 3] = (set[place >> 3] ?? 0) | (1 << (place & 7));
}

function orInto(set: Uint8Array, other: Uint8Array): void {
  for (let at = 0; at < set.length; at++) set[at] = (set[at] ?? 0) | (other[at] ?? 0);
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
