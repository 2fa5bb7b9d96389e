// Finds the line of a commit that is most like one that was edited.
import type { PoolLine } from './commit-lines.js';
import { likeness, wordsOf } from './likeness.js';

/** A word in more changed lines of one file than this (`int`, `;`) does not tell which of them was edited; comparing them all took longer than git. */
const TELLING_LINES = 24;

/** Lines of one file by the words in them, so that only lines with a telling word in common are compared. */
export class WordIndex {
  private readonly words = new Map<PoolLine, string[]>();
  private readonly byWord = new Map<string, PoolLine[]>();

  constructor(lines: readonly PoolLine[]) {
    for (const line of lines) {
      const words = wordsOf(line.text);
      this.words.set(line, words);
      for (const word of new Set(words)) {
        const known = this.byWord.get(word);
        if (known) known.push(line);
        else this.byWord.set(word, [line]);
      }
    }
  }

  /** The free line most like `text` that changes in the same direction; of equals the one nearest behind the last one found. */
  mostAlike(
    text: string,
    signed: number,
    last: number,
    least: number,
  ): { readonly line: PoolLine; readonly likeness: number } | null {
    const own = wordsOf(text);
    let best: { line: PoolLine; likeness: number; distance: number } | null = null;
    for (const line of this.sharing(own)) {
      if (line.used || line.signed % 2 !== signed % 2) continue;
      const score = likeness(own, this.words.get(line) ?? []);
      if (score < least) continue;
      const distance = Math.abs(line.place - last - 1);
      if (!best || score > best.likeness || (score === best.likeness && distance < best.distance))
        best = { line, likeness: score, distance };
    }
    return best;
  }

  private sharing(words: readonly string[]): Set<PoolLine> {
    const lists = [...new Set(words)].map((word) => this.byWord.get(word) ?? []);
    return new Set(lists.filter((list) => list.length <= TELLING_LINES).flat());
  }
}
