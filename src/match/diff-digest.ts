// Two fingerprints of a whole diff: with context and paths (as git's patch-id sees it), and of the changed lines alone.

/** Feeds on a diff in the order git prints it. White space is folded away by the keys it is given. */
export class DiffDigest {
  private diff = [0x811c9dc5, 0x01000193];
  private fileLines = [0, 0];
  private sum = [0, 0];
  private changed = 0;

  file(oldPath: string | null, newPath: string | null): void {
    this.closeFile();
    for (const path of [oldPath, newPath]) {
      for (const character of path ?? '\0') mix(this.diff, character.codePointAt(0) ?? 0);
    }
  }

  line(sign: '+' | '-' | ' ', key: number): void {
    const side = sign === '+' ? 1 : sign === '-' ? 2 : 3;
    mixKey(this.diff, key, side);
    if (sign === ' ') return;
    this.changed += 1;
    mixKey(this.fileLines, key, side);
  }

  /** `diff` is equal where git's patch-id is; `lines` where the same lines change in each file, wherever the files are. Empty diffs give ''. */
  finish(): { diff: string; lines: string } {
    this.closeFile();
    return this.changed === 0 ? { diff: '', lines: '' } : { diff: this.diff.join('.'), lines: this.sum.join('.') };
  }

  /** Files are added up without order: a renamed file stands elsewhere in the diff. */
  private closeFile(): void {
    for (const half of [0, 1]) this.sum[half] = ((this.sum[half] ?? 0) + (this.fileLines[half] ?? 0)) >>> 0;
    this.fileLines = [0, 0];
  }
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
