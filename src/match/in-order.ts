// Does an edited line stand where it should: between the lines of the commit that equal lines around it are?
import type { PoolLine } from './commit-lines.js';
import type { HunkSpan } from './patch-lines.js';

/** The lines of the patch that a commit has as they are, each with the line of the commit that it is. */
export type Equal = ReadonlyMap<number, PoolLine>;

/**
 * Does the commit's line stand between the nearest equal lines of the hunk, above and below? Both have to be there: of two rows that
 * different commits put into one table the end may be the same.
 */
export function isInOrder({ start, end }: HunkSpan, line: number, found: PoolLine, equal: Equal): boolean {
  const nearest = (step: 1 | -1): number | null => {
    for (let at = line + step; at >= start && at < end; at += step) {
      const other = equal.get(at);
      if (other?.file === found.file) return other.place;
    }
    return null;
  };
  const [above, below] = [nearest(-1), nearest(1)];
  return above !== null && below !== null && above < found.place && found.place < below;
}
