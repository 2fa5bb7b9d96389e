// Learns from whole landings under another file name that the file was renamed, and holds that for all patches of the stack.
import type { Match } from '../model/match.js';
import { shareOf, type WeighedPatch } from './measure.js';

/** Information that one landing must carry to prove a rename: some twenty distinctive lines. */
const PROOF_BITS = 200;

/** The same matches with lines found in renamed files counted as kin. `least` is the share of a patch that counts as its landing. */
export function learnRenames(
  patches: readonly WeighedPatch[],
  matches: readonly (readonly Match[])[],
  least: number,
): Match[][] {
  const renames = new Set<string>();
  matches.forEach((list, place) => {
    const patch = patches[place];
    for (const match of list) {
      if (!patch || match.strangers.length === 0 || shareOf(patch, match).share < least) continue;
      const bits = new Map<string, number>();
      for (const { from, to, lines } of match.strangers) {
        bits.set(
          pair(from, to),
          lines.reduce((sum, line) => sum + (patch.bits[line] ?? 0), bits.get(pair(from, to)) ?? 0),
        );
      }
      for (const [key, value] of bits) if (value >= PROOF_BITS) renames.add(key);
    }
  });
  return matches.map((list) => list.map((match) => withRenames(match, renames)));
}

function withRenames(match: Match, renames: ReadonlySet<string>): Match {
  const known = new Set(
    match.strangers.filter(({ from, to }) => renames.has(pair(from, to))).flatMap(({ lines }) => lines),
  );
  if (known.size === 0) return match;
  return {
    ...match,
    kin: Uint8Array.from(match.lines, (line, place) => (known.has(line) ? 1 : (match.kin[place] ?? 0))),
  };
}

function pair(from: string, to: string): string {
  return `${from}\0${to}`;
}
