// Compares each upstream diff, once, with every patch at the same time, by an index of the patches' lines.
import type { Inverse, Match } from '../model/match.js';
import type { MatchSettings } from '../model/settings.js';
import { oppositeKey, wordCharacters } from '../patch/line-key.js';
import { alignHunks } from './align.js';
import type { PatchLines } from './patch-lines.js';
import { type CommitLines, scanCommit } from './scan-commit.js';

/** A line without letters (a brace) still is a line: half a bit. */
const BARE_LINE_BITS = 0.5;
/** Lines worth less than this nominate nothing: they are in half of all commits. */
const NOMINATING_LINE_BITS = 4;
/** A patch is nominated from this share of its worth on, should that be less than `nominateBits`. */
const NOMINATING_SHARE = 0.4;

/** What a line is worth before anything is known of its rarity, in bits: by the letters and digits in it. */
export function priorBits(key: number, settings: MatchSettings): number {
  return Math.min(settings.mostBits, BARE_LINE_BITS + settings.bitsPerCharacter * wordCharacters(key));
}

/** Reads upstream diffs and keeps only which lines of which patch each holds: memory does not grow with what is read. */
export class Matcher {
  private readonly known = new Map<number, { readonly patches: number[]; commits: number }>();
  private readonly totals: number[];
  private readonly matches: Match[][];
  private readonly inverses: Inverse[][];
  private read = 0;

  /** `standsOn` tells whether the history of a patch already holds a commit: that one can be no landing. */
  constructor(
    private readonly patches: readonly PatchLines[],
    private readonly settings: MatchSettings,
    private readonly ignored: (path: string) => boolean,
    private readonly standsOn: (patch: number, commit: number) => boolean,
  ) {
    this.matches = patches.map(() => []);
    this.inverses = patches.map(() => []);
    this.totals = patches.map((patch) => sum(patch.keys.map((key) => this.prior(key))));
    patches.forEach((patch, place) => {
      for (const key of new Set(patch.keys.map(unsigned))) {
        const entry = this.known.get(key);
        if (entry) entry.patches.push(place);
        else this.known.set(key, { patches: [place], commits: 0 });
      }
    });
  }

  /** Takes in the diff of an upstream commit. */
  offer(commit: number, diff: Buffer): void {
    const lines = scanCommit(diff, (key) => this.known.has(key), (key) => this.priorOf(key), this.ignored);
    this.read += 1;
    for (const key of new Set([...lines.lines.keys()].map(unsigned))) {
      const entry = this.known.get(key);
      if (entry) entry.commits += 1;
    }
    for (const [place, bits] of this.nominate(lines)) {
      const patch = this.patches[place];
      if (!patch || this.standsOn(place, commit)) continue;
      const floor = Math.min(this.settings.nominateBits, NOMINATING_SHARE * (this.totals[place] ?? 0));
      if (bits.same >= floor) this.keepMatch(place, patch, commit, lines);
      if (bits.opposite >= floor) this.keepInverse(place, patch, commit, lines);
    }
  }

  /** Upstream diffs read so far. */
  get commitsRead(): number {
    return this.read;
  }

  matchesOf(patch: number): readonly Match[] {
    return this.matches[patch] ?? [];
  }

  inversesOf(patch: number): readonly Inverse[] {
    return this.inverses[patch] ?? [];
  }

  /**
   * What a line is worth as evidence, in bits: how surprising it is to meet it in one of the commits read. The prior by
   * length stands for `priorCommits` commits, so that small histories do not make every line look rare, or common.
   */
  bitsOf(signed: number): number {
    const key = unsigned(signed);
    const weight = this.settings.priorCommits;
    const seen = this.known.get(key)?.commits ?? 0;
    const share = (seen + weight * 2 ** -this.priorOf(key)) / (this.read + weight);
    return Math.min(this.settings.mostBits, -Math.log2(Math.min(1, share)));
  }

  private nominate(lines: CommitLines): Map<number, { same: number; opposite: number }> {
    const nominated = new Map<number, { same: number; opposite: number }>();
    for (const signed of lines.lines.keys()) {
      const bits = this.prior(signed);
      if (bits < NOMINATING_LINE_BITS) continue;
      for (const place of this.known.get(unsigned(signed))?.patches ?? []) {
        const found = nominated.get(place) ?? { same: 0, opposite: 0 };
        const keys = this.keySets(place);
        if (keys.has(signed)) found.same += bits;
        if (keys.has(oppositeKey(signed))) found.opposite += bits;
        nominated.set(place, found);
      }
    }
    return nominated;
  }

  private readonly sets = new Map<number, Set<number>>();

  private keySets(place: number): Set<number> {
    const known = this.sets.get(place) ?? new Set(this.patches[place]?.keys);
    this.sets.set(place, known);
    return known;
  }

  private keepMatch(place: number, patch: PatchLines, commit: number, lines: CommitLines): void {
    const credits = alignHunks(patch, lines, (key) => this.prior(key), this.settings, false);
    const matched = this.worthOf(patch, credits);
    if (matched === 0) return;
    const both = (this.totals[place] ?? 0) + lines.bits;
    const exact = patch.digest.diff !== '' && patch.digest.diff === lines.digest.diff ? 'diff' : patch.digest.lines !== '' && patch.digest.lines === lines.digest.lines ? 'lines' : null;
    this.matches[place]?.push({ commit, credits, similarity: both === 0 ? 0 : (2 * matched) / both, exact, compared: exact !== null });
  }

  private keepInverse(place: number, patch: PatchLines, commit: number, lines: CommitLines): void {
    const credits = alignHunks(patch, lines, (key) => this.prior(key), this.settings, true);
    this.inverses[place]?.push({ commit, share: this.worthOf(patch, credits) / (this.totals[place] || 1) });
  }

  private worthOf(patch: PatchLines, credits: Float32Array): number {
    return sum(patch.keys.map((key, line) => (credits[line] ?? 0) * this.prior(key)));
  }

  private prior(signed: number): number {
    return priorBits(unsigned(signed), this.settings);
  }

  private priorOf(key: number): number {
    return priorBits(key, this.settings);
  }
}

function unsigned(signed: number): number {
  return Math.floor(signed / 2);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
