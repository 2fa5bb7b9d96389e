// Two fingerprints of a whole diff: with context and paths (as git's patch-id sees it), and of the changed lines alone.

/** What one file adds to the fingerprints of its diff. */
export interface FileDigest {
  /** Two hashes of the file with its context, and two of its changed lines. */
  readonly digest: readonly [number, number, number, number];
  readonly changed: number;
}

/** Feeds on one file of a diff in the order git prints it. White space is folded away by the keys it is given. */
export class FileDigester {
  private readonly diff = [0x811c9dc5, 0x01000193];
  private readonly lines = [0, 0];
  private changed = 0;

  constructor(oldPath: string | null, newPath: string | null) {
    for (const path of [oldPath, newPath]) {
      for (const character of path ?? '\0') mix(this.diff, character.codePointAt(0) ?? 0);
    }
  }

  line(sign: '+' | '-' | ' ', key: number): void {
    const side = sign === '+' ? 1 : sign === '-' ? 2 : 3;
    mixKey(this.diff, key, side);
    if (sign === ' ') return;
    this.changed += 1;
    mixKey(this.lines, key, side);
  }

  finish(): FileDigest {
    const [a = 0, b = 0] = this.diff;
    const [c = 0, d = 0] = this.lines;
    return { digest: [a, b, c, d], changed: this.changed };
  }
}

/**
 * The fingerprints of a diff of these files. `diff` is equal where git's patch-id is; `lines` where the same lines change
 * in each file, wherever the files are: they are added up without order, as a renamed file stands elsewhere. '' for empty diffs.
 */
export function digestOf(files: readonly FileDigest[]): { diff: string; lines: string } {
  const diff = [0x811c9dc5, 0x01000193];
  const sum = [0, 0];
  for (const { digest } of files) {
    mix(diff, digest[0]);
    mix(diff, digest[1]);
    sum[0] = ((sum[0] ?? 0) + digest[2]) >>> 0;
    sum[1] = ((sum[1] ?? 0) + digest[3]) >>> 0;
  }
  const changed = files.some((file) => file.changed > 0);
  return changed ? { diff: diff.join('.'), lines: sum.join('.') } : { diff: '', lines: '' };
}

function mixKey(state: number[], key: number, side: number): void {
  mix(state, key % 0x100000000);
  mix(state, Math.floor(key / 0x100000000) * 4 + side);
}

/** One step of two multiplicative hashes (constants of FNV-1a and MurmurHash3). */
function mix(state: number[], value: number): void {
  state[0] = Math.imul((state[0] ?? 0) ^ value, 0x01000193) >>> 0;
  const low = Math.imul((state[1] ?? 0) ^ value, 0xcc9e2d51);
  state[1] = (low ^ (low >>> 15)) >>> 0;
}
