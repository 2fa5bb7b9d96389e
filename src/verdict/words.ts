// How commits and shares are named in the sentences of a verdict.

export { shortId as short } from '../model/short-id.js';

/** A share (0 to 1) in whole percent. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
