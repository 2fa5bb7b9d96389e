// How commits and patches are named where people read: by the first digits of an id.

/** Digits that tell the commits of the largest histories in use apart. */
export const ID_DIGITS = 12;

/** The first digits of an object id. */
export function shortId(oid: string): string {
  return oid.slice(0, ID_DIGITS);
}
