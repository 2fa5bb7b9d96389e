// The changed lines of a commit, free to be paired with those of a patch.
import type { FileChange, Hunk } from '../model/patch.js';
import { signedKey } from '../patch/line-key.js';
import { opaqueLines, sentenceKey } from '../patch/opaque.js';

/** A line of an upstream diff: its hunk and its place there. */
export interface Partner {
  readonly hunk: Hunk;
  readonly at: number;
}

/** A changed line, or a sentence that stands for a change without lines. */
export interface PoolLine {
  readonly signed: number;
  readonly text: string;
  readonly file: FileChange;
  readonly place: number;
  readonly partner: Partner | null;
  used: boolean;
}

/** All changed lines of a commit's files, in their order; blank ones are left out. */
export function poolOf(upstream: readonly FileChange[]): PoolLine[] {
  return upstream.flatMap((file) => {
    const opaque = opaqueLines(
      { ...file, renamed: file.opaque.includes('rename'), binary: file.opaque.includes('binary') },
      file.hunks.length,
    );
    const sentences = opaque.map((text) => ({ signed: signedKey(sentenceKey(text), true), text, partner: null }));
    const lines = file.hunks
      .flatMap((hunk) => hunk.lines.map((line, at) => ({ line, partner: { hunk, at } })))
      .filter(({ line }) => line.sign !== ' ' && line.text.trim() !== '')
      .map(({ line, partner }) => ({ signed: signedKey(line.key, line.sign === '+'), text: line.text, partner }));
    return [...sentences, ...lines].map((line, place) => ({ ...line, file, place, used: false }));
  });
}
