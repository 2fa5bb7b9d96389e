// Finds commits that share rare lines with patches, whatever the paths and the words: by the signatures of all commits.
import type { LineSignature } from '../model/known.js';
import type { MatchSettings } from '../model/settings.js';
import { KeyTable } from './key-table.js';
import { isTelling, linePrint } from './line-signature.js';
import { priorBits } from './prior-bits.js';
import { unsignedKey } from '../patch/line-key.js';
import type { PatchLines } from './patch-lines.js';

/** A line that more commits have than this tells none of them from the others. */
const MOST_HOLDERS = 64;

/** Offered the signatures of commits, one after the other, it keeps which commits have which lines of the patches. */
export class LineSearch {
  private readonly table: KeyTable;
  /** By the number of a line: the commits that have it, one more than tells at most. */
  private readonly holders: number[][];

  constructor(
    private readonly patches: ReadonlyMap<number, PatchLines>,
    private readonly settings: MatchSettings,
  ) {
    const prints = [...patches.values()].map((patch) => [...wantedLines(patch)].map(linePrint));
    this.table = new KeyTable(prints.reduce((sum, each) => sum + each.length, 0));
    for (const print of prints.flat()) this.table.add(print);
    this.holders = Array.from({ length: this.table.size }, () => []);
  }

  /** Takes in the signature of the commit at a place of the history. */
  offer(commit: number, signature: LineSignature): void {
    for (const print of signature) {
      const found = this.holders[this.table.find(print)];
      if (found && found.length <= MOST_HOLDERS) found.push(commit);
    }
  }

  /**
   * The commits, `most` at most, that share most with the patch at a place, best first and of equals the oldest. They share as much as a
   * comparison asks for, and more bits than lines in files of other names have to carry.
   */
  find(place: number, most: number, excluded: (commit: number) => boolean): number[] {
    const patch = this.patches.get(place);
    if (!patch || most === 0) return [];
    const shared = new Map<number, number>();
    for (const signed of wantedLines(patch)) {
      const commits = this.holders[this.table.find(linePrint(signed))] ?? [];
      if (commits.length > MOST_HOLDERS) continue;
      for (const commit of commits)
        shared.set(commit, (shared.get(commit) ?? 0) + priorBits(unsignedKey(signed), this.settings));
    }
    const total = patch.keys.reduce((sum, signed) => sum + priorBits(unsignedKey(signed), this.settings), 0);
    const least = Math.max(this.settings.strayBits, this.settings.comparedShare * total);
    return [...shared]
      .filter(([commit, bits]) => bits >= least && !excluded(commit))
      .sort(([commit, bits], [other, less]) => less - bits || other - commit)
      .slice(0, most)
      .map(([commit]) => commit);
  }
}

/**
 * The telling lines that a patch adds, each once. Old code goes for many reasons: whoever took it away leads nowhere. A line that the patch
 * moves, or of a licence, is no line of its own.
 */
function wantedLines(patch: PatchLines): Set<number> {
  const isOwn = (signed: number, line: number) => !patch.moved.has(signed) && !patch.licence.has(line);
  return new Set(patch.keys.filter((signed, line) => signed % 2 === 1 && isTelling(signed) && isOwn(signed, line)));
}
