// A line of an upstream commit that one patch of the stack put there is no evidence for another patch that has it too:
// a stub repeats the signatures of the file it stands for, and every file its licence.
import type { Match } from '../model/match.js';
import { shareOf, type WeighedPatch } from './measure.js';
import { baseName } from '../patch/paths.js';

/**
 * The same matches without lines that were found in files of other names, where another patch has that very file and those
 * very lines, and landed in the commit. `least` is the share of a patch that counts as its landing.
 */
export function withoutClaimed(
  patches: readonly WeighedPatch[],
  matches: readonly (readonly Match[])[],
  least: number,
): Match[][] {
  const landedIn = new Map<number, WeighedPatch[]>();
  matches.forEach((list, place) => {
    const patch = patches[place];
    for (const match of list) {
      if (!patch || shareOf(patch, match).share < least) continue;
      landedIn.set(match.commit, [...(landedIn.get(match.commit) ?? []), patch]);
    }
  });
  return matches.map((list, place) => {
    const patch = patches[place];
    return list.map((match) => {
      const others = (landedIn.get(match.commit) ?? []).filter((other) => other !== patch);
      return patch && match.exact === null ? withoutLines(match, claimed(patch, match, others)) : match;
    });
  });
}

function claimed(patch: WeighedPatch, match: Match, others: readonly WeighedPatch[]): Set<number> {
  const lines = new Set<number>();
  for (const { to, lines: found } of match.strangers) {
    const owners = others.filter(({ lines: own }) => own.files.some(({ newPath }) => nameOf(newPath) === nameOf(to)));
    for (const line of found) {
      const key = patch.lines.keys[line];
      if (key !== undefined && owners.some((owner) => owner.lines.places.has(key))) lines.add(line);
    }
  }
  return lines;
}

function nameOf(path: string | null): string | null {
  return path === null ? null : baseName(path);
}

function withoutLines(match: Match, dropped: ReadonlySet<number>): Match {
  if (dropped.size === 0) return match;
  const kept = [...match.lines.keys()].filter((at) => !dropped.has(match.lines[at] ?? -1));
  return {
    ...match,
    lines: Int32Array.from(kept, (at) => match.lines[at] ?? 0),
    credits: Float32Array.from(kept, (at) => match.credits[at] ?? 0),
    kin: Uint8Array.from(kept, (at) => match.kin[at] ?? 0),
    strangers: match.strangers.map((found) => ({ ...found, lines: found.lines.filter((line) => !dropped.has(line)) })),
  };
}
