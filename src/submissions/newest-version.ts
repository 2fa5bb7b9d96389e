// Which of the versions of a patch counts, where a source has several.
import { isFirm } from '../model/submission.js';
import type { Posted } from './find-posted.js';

/** Those known by more than their subjects, where there are any; else all. */
export function firmest(posted: readonly Posted[]): readonly Posted[] {
  const firm = posted.filter(isFirm);
  return firm.length > 0 ? firm : posted;
}

/**
 * Of several versions the last one counts; one known by more than its subject before all that are not. `byKey` has what
 * the source knows of each, `dateOf` says when that was sent, on any scale. Undefined where it knows none of them.
 */
export function newestVersion<T>(
  posted: readonly Posted[],
  byKey: ReadonlyMap<string, T>,
  dateOf: (known: T) => number,
): { readonly known: T; readonly posted: Posted } | undefined {
  return firmest(posted)
    .flatMap((each) => {
      const known = byKey.get(each.sent.key);
      return known === undefined ? [] : [{ known, posted: each }];
    })
    .toSorted((a, b) => dateOf(a.known) - dateOf(b.known))
    .at(-1);
}
