// How shares are written where people read: in whole percent, never rounded up.

/** A share from 0 to 1 as whole percent, rounded down unless that would hide it: `97%`, `<1%`. What misses a threshold never reads as if it had met it. */
export function percent(share: number): string {
  return share > 0 && share < 0.01 ? '<1%' : `${Math.floor(share * 100 + 1e-9)}%`;
}
