// Whom a list or server is asked about: the authors of the patches, the busiest first.
import type { Wanted } from '../model/submission.js';

/** Authors that are asked about one by one: stacks have few, imports of whole trees have hundreds. */
const MOST_AUTHORS = 25;

/** Mail addresses of the authors of these patches. */
export function authorsOf(wanted: readonly Wanted[]): string[] {
  const counts = new Map<string, number>();
  for (const { patch } of wanted) {
    const email = patch.author.email.toLowerCase();
    if (email.includes('@')) counts.set(email, (counts.get(email) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_AUTHORS)
    .map(([email]) => email);
}
