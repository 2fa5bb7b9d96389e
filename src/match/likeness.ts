// How alike two lines are that are not equal: by the words in them.

/** Words of a line: parts of identifiers (snake, camel), numbers, and each other sign by itself. */
export function wordsOf(text: string): string[] {
  return text.match(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{N}+|[^\s\p{L}\p{N}_]/gu) ?? [];
}

/** Dice over two lists of words, each counted as often as it occurs: 1 for equal lists, 0 for none in common. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 0;
  const left = new Map<string, number>();
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of b) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    common += 1;
  }
  return (2 * common) / (a.length + b.length);
}
