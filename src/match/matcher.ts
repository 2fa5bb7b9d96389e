// Compares each upstream diff, once, with every patch at the same time, by an index of the patches' lines.
import type { Found, MatcherState } from '../model/kept.js';
import type { DiffSketch } from '../model/known.js';
import type { Inverse, Match } from '../model/match.js';
import type { MatchSettings } from '../model/settings.js';
import { oppositeKey, unsignedKey } from '../patch/line-key.js';
import { pathsOf } from '../patch/paths.js';
import { type Aligned, alignHunks, type Weighing } from './align.js';
import { Nominators } from './nominators.js';
import { priorBits } from './prior-bits.js';
import type { PatchLines } from './patch-lines.js';
import { type CommitLines, seeCommit } from './see-commit.js';

/** Lines worth less than this nominate nothing: they are in half of all commits. */
const NOMINATING_LINE_BITS = 4;
/** A patch is nominated from this share of its worth on, should that be less than `nominateBits`. */
const NOMINATING_SHARE = 0.4;

/** Nearly all of both sides: a line that either has twice may be left over. */
const NOTHING_ELSE = 0.95;

/** Reads upstream diffs and keeps only which lines of which patch each holds: memory does not grow with what is read. */
export class Matcher {
  /** Patches by the fingerprint of their changed lines. */
  private readonly twins: Map<string, number[]>;
  private readonly nominators: Nominators;
  private readonly totals: number[];
  private matches: Match[][];
  private inverses: Inverse[][];
  private readonly weighing: Weighing;
  private read = 0;

  /** `standsOn` tells whether the history of a patch already holds a commit: that one can be no landing.
   * `kinship` relates paths (search/kinship.ts). */
  constructor(
    private readonly patches: readonly PatchLines[],
    private readonly settings: MatchSettings,
    private readonly ignored: (path: string) => boolean,
    private readonly standsOn: (patch: number, commit: number) => boolean,
    kinship: Weighing['kinship'],
  ) {
    this.weighing = { worth: (signed) => this.prior(signed), kinship, settings };
    this.matches = patches.map(() => []);
    this.inverses = patches.map(() => []);
    this.totals = patches.map((patch) => sum(patch.keys.map((key) => this.prior(key))));
    this.twins = new Map();
    for (const [place, { digest }] of patches.entries())
      if (digest.lines !== '') this.twins.set(digest.lines, [...(this.twins.get(digest.lines) ?? []), place]);
    this.nominators = new Nominators(patches, (key) => this.priorOf(key), settings.nominateBits);
  }

  /**
   * Takes in the diff of an upstream commit. One that was `chosen` for the lines it has says nothing about how often lines
   * occur: it is not counted.
   */
  offer(commit: number, diff: DiffSketch, chosen = false): void {
    const lines = seeCommit(
      diff,
      (key) => this.nominators.has(key),
      (key) => this.priorOf(key),
      this.ignored,
    );
    if (!chosen) this.count(lines);
    // What changes exactly the same lines is kept however common they are, and however many of them only move.
    const twins = new Set(this.twins.get(lines.digest.lines));
    for (const place of twins) {
      const patch = this.patches[place];
      if (patch && !this.standsOn(place, commit)) this.keepMatch(place, patch, commit, lines);
    }
    for (const [place, bits] of this.nominate(lines)) {
      const patch = this.patches[place];
      if (!patch || this.standsOn(place, commit)) continue;
      const floor = Math.min(this.settings.nominateBits, NOMINATING_SHARE * (this.totals[place] ?? 0));
      if (bits.same >= floor && !twins.has(place)) this.keepMatch(place, patch, commit, lines);
      if (bits.opposite >= floor) this.keepInverse(place, patch, commit, lines);
    }
  }

  private count({ lines }: CommitLines): void {
    this.read += 1;
    for (const key of new Set([...lines.keys()].map(unsignedKey))) this.nominators.see(key);
  }

  /** Goes on from what a matcher of the same patches and settings knew; nothing was offered to this one yet. */
  recall({ read, seen, matches, inverses }: MatcherState): void {
    this.read = read;
    this.nominators.recall(seen);
    this.matches = matches.map((list) => [...list]);
    this.inverses = inverses.map((list) => [...list]);
  }

  /** What was found up to now. */
  found(): Found {
    return { read: this.read, seen: this.nominators.counts(), matches: this.matches.map((list) => [...list]) };
  }

  matchesOf(patch: number): readonly Match[] {
    return this.matches[patch] ?? [];
  }

  /** Share of a patch (0 to 1, by the letters in its lines) that the best of the commits read so far holds. */
  bestShare(patch: number): number {
    const own = this.patches[patch];
    const total = this.totals[patch] ?? 0;
    if (!own || total === 0) return 0;
    return Math.max(0, ...this.matchesOf(patch).map(({ lines }) => this.worthOf(own, lines) / total));
  }

  /** In the order of the history: slices are read side by side, and come in any order. */
  inversesOf(patch: number): readonly Inverse[] {
    return [...(this.inverses[patch] ?? [])].sort((a, b) => a.commit - b.commit);
  }

  /**
   * What a line is worth as evidence, in bits: how surprising it is to meet it in one of the commits read, the one at hand
   * left out: a landing does not make its own lines common. The prior by
   * length stands for `priorCommits` commits, so that small histories do not make every line look rare, or common.
   */
  bitsOf(signed: number): number {
    const key = unsignedKey(signed);
    const weight = this.settings.priorCommits;
    const seen = Math.max(0, this.nominators.seenIn(key) - 1);
    const share = (seen + weight * 2 ** -this.priorOf(key)) / (this.read + weight);
    return Math.min(this.settings.mostBits, -Math.log2(Math.min(1, share)));
  }

  private nominate(lines: CommitLines): Map<number, { same: number; opposite: number }> {
    const nominated = new Map<number, { same: number; opposite: number }>();
    for (const signed of lines.lines.keys()) {
      const bits = this.prior(signed);
      if (bits < NOMINATING_LINE_BITS) continue;
      for (const place of this.nominators.of(unsignedKey(signed))) {
        const found = nominated.get(place) ?? { same: 0, opposite: 0 };
        const own = this.patches[place]?.places;
        if (own?.has(signed)) found.same += bits;
        if (own?.has(oppositeKey(signed))) found.opposite += bits;
        nominated.set(place, found);
      }
    }
    return nominated;
  }

  private keepMatch(place: number, patch: PatchLines, commit: number, lines: CommitLines): void {
    const exact = exactness(patch.digest, lines.digest);
    const aligned = alignHunks(patch, lines, this.weighing, false);
    if (aligned.lines.length === 0 && exact === null) return;
    if (exact !== null) {
      this.matches[place]?.push(wholly(patch, commit, exact, aligned, this.kinFiles(patch, lines)));
      return;
    }
    const credits = new Float32Array(aligned.lines.length).fill(1);
    const similarity = this.dice(place, this.worthOf(patch, aligned.lines), lines.bits);
    this.matches[place]?.push({
      ...aligned,
      commit,
      credits,
      similarity,
      exact,
      beside: null,
      placed: null,
      renamed: [],
      compared: false,
    });
  }

  private keepInverse(place: number, patch: PatchLines, commit: number, lines: CommitLines): void {
    const { lines: found, kin } = alignHunks(patch, lines, this.weighing, true);
    const bits = this.worthOf(patch, found);
    // What the commit does to other files is another matter: a silent revert often comes with the rework that replaces it.
    const files = new Set([...found].flatMap((line) => lines.holders.get(oppositeKey(patch.keys[line] ?? 0)) ?? []));
    const there = [...files].reduce((total, file) => total + file.bits, 0);
    const similarity = this.dice(place, bits, there);
    const share = bits / (this.totals[place] || 1);
    const exact = Math.min(share, similarity) >= NOTHING_ELSE && kin.every((own) => own === 1);
    this.inverses[place]?.push({ commit, share, similarity, bits, exact });
  }

  /** The files of a patch that go with a file of the commit. */
  private kinFiles(patch: PatchLines, commit: CommitLines): Set<number> {
    const theirs = pathsOf(commit);
    const isKin = (path: string) => theirs.some((other) => this.weighing.kinship(path, other) > 0);
    return new Set(patch.files.flatMap((file, place) => (pathsOf({ files: [file] }).some(isKin) ? [place] : [])));
  }

  private dice(place: number, common: number, theirs: number): number {
    const both = (this.totals[place] ?? 0) + theirs;
    return both === 0 ? 0 : Math.min(1, (2 * common) / both);
  }

  private worthOf(patch: PatchLines, lines: Int32Array): number {
    let bits = 0;
    for (const line of lines) bits += this.prior(patch.keys[line] ?? 0);
    return bits;
  }

  private prior(signed: number): number {
    return priorBits(unsignedKey(signed), this.settings);
  }

  private priorOf(key: number): number {
    return priorBits(key, this.settings);
  }
}

/** The match of a commit that changes exactly the lines the patch changes; of equal diffs the paths are equal too. */
function wholly(
  patch: PatchLines,
  commit: number,
  exact: 'diff' | 'lines',
  aligned: Aligned,
  kinFiles: ReadonlySet<number>,
): Match {
  const lines = Int32Array.from(patch.keys, (_, line) => line);
  const kin = new Map(Array.from(aligned.lines, (line, place) => [line, aligned.kin[place] ?? 0]));
  return {
    commit,
    lines,
    credits: new Float32Array(lines.length).fill(1),
    kin: Uint8Array.from(lines, (line) =>
      exact === 'diff' || kinFiles.has(patch.spanOf(line).file) ? 1 : (kin.get(line) ?? 0),
    ),
    strangers: aligned.strangers,
    similarity: 1,
    exact,
    beside: null,
    placed: null,
    renamed: [],
    compared: true,
  };
}

function exactness(patch: PatchLines['digest'], commit: PatchLines['digest']): Match['exact'] {
  if (patch.diff === '') return null;
  if (patch.diff === commit.diff) return 'diff';
  return patch.lines === commit.lines ? 'lines' : null;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
