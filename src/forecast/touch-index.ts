// Which upstream commits changed the lines that a patch changes or stands on: told by the lines' text, since line
// numbers shift with every commit.
import type { FileChange, Hunk } from '../model/patch.js';
import { wordCharacters } from '../patch/line-key.js';

/** A line with fewer letters and digits than this (a brace, an #endif) stands everywhere and tells of no touch. */
const TELLING_CHARACTERS = 4;

/** A patch's lines as they were before it, in one file. */
interface Ground {
  readonly place: number;
  /** Keys of the lines of its hunks, blank and short ones left out. */
  readonly lines: ReadonlySet<number>;
  /** Pairs of neighbours, as text: what is inserted between two of them is written next to the patch. */
  readonly seams: ReadonlySet<string>;
}

/** The ground that many patches stand on, by path. */
export class TouchIndex {
  private readonly grounds = new Map<string, Ground[]>();

  /** `paths` gives every name a file had upstream. */
  constructor(patches: readonly (readonly FileChange[])[], paths: (path: string) => readonly string[]) {
    for (const [place, files] of patches.entries()) {
      for (const file of files) {
        if (file.oldPath === null) continue;
        const ground = groundOf(place, file.hunks);
        for (const path of paths(file.oldPath)) this.grounds.set(path, [...(this.grounds.get(path) ?? []), ground]);
      }
    }
  }

  /** Paths that a patch stands on. */
  get paths(): readonly string[] {
    return [...this.grounds.keys()];
  }

  /** For each patch that an upstream diff touches: how many of its lines. */
  touched(files: readonly FileChange[]): Map<number, number> {
    const counts = new Map<number, number>();
    for (const file of files) {
      const grounds = this.grounds.get(file.oldPath ?? '');
      if (!grounds) continue;
      const changes = file.hunks.map(changesOf);
      for (const ground of grounds) {
        // Who moves a file or takes it away touches all of it.
        const lines =
          file.newPath === file.oldPath
            ? changes.reduce((sum, change) => sum + touchesOf(ground, change), 0)
            : Math.max(1, ground.lines.size);
        if (lines > 0) counts.set(ground.place, (counts.get(ground.place) ?? 0) + lines);
      }
    }
    return counts;
  }
}

/** Stand for the ends of a file: what is written at one has a single neighbour. No line has such a key. */
const [BEGINNING, END] = [-1, -2];

/** Lines of context that git puts around a change, unless the file ends there. */
const CONTEXT = 3;

/** The lines of a hunk by sign and key, and the ends of the file where it reaches them. */
function withEnds({ oldStart, lines }: Hunk): { readonly sign: string; readonly key: number }[] {
  const own = lines.map(({ sign, key }) => ({ sign, key }));
  const last = own.length - 1 - own.findLastIndex(({ sign }) => sign !== ' ');
  return [
    ...(oldStart <= 1 ? [{ sign: ' ', key: BEGINNING }] : []),
    ...own,
    ...(last < CONTEXT ? [{ sign: ' ', key: END }] : []),
  ];
}

function groundOf(place: number, hunks: readonly Hunk[]): Ground {
  const lines = new Set<number>();
  const seams = new Set<string>();
  for (const hunk of hunks) {
    const before = withEnds(hunk)
      .filter(({ sign }) => sign !== '+')
      .map(({ key }) => key);
    for (const key of before.filter(isTelling)) lines.add(key);
    for (const [at, key] of before.slice(1).entries()) seams.add(seamOf(before[at] ?? 0, key));
  }
  return { place, lines, seams };
}

/** What a hunk takes away, and between which neighbours it only inserts. */
interface Change {
  readonly removed: readonly number[];
  readonly seams: readonly string[];
}

function changesOf(hunk: Hunk): Change {
  const lines = withEnds(hunk);
  const removed = lines.filter(({ sign, key }) => sign === '-' && isTelling(key)).map(({ key }) => key);
  const seams: string[] = [];
  for (const [at, { sign, key }] of lines.entries()) {
    if (sign !== ' ' || lines[at + 1]?.sign !== '+') continue;
    const next = lines.slice(at + 1).find((line) => line.sign !== '+');
    if (next?.sign === ' ' && (isTelling(key) || isTelling(next.key))) seams.push(seamOf(key, next.key));
  }
  return { removed, seams };
}

function touchesOf(ground: Ground, { removed, seams }: Change): number {
  return removed.filter((key) => ground.lines.has(key)).length + seams.filter((seam) => ground.seams.has(seam)).length;
}

function isTelling(key: number): boolean {
  return key >= 0 && wordCharacters(key) >= TELLING_CHARACTERS;
}

function seamOf(one: number, other: number): string {
  return `${one} ${other}`;
}
