// What labelled stacks are made of: commits of a real repository, and the texts of the files they touch.
import type { Chance } from '../../bench/history/chance.js';
import type { FileChange } from '../../model/patch.js';
import type { Text } from './apply-hunks.js';

/** An upstream commit that can be told anew: all of its changes are lines of text. */
export interface Source {
  readonly oid: string;
  readonly message: string;
  readonly author: string;
  /** Seconds since 1970. */
  readonly date: number;
  readonly files: readonly FileChange[];
}

export interface Material {
  /** Where the downstream branch begins, the upstream tip that will be searched, and its date in seconds. */
  readonly base: string;
  readonly tip: string;
  readonly tipDate: number;
  /** Commits between the two, oldest first. */
  readonly landed: readonly Source[];
  /** Upstream's commits after the tip: they have not landed where Landfall searches. */
  readonly withheld: readonly Source[];
  /** Commits of another repository. */
  readonly strangers: readonly Source[];
  readonly atBase: ReadonlyMap<string, Text>;
  readonly atTip: ReadonlyMap<string, Text>;
}

/** Hands out commits, each once. */
export class Supply {
  private readonly used = new Set<Source>();

  constructor(
    private readonly sources: readonly Source[],
    private readonly chance: Chance,
  ) {}

  /** One that fits, drawn by lot; null when none is left. */
  take(fits: (source: Source) => boolean = () => true): Source | null {
    const left = this.sources.filter((source) => !this.used.has(source) && fits(source));
    if (left.length === 0) return null;
    const source = this.chance.pick(left);
    this.used.add(source);
    return source;
  }

  /** Those nearest to a commit that fit, nearest first; they are taken. */
  takeNear(source: Source, count: number, fits: (other: Source) => boolean): Source[] {
    const place = this.sources.indexOf(source);
    const near = this.sources
      .map((other, at) => ({ other, distance: Math.abs(at - place) }))
      .filter(({ other }) => !this.used.has(other) && fits(other))
      .sort((a, b) => a.distance - b.distance)
      .slice(0, count)
      .map(({ other }) => other);
    for (const other of near) this.used.add(other);
    return near;
  }
}
