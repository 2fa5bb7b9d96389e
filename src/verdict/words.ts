// How commits and shares are named in the sentences of a verdict.

/** Digits by which commits are named in sentences: enough for the largest histories in use. */
const NAME_DIGITS = 12;

/** The name of a commit in a sentence. */
export function short(oid: string): string {
  return oid.slice(0, NAME_DIGITS);
}

/** A share (0 to 1) in whole percent. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
