// What matching finds: how much of a patch, line by line, a commit holds.

/** One upstream commit against one patch. */
export interface Match {
  /** Place in History.commits. */
  readonly commit: number;
  /** The changed lines of the patch (places in match/patch-lines.ts) that the commit has, in order. */
  readonly lines: Int32Array;
  /** How much of each of these lines it has: above 0, to 1. */
  readonly credits: Float32Array;
  /** For each of these lines, 1 when it was found in a file of the same path or telling name, else 0. */
  readonly kin: Uint8Array;
  /** Where the others were found: a file of the patch, a file of the commit, and the lines (places in the patch). */
  readonly strangers: readonly { readonly from: string; readonly to: string; readonly lines: readonly number[] }[];
  /** Weighted Dice of both changes: near 1 when each has what the other has. */
  readonly similarity: number;
  /** `diff`: equal with context and paths (equal patch-id); `lines`: the same lines change, at another place. */
  readonly exact: 'diff' | 'lines' | null;
  /** For each hunk of the patch, the bits of its surroundings that a hunk of the commit shares; null before they were compared. */
  readonly beside: Float32Array | null;
  /** The same, but 0 where the commit itself puts that there, in another function (match/beside.ts). */
  readonly placed: Float32Array | null;
  /** Definitions that the commit has under another name: as the patch and as the commit call them. */
  readonly renamed: readonly { readonly ours: string; readonly theirs: string }[];
  /** True once edited lines were looked for too. */
  readonly compared: boolean;
}

/** An upstream commit that takes back what a patch does. */
export interface Inverse {
  readonly commit: number;
  /** Share of the patch's weight that it undoes. */
  readonly share: number;
  /** Weighted Dice of the undoing and what the commit does to these files: near 1 when it does nothing else to them. */
  readonly similarity: number;
  /** Worth of the lines it undoes. */
  readonly bits: number;
  /** True when it undoes (nearly) every line, in the patch's own files, and does nothing else to these. */
  readonly exact: boolean;
}

/** The match of a commit that has no line of the patch: what a comparison begins with where nothing was found. */
export function emptyMatch(commit: number): Match {
  const none = { lines: new Int32Array(0), credits: new Float32Array(0), kin: new Uint8Array(0), strangers: [] };
  return { ...none, commit, similarity: 0, exact: null, beside: null, placed: null, renamed: [], compared: false };
}
